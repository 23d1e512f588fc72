import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { RequestFilters } from "@/components/support/request-filters";
import { RequestRows } from "@/components/support/request-rows";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/panel";
import { supportKinds, supportUrgencies } from "@/db/reference/support-words";
import { requireActor } from "@/lib/auth/actor";
import { dayInZone } from "@/lib/i18n/format";
import { canSupport } from "@/lib/support/offers/permissions";
import { listRequests } from "@/lib/support/requests/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("support.documentTitle");
  return { title: t("list") };
}

const known = <Word extends string>(words: readonly Word[], given: string | undefined) =>
  words.find((word) => word === given);

/** What is asked for in all cases of whose team one is, the most pressing first. */
export default async function SupportPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const actor = await requireActor();
  const [given, t] = await Promise.all([searchParams, getTranslations("support")]);
  const one = (name: string) => {
    const value = given[name];
    return Array.isArray(value) ? value[0] : value;
  };
  const filters = {
    status: known(["open", "closed", "ask"] as const, one("status")) ?? "open",
    kind: known(supportKinds, one("kind")),
    urgency: known(supportUrgencies, one("urgency")),
  };
  const [page, coalition] = await Promise.all([
    listRequests(actor, { ...filters, after: one("after") }),
    getTranslations("coalition.ways"),
  ]);
  const isNarrowed = filters.kind || filters.urgency || filters.status !== "open";
  const address = (after: string | null) => {
    const query = new URLSearchParams({ status: filters.status });
    for (const [name, value] of Object.entries({
      kind: filters.kind,
      urgency: filters.urgency,
      after,
    })) {
      if (value) {
        query.set(name, value);
      }
    }
    return `/support?${query}` as Route;
  };
  return (
    <>
      <PageHeader
        title={t("title")}
        description={
          page.rows.length > 0
            ? t(page.total.atLeast ? "list.countAtLeast" : "list.count", { n: page.total.n })
            : t("what")
        }
        actions={
          <ButtonLink href={"/support/directory" as Route}>{t("list.toDirectory")}</ButtonLink>
        }
        ways={[
          { href: "/support/report", label: t("list.toReport") },
          { href: "/support/offers", label: coalition("offers") },
          ...(canSupport(actor) ? [{ href: "/support/shown", label: coalition("shown") }] : []),
        ]}
      />
      <RequestFilters
        values={{
          status: filters.status,
          kind: filters.kind ?? "",
          urgency: filters.urgency ?? "",
        }}
      />
      <Panel flush>
        {page.rows.length > 0 ? (
          <RequestRows rows={page.rows} today={dayInZone(new Date(), actor.timeZone)} />
        ) : isNarrowed ? (
          <EmptyState title={t("list.nothingFound")} />
        ) : (
          <EmptyState
            title={t("list.empty")}
            action={<ButtonLink href={"/cases" as Route}>{t("list.toCases")}</ButtonLink>}
          >
            {t("list.emptyHint")}
          </EmptyState>
        )}
      </Panel>
      {page.rows.length > 0 && (
        <p className="mt-2 max-w-measure text-meta text-ink-muted">{t("list.rule")}</p>
      )}
      {(page.next || one("after")) && (
        <nav aria-label={t("list.pages")} className="mt-3 flex gap-2">
          {one("after") && (
            <ButtonLink href={address(null)} size="small">
              {t("list.firstPage")}
            </ButtonLink>
          )}
          {page.next && (
            <ButtonLink href={address(page.next)} size="small" rel="next">
              {t("list.nextPage")}
            </ButtonLink>
          )}
        </nav>
      )}
    </>
  );
}
