import type { Metadata, Route } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CaseFilters } from "@/components/cases/case-filters";
import { CasesTable } from "@/components/cases/cases-table";
import { PageHeader } from "@/components/layout/page-header";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Plus } from "@/components/ui/icons";
import { Panel } from "@/components/ui/panel";
import { caseStatuses, reprisalTypes } from "@/db/reference/words";
import { requireActor } from "@/lib/auth/actor";
import { canOpenCase } from "@/lib/cases/permissions";
import { type CaseSort, listCases } from "@/lib/cases/queries";
import { dayInZone } from "@/lib/i18n/format";
import { stateName } from "@/lib/states/names";
import { listStates } from "@/lib/states/queries";
import { cleanText } from "@/lib/text/clean-text";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases.documentTitle");
  return { title: t("list") };
}

const known = <Word extends string>(words: readonly Word[], given: string | undefined) =>
  words.find((word) => word === given);

const sorts: readonly CaseSort[] = ["changed", "title", "date"];

export default async function CasesPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const actor = await requireActor();
  const [given, locale, t, states] = await Promise.all([
    searchParams,
    getLocale(),
    getTranslations("cases.list"),
    listStates(actor),
  ]);
  const one = (name: string) => {
    const value = given[name];
    return cleanText((Array.isArray(value) ? value[0] : value)?.slice(0, 200) ?? "") || undefined;
  };
  const country = states.find((state) => state.key === one("country"));
  const filters = {
    q: one("q"),
    status: known(caseStatuses, one("status")),
    country: country?.code,
    type: known(reprisalTypes, one("type")),
    mine: one("mine") === "1",
  };
  const sort = known(sorts, one("sort")) ?? "changed";
  const page = await listCases(actor, { ...filters, sort, after: one("after") });
  const isNarrowed = Object.values(filters).some(Boolean);
  const countries = states
    .map((state) => ({ value: state.key, label: stateName(state, locale) }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
  const address = (after: string | null) => {
    const query = new URLSearchParams();
    for (const name of ["q", "status", "country", "type", "mine", "sort"]) {
      const value = one(name);
      if (value) {
        query.set(name, value);
      }
    }
    if (after) {
      query.set("after", after);
    }
    const text = query.toString();
    return (text ? `/cases?${text}` : "/cases") as Route;
  };
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t(page.total.atLeast ? "countAtLeast" : "count", { n: page.total.n })}
        actions={
          canOpenCase(actor) && (
            <ButtonLink href={"/cases/new" as Route} look="primary" icon={Plus}>
              {t("open")}
            </ButtonLink>
          )
        }
      />
      <CaseFilters
        countries={countries}
        values={{
          q: filters.q ?? "",
          status: filters.status ?? "",
          country: country?.key ?? "",
          type: filters.type ?? "",
          mine: filters.mine,
          sort,
        }}
      />
      <Panel flush>
        {page.rows.length > 0 ? (
          <CasesTable
            rows={page.rows}
            today={dayInZone(new Date(), actor.timeZone)}
            timeZone={actor.timeZone}
          />
        ) : isNarrowed ? (
          <EmptyState title={t("nothingFound")} />
        ) : (
          <EmptyState
            title={t("empty")}
            action={
              canOpenCase(actor) && (
                <ButtonLink href={"/cases/new" as Route} look="primary" icon={Plus}>
                  {t("open")}
                </ButtonLink>
              )
            }
          >
            {t("emptyHint")}
          </EmptyState>
        )}
      </Panel>
      {page.rows.length > 0 && (
        <p className="mt-2 max-w-measure text-meta text-ink-muted">{t("countingRule")}</p>
      )}
      {(page.next || one("after")) && (
        <nav aria-label={t("pages")} className="mt-3 flex gap-2">
          {one("after") && (
            <ButtonLink href={address(null)} size="small">
              {t("firstPage")}
            </ButtonLink>
          )}
          {page.next && (
            <ButtonLink href={address(page.next)} size="small" rel="next">
              {t("nextPage")}
            </ButtonLink>
          )}
        </nav>
      )}
    </>
  );
}
