import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { uuidv7 } from "uuidv7";
import { BriefMentions } from "@/components/briefs/brief-mentions";
import { DiscardDraft } from "@/components/briefs/discard-draft";
import { DraftForm } from "@/components/briefs/draft-form";
import { FitNotice } from "@/components/briefs/fit-notice";
import { MakeForm } from "@/components/briefs/make-form";
import { NeverMention } from "@/components/briefs/never-mention";
import { PaperSheet } from "@/components/briefs/paper-sheet";
import { SpeechNotice } from "@/components/briefs/speech-notice";
import { Unprinted } from "@/components/briefs/unprinted";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { Notice } from "@/components/ui/notice";
import { Panel, SectionTitle } from "@/components/ui/panel";
import { requireActor } from "@/lib/auth/actor";
import { changesIn } from "@/lib/briefs/noted";
import { mostPages } from "@/lib/briefs/written/brief";
import { knownIn, replacedIn } from "@/lib/briefs/written/known";
import { mentionsIn } from "@/lib/briefs/written/mentions";
import { previewOf } from "@/lib/briefs/written/preview";
import { findDraft } from "@/lib/briefs/written/queries";
import { stateName } from "@/lib/states/names";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("briefs");
  return { title: t("oneDocumentTitle") };
}

/** A brief being written: what it says, beside the page that the State under review will read. */
export default async function DraftPage({ params }: PageProps<"/briefs/drafts/[draftId]">) {
  const actor = await requireActor();
  const found = (await findDraft(actor, (await params).draftId)) ?? notFound();
  const { choices, draft, seen } = found;
  const t = await getTranslations("briefs");
  const look = seen && previewOf(seen.inputs);
  const about = choices.filter(({ id }) => draft.caseIds.includes(id));
  const changes = seen
    ? changesIn(knownIn(seen.inputs, about), draft.noted, replacedIn(draft))
    : [];
  const mentions = seen ? mentionsIn(seen.inputs, draft.answers, about) : [];
  // Begun anew where there was one already, and not saved since: there is one of a kind, State and session.
  const goesOn = draft.version > 1 && draft.savedBy === null;
  return (
    <Messages of={["briefs", "forms", "refusals"]}>
      <div data-wide="">
        <PageHeader
          title={t(`kindTitle.${draft.kind}`, {
            state: draft.stateNames ? stateName({ names: draft.stateNames }, actor.locale) : "none",
          })}
          breadcrumbs={{
            trail: [{ href: "/briefs" as Route, label: t("title") }],
            here: t(`kindName.${draft.kind}`),
          }}
          description={<bdi data-written="">{draft.sessionTitle}</bdi>}
        />
        <div className="grid items-start gap-x-6 gap-y-8 xl:grid-cols-[minmax(0,22rem)_minmax(0,49.625rem)]">
          <div className="flex min-w-0 flex-col gap-6">
            {goesOn && <Notice tone="info" title={t("write.goesOn")} />}
            <NeverMention of={about} />
            <Panel title={t("write.title")}>
              <DraftForm
                draft={draft}
                form={uuidv7()}
                cases={choices}
                look={look}
                isPreSession={seen?.inputs.session.kind === "upr_pre_session"}
                told={seen?.inputs.cases ?? []}
                changes={changes}
              />
            </Panel>
            <DiscardDraft draftId={draft.id} />
          </div>
          <div className="flex min-w-0 flex-col gap-4">
            {look && seen ? (
              <>
                <div>
                  <SectionTitle>{t(`look.titleOf.${draft.kind}`)}</SectionTitle>
                  <p className="text-meta text-ink-muted">{t(`look.hintOf.${draft.kind}`)}</p>
                </div>
                {look.speech ? (
                  <SpeechNotice of={look.speech} language={draft.language} />
                ) : (
                  <FitNotice
                    pages={look.pages}
                    trims={look.trims}
                    language={draft.language}
                    most={mostPages[draft.kind]}
                  />
                )}
                <BriefMentions of={mentions} />
                <Unprinted paper={look.paper} />
                <PaperSheet of={look.paper} label={t("look.sheet")} turnsAt={look.turnsAt} />
                <Panel title={t("make.title")}>
                  <MakeForm
                    key={seen.hash}
                    draftId={draft.id}
                    kind={draft.kind}
                    hash={seen.hash}
                    stops={look.stops}
                    repeats={mentions.length > 0}
                    undecided={changes.length}
                  />
                </Panel>
              </>
            ) : (
              <Panel title={t(`look.titleOf.${draft.kind}`)}>
                <p>{t(`noCasesOf.${draft.kind}`)}</p>
              </Panel>
            )}
          </div>
        </div>
      </div>
    </Messages>
  );
}
