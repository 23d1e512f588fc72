import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { uuidv7 } from "uuidv7";
import { PaperSheet } from "@/components/briefs/paper-sheet";
import { Unprinted } from "@/components/briefs/unprinted";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { DiscardSubmission } from "@/components/submissions/end-submission";
import { MakeSubmission } from "@/components/submissions/make-submission";
import { NeverMention } from "@/components/submissions/never-mention";
import { SubmissionForm } from "@/components/submissions/submission-form";
import { SubmissionMentions } from "@/components/submissions/submission-mentions";
import { WhoIsInIt } from "@/components/submissions/who-is-in-it";
import { WindowPanel } from "@/components/submissions/window-panel";
import { Panel, SectionTitle } from "@/components/ui/panel";
import type { SubmissionText } from "@/db/reference/words";
import { requireActor } from "@/lib/auth/actor";
import { changesIn } from "@/lib/briefs/noted";
import { knownIn, mentionsIn } from "@/lib/submissions/known";
import { paperOf } from "@/lib/submissions/preview";
import { findSubmissionDraft } from "@/lib/submissions/queries";
import { placeInWindow, stopsOf } from "@/lib/submissions/submission";
import { readCase } from "../../../case-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases.documentTitle");
  return { title: t("one") };
}

/** A submission being written: what it says, beside the paper as OHCHR will read it. No name stands on this page. */
export default async function SubmissionDraftPage({
  params,
}: {
  params: Promise<{ caseId: string; submissionDraftId: string }>;
}) {
  const actor = await requireActor();
  const { caseId, submissionDraftId } = await params;
  const { theCase } = await readCase(actor, caseId);
  const found = (await findSubmissionDraft(actor, theCase.id, submissionDraftId)) ?? notFound();
  const { draft, events, holdsName, said } = found;
  const seen = found.seen ?? notFound();
  const [t, words] = await Promise.all([
    getTranslations("submissions"),
    getTranslations("cases.head"),
  ]);
  const place = placeInWindow(seen.inputs);
  const paper = paperOf(seen.inputs, null);
  const mentions = mentionsIn(seen.inputs, theCase);
  return (
    <Messages
      of={["submissions", "briefs", "alerts.language", "cases.event", "dates", "forms", "refusals"]}
    >
      <div data-wide="">
        <PageHeader
          title={t(`kind.${draft.kind}`)}
          breadcrumbs={{
            trail: [
              { href: "/cases" as Route, label: words("trail") },
              { href: `/cases/${theCase.id}` as Route, label: theCase.reference },
              { href: `/cases/${theCase.id}/submissions` as Route, label: words("submissions") },
            ],
            here: t(`kind.${draft.kind}`),
          }}
          description={<bdi data-written="">{theCase.title}</bdi>}
        />
        <div className="grid items-start gap-x-6 gap-y-8 xl:grid-cols-[minmax(0,24rem)_minmax(0,49.625rem)]">
          <div className="flex min-w-0 flex-col gap-6">
            <WhoIsInIt of={seen} caseId={theCase.id} />
            {seen.inputs.window && place && <WindowPanel of={seen.inputs.window} place={place} />}
            <NeverMention of={theCase.doNotMention} />
            <Panel title={t("write.title")}>
              <SubmissionForm
                draft={draft}
                form={uuidv7()}
                seen={seen}
                said={said}
                changes={changesIn(
                  knownIn(seen, said, events),
                  draft.noted,
                  (name) => draft.texts[name as SubmissionText]?.was,
                )}
                events={events}
                sgReport={theCase.sgReportReference}
              />
            </Panel>
            <DiscardSubmission draftId={draft.id} />
          </div>
          <div className="flex min-w-0 flex-col gap-4">
            <div>
              <SectionTitle>{t("look.title")}</SectionTitle>
              <p className="text-meta text-ink-muted">{t("look.hint")}</p>
            </div>
            <SubmissionMentions of={mentions} />
            <Unprinted paper={paper} />
            <PaperSheet of={paper} label={t("look.sheet")} />
            <Panel title={t("make.title")}>
              <MakeSubmission
                key={seen.hash}
                draftId={draft.id}
                kind={draft.kind}
                hash={seen.hash}
                repeats={mentions.length > 0}
                stops={[...stopsOf(seen.inputs), ...(holdsName ? (["name"] as const) : [])]}
              />
            </Panel>
          </div>
        </div>
      </div>
    </Messages>
  );
}
