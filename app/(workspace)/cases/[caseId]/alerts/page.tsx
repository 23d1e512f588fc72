import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { AlertsTable } from "@/components/alerts/alerts-table";
import { ListNews } from "@/components/alerts/news/list-news";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Plus } from "@/components/ui/icons";
import { Panel, SectionTitle } from "@/components/ui/panel";
import { markOf } from "@/lib/alerts/news";
import { canStartAlert } from "@/lib/alerts/permissions";
import { listAlerts } from "@/lib/alerts/queries";
import { asksForLowData } from "@/lib/appearance/asked-for";
import { requireActor } from "@/lib/auth/actor";
import { CaseFrame, readCase } from "../case-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("alerts.documentTitle");
  return { title: t("list") };
}

export default async function AlertsPage({ params }: { params: Promise<{ caseId: string }> }) {
  const actor = await requireActor();
  const page = await readCase(actor, (await params).caseId);
  const { theCase } = page;
  const [t, alerts, isLowData] = await Promise.all([
    getTranslations("alerts.list"),
    listAlerts(actor, theCase.id),
    asksForLowData(),
  ]);
  const start = canStartAlert(actor, theCase.access) && (
    <ButtonLink href={`/cases/${theCase.id}/alerts/new` as Route} look="primary" icon={Plus}>
      {t("start")}
    </ButtonLink>
  );
  return (
    <CaseFrame actor={actor} page={page} current="alerts">
      <ListNews
        address={`/cases/${theCase.id}/alerts/news`}
        mark={markOf(alerts)}
        isLowData={isLowData}
      />
      {alerts.length > 0 && (
        <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
          <SectionTitle count={alerts.length}>{t("title")}</SectionTitle>
          {start}
        </div>
      )}
      <Panel flush>
        {alerts.length > 0 ? (
          <AlertsTable alerts={alerts} caseId={theCase.id} timeZone={actor.timeZone} />
        ) : (
          <EmptyState title={t("empty")} action={start}>
            {t(start ? "emptyHint" : "emptyReader")}
          </EmptyState>
        )}
      </Panel>
    </CaseFrame>
  );
}
