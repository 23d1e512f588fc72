import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CheckInRows } from "@/components/check-ins/check-in-rows";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Plus } from "@/components/ui/icons";
import { Panel } from "@/components/ui/panel";
import { requireActor } from "@/lib/auth/actor";
import { listCheckIns } from "@/lib/check-ins/queries";
import { CaseFrame, readCase } from "../../case-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("checkIns.documentTitle");
  return { title: t("list") };
}

/** When the people of a case are to be heard from. The team's alone, like who they are. */
export default async function CheckInsPage({ params }: { params: Promise<{ caseId: string }> }) {
  const actor = await requireActor();
  const page = await readCase(actor, (await params).caseId);
  const { defenders, inTeam, mayChange, theCase } = page;
  if (!inTeam) {
    notFound();
  }
  const [t, rows] = await Promise.all([
    getTranslations("checkIns"),
    listCheckIns(actor, theCase.id),
  ]);
  const agree = mayChange && defenders.length > 0 && (
    <ButtonLink
      href={`/cases/${theCase.id}/support/check-ins/new` as Route}
      look="primary"
      icon={Plus}
    >
      {t("agree")}
    </ButtonLink>
  );
  return (
    <CaseFrame actor={actor} page={page} current="support">
      <div className="flex max-w-4xl flex-col gap-4">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <div>
            <h2 className="text-h1">{t("title")}</h2>
            <p className="max-w-measure text-ink-muted">{t("what")}</p>
          </div>
          {rows.length > 0 && agree}
        </div>
        <Panel flush>
          {rows.length > 0 ? (
            <CheckInRows rows={rows} timeZone={actor.timeZone} now={new Date()} />
          ) : (
            <EmptyState title={t("empty")} action={agree}>
              {t("emptyHint")}
            </EmptyState>
          )}
        </Panel>
      </div>
    </CaseFrame>
  );
}
