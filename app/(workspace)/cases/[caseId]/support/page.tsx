import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { RequestRows } from "@/components/support/request-rows";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Plus } from "@/components/ui/icons";
import { Panel } from "@/components/ui/panel";
import { requireActor } from "@/lib/auth/actor";
import { dayInZone } from "@/lib/i18n/format";
import { listRequestsOfCase } from "@/lib/support/requests/queries";
import { CaseFrame, readCase } from "../case-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases.documentTitle");
  return { title: t("one") };
}

/** What the people of a case need. The team's alone, like who they are. */
export default async function CaseSupportPage({ params }: { params: Promise<{ caseId: string }> }) {
  const actor = await requireActor();
  const page = await readCase(actor, (await params).caseId);
  const { defenders, inTeam, mayChange, theCase } = page;
  if (!inTeam) {
    notFound();
  }
  const [t, requests] = await Promise.all([
    getTranslations("support"),
    listRequestsOfCase(actor, theCase.id),
  ]);
  const open = mayChange && defenders.length > 0 && (
    <ButtonLink href={`/cases/${theCase.id}/support/new` as Route} look="primary" icon={Plus}>
      {t("case.open")}
    </ButtonLink>
  );
  return (
    <CaseFrame actor={actor} page={page} current="support">
      <div className="flex max-w-4xl flex-col gap-4">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="max-w-measure text-ink-muted">{t("what")}</p>
          {requests.length > 0 && open}
        </div>
        <Panel flush>
          {requests.length > 0 ? (
            <RequestRows rows={requests} today={dayInZone(new Date(), actor.timeZone)} />
          ) : (
            <EmptyState
              title={t("case.empty")}
              action={
                open ||
                (mayChange && (
                  <ButtonLink href={`/cases/${theCase.id}/people` as Route}>
                    {t("case.addPeople")}
                  </ButtonLink>
                ))
              }
            >
              {defenders.length > 0 ? t("case.emptyHint") : t("case.noDefender")}
            </EmptyState>
          )}
        </Panel>
      </div>
    </CaseFrame>
  );
}
