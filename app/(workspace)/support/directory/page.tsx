import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { DirectoryFilters } from "@/components/support/directory-filters";
import { DirectoryRows } from "@/components/support/directory-rows";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Plus } from "@/components/ui/icons";
import { Panel } from "@/components/ui/panel";
import { requireActor } from "@/lib/auth/actor";
import { filterDirectory, readFilter } from "@/lib/support/directory/filter";
import { canKeepDirectory } from "@/lib/support/directory/permissions";
import { directory } from "@/lib/support/directory/queries";
import { cleanText } from "@/lib/text/clean-text";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("support.documentTitle");
  return { title: t("directory") };
}

/** Who gives which kind of support, as shipped and as one's organisation knows it. */
export default async function DirectoryPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const actor = await requireActor();
  const [given, t, words, entries] = await Promise.all([
    searchParams,
    getTranslations("support.directory"),
    getTranslations("support"),
    directory(actor),
  ]);
  const filter = readFilter((name) => {
    const value = given[name];
    return cleanText((Array.isArray(value) ? value[0] : value) ?? "") || undefined;
  });
  const shown = filterDirectory(entries, filter);
  return (
    <>
      <PageHeader
        breadcrumbs={{
          trail: [{ href: "/support" as Route, label: words("title") }],
          here: t("title"),
        }}
        title={t("title")}
        description={`${t("what")} ${t("notEndorsed")}`}
        actions={
          canKeepDirectory(actor) && (
            <ButtonLink href={"/support/directory/new" as Route} look="primary" icon={Plus}>
              {t("add")}
            </ButtonLink>
          )
        }
      />
      <DirectoryFilters
        values={filter}
        languages={[...new Set(entries.flatMap(({ languages }) => languages))]}
      />
      <p className="mb-2 text-meta text-ink-muted">{t("count", { n: shown.length })}</p>
      <Panel flush>
        {shown.length > 0 ? <DirectoryRows of={shown} /> : <EmptyState title={t("nothingFound")} />}
      </Panel>
      {(filter.kind || filter.region || filter.language) && (
        <p className="mt-2 max-w-measure text-meta text-ink-muted">{t("filterRule")}</p>
      )}
    </>
  );
}
