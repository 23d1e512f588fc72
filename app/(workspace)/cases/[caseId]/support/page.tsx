import type { Metadata, Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CheckInRows } from "@/components/check-ins/check-in-rows";
import { RequestRows } from "@/components/support/request-rows";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Plus } from "@/components/ui/icons";
import { Panel } from "@/components/ui/panel";
import { requireActor } from "@/lib/auth/actor";
import { listCheckIns } from "@/lib/check-ins/queries";
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
  const [t, checkIn, requests, checkIns] = await Promise.all([
    getTranslations("support"),
    getTranslations("checkIns"),
    listRequestsOfCase(actor, theCase.id),
    listCheckIns(actor, theCase.id),
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
        <Panel
          title={checkIn("title")}
          aside={
            <Link
              href={`/cases/${theCase.id}/support/check-ins` as Route}
              prefetch={false}
              className="link target"
            >
              {checkIn(checkIns.length > 0 ? "all" : "open")}
            </Link>
          }
          flush={checkIns.length > 0}
        >
          {checkIns.length > 0 ? (
            <CheckInRows rows={checkIns} timeZone={actor.timeZone} now={new Date()} />
          ) : (
            <p className="text-ink-muted">{checkIn("emptyHint")}</p>
          )}
        </Panel>
        {mayChange && (
          <Panel title={checkIn("embassy.title")}>
            <p className="mb-3 max-w-measure text-ink-muted">{checkIn("embassy.intro")}</p>
            <ButtonLink href={`/cases/${theCase.id}/support/embassy` as Route}>
              {checkIn("embassy.link")}
            </ButtonLink>
          </Panel>
        )}
      </div>
    </CaseFrame>
  );
}
