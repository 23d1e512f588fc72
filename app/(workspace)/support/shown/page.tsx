import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { ShownRows } from "@/components/support/coalition/shown-rows";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/panel";
import { requireActor } from "@/lib/auth/actor";
import { dayInZone } from "@/lib/i18n/format";
import { canSupport } from "@/lib/support/offers/permissions";
import { listShownToUs } from "@/lib/support/shown/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("coalition.documentTitle");
  return { title: t("list") };
}

/** Requests that partners show to one's organisation. */
export default async function ShownPage() {
  const actor = await requireActor();
  const [t, support, rows] = await Promise.all([
    getTranslations("coalition"),
    getTranslations("support"),
    listShownToUs(actor),
  ]);
  const toOffers = <ButtonLink href={"/support/offers" as Route}>{t("shown.toOffers")}</ButtonLink>;
  return (
    <>
      <PageHeader
        breadcrumbs={{
          trail: [{ href: "/support" as Route, label: support("title") }],
          here: t("shown.title"),
        }}
        title={t("shown.title")}
        description={t("shown.what")}
      />
      <Panel flush>
        {rows.length > 0 ? (
          <ShownRows rows={rows} today={dayInZone(new Date(), actor.timeZone)} />
        ) : canSupport(actor) ? (
          <EmptyState title={t("shown.empty")} action={toOffers}>
            {t("shown.emptyHint")}
          </EmptyState>
        ) : (
          <EmptyState title={t("shown.reader")}>{t("shown.readerHint")}</EmptyState>
        )}
      </Panel>
      {rows.length > 0 && (
        <p className="mt-2 max-w-measure text-meta text-ink-muted">{t("shown.rule")}</p>
      )}
    </>
  );
}
