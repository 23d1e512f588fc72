import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { Sendings } from "@/components/submissions/sendings";
import { StartSubmission } from "@/components/submissions/start-submission";
import { SubmissionRows } from "@/components/submissions/submission-rows";
import { Panel } from "@/components/ui/panel";
import { requireActor } from "@/lib/auth/actor";
import { paperLanguageOf } from "@/lib/i18n/paper-messages";
import { listSendings, listSubmissionDrafts, listSubmissions } from "@/lib/submissions/queries";
import { CaseFrame, readCase } from "../case-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases.documentTitle");
  return { title: t("one") };
}

/** The papers for the United Nations about a case: begun, made and sent. The team's alone, since they hold names. */
export default async function SubmissionsPage({ params }: { params: Promise<{ caseId: string }> }) {
  const actor = await requireActor();
  const page = await readCase(actor, (await params).caseId);
  const { inTeam, mayChange, theCase } = page;
  if (!inTeam) {
    notFound();
  }
  const [t, locale, drafts, made, sendings] = await Promise.all([
    getTranslations("submissions"),
    getLocale(),
    listSubmissionDrafts(actor, theCase.id),
    listSubmissions(actor, theCase.id),
    listSendings(actor, theCase.id),
  ]);
  const sent = new Set(sendings.map(({ submissionId }) => submissionId));
  return (
    <CaseFrame actor={actor} page={page} current="submissions">
      <div className="flex max-w-3xl flex-col gap-6">
        <p className="max-w-measure text-ink-muted">{t("what")}</p>
        {mayChange && (
          <Messages of={["submissions", "forms", "refusals", "dates"]}>
            <StartSubmission
              caseId={theCase.id}
              drafts={drafts}
              language={paperLanguageOf(locale)}
              timeZone={actor.timeZone}
            />
          </Messages>
        )}
        <Panel title={t("made.title")} flush={made.length > 0}>
          {made.length === 0 ? (
            <p className="text-ink-muted">{t("made.empty")}</p>
          ) : (
            <SubmissionRows
              of={made.map((one) => ({ ...one, isSent: sent.has(one.id) }))}
              timeZone={actor.timeZone}
            />
          )}
        </Panel>
        <Panel title={t("sent.title")}>
          <Sendings of={sendings} timeZone={actor.timeZone} />
        </Panel>
      </div>
    </CaseFrame>
  );
}
