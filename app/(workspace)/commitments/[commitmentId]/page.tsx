import type { Metadata, Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AsksNews } from "@/components/commitments/asks-news";
import { DetailFacts } from "@/components/commitments/detail-facts";
import {
  CloseForms,
  ContentForm,
  DeliveryForm,
  FollowForm,
  StageForm,
  WordForm,
} from "@/components/commitments/detail-forms";
import { FocusOnArrival } from "@/components/commitments/focus-on-arrival";
import { FoldedPanel } from "@/components/commitments/folded-panel";
import { HistoryList } from "@/components/commitments/history-list";
import { ListCrumb } from "@/components/commitments/list-crumb";
import { StageChip } from "@/components/commitments/stage-glyph";
import { WordsNews } from "@/components/commitments/words-news";
import { UnconfirmedWords } from "@/components/guests/unconfirmed-words";
import { AddEvidenceForm } from "@/components/interventions/add-evidence-form";
import { InterventionList } from "@/components/interventions/intervention-list";
import { RecordInterventionForm } from "@/components/interventions/record-intervention-form";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { Notice } from "@/components/ui/notice";
import { Panel, Section } from "@/components/ui/panel";
import { requireActor } from "@/lib/auth/actor";
import { statesToAsk } from "@/lib/commitments/choice-queries";
import { overlayOf, shownStage } from "@/lib/commitments/commitment";
import { findCommitment } from "@/lib/commitments/detail-queries";
import { todayOf } from "@/lib/commitments/queries";
import { listUnconfirmedOf } from "@/lib/guests/queries";
import { listInterventionsOfCommitment } from "@/lib/interventions/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("commitments");
  return { title: t("oneDocumentTitle") };
}

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

export default async function CommitmentPage({
  params,
}: {
  params: Promise<{ commitmentId: string }>;
}) {
  const [actor, { commitmentId }] = await Promise.all([requireActor(), params]);
  const commitment = uuid.test(commitmentId) ? await findCommitment(actor, commitmentId) : null;
  if (!commitment) {
    notFound();
  }
  const [t, said, interventions, states, unconfirmed] = [
    await getTranslations("commitments"),
    await getTranslations("interventions"),
    await listInterventionsOfCommitment(actor, commitment.id),
    await statesToAsk(actor),
    await listUnconfirmedOf(actor, {
      caseId: commitment.case.id,
      stateCode: commitment.state.code,
      sessionId: commitment.session.id,
    }),
  ];
  const today = todayOf(actor);
  const overlay = overlayOf(commitment, today);
  return (
    <Messages of={["commitments", "interventions", "stages", "dates", "forms", "refusals"]}>
      <PageHeader
        title={commitment.state.name}
        breadcrumbs={{
          trail: [
            {
              href: "/commitments" as Route,
              label: t("documentTitle"),
              link: <ListCrumb>{t("documentTitle")}</ListCrumb>,
            },
          ],
          here: commitment.case.reference,
        }}
        description={
          <>
            <Link href={`/cases/${commitment.case.id}` as Route} prefetch={false} className="link">
              {commitment.case.reference} <bdi>{commitment.case.title}</bdi>
            </Link>
            , <bdi>{commitment.session.title}</bdi>
          </>
        }
        actions={<StageChip stage={shownStage(commitment)} {...(overlay && { overlay })} />}
      />
      <div className="flex flex-col gap-6">
        {!commitment.mayChange ? (
          <AsksNews ids={[commitment.id]} />
        ) : (
          (commitment.wordingAsked || commitment.wordingOffered || commitment.condition) && (
            <WordsNews id={commitment.id} />
          )
        )}
        <UnconfirmedWords of={unconfirmed} />
        {commitment.closedAs && (
          <Notice title={t("detail.closedAs", { how: t(`closed.${commitment.closedAs}`) })} />
        )}
        {commitment.openedFrom === "intervention" && <Notice title={t("detail.openedFrom")} />}
        {commitment.areWordsSetBack && (
          <Notice tone="caution" title={t("wordsSetBack")}>
            {commitment.mayChange && (
              <a href="#content-of-ask" className="link target">
                {t("detail.content")}
              </a>
            )}
          </Notice>
        )}
        {commitment.isOfferSetBack && <Notice tone="caution" title={t("offerSetBack")} />}
        {!commitment.mayChange && <Notice title={t("detail.readOnly")} />}
        <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_20.5rem] lg:gap-10">
          <div className="flex min-w-0 flex-col gap-6">
            {commitment.mayChange ? (
              <>
                <div id="stage">
                  <Panel title={t("detail.stage")}>
                    <StageForm commitment={commitment} />
                  </Panel>
                </div>
                <FoldedPanel title={t("detail.word")} anchor="word">
                  <WordForm commitment={commitment} />
                </FoldedPanel>
                <FoldedPanel title={t("detail.follow")} anchor="follow">
                  <FollowForm commitment={commitment} />
                </FoldedPanel>
                <FoldedPanel title={t("detail.content")} anchor="content-of-ask">
                  {/* Drawn anew without them: what stands in a field stays there otherwise. */}
                  <ContentForm
                    key={`${commitment.areWordsSetBack} ${commitment.isOfferSetBack}`}
                    commitment={commitment}
                  />
                </FoldedPanel>
                <FoldedPanel title={t("detail.delivery")} anchor="delivery">
                  <DeliveryForm commitment={commitment} />
                </FoldedPanel>
              </>
            ) : (
              <Panel title={t("detail.content")}>
                <DetailFacts commitment={commitment} today={today} />
              </Panel>
            )}
            <Panel title={said("title")} count={interventions.length || undefined}>
              <InterventionList
                interventions={interventions}
                after={(intervention) =>
                  intervention.mayAddEvidence && (
                    <AddEvidenceForm interventionId={intervention.id} />
                  )
                }
              />
            </Panel>
            {commitment.mayChange && (
              <FoldedPanel title={said("record.title")} anchor="record">
                <RecordInterventionForm
                  caseId={commitment.case.id}
                  session={{ id: commitment.session.id, forum: commitment.forum }}
                  states={states
                    .filter((state) => state.code !== commitment.caseCountry)
                    .map(({ key, name }) => ({ key, name }))}
                  speaker={commitment.state.key}
                />
              </FoldedPanel>
            )}
          </div>
          <div className="flex min-w-0 flex-col gap-6">
            <DetailFacts commitment={commitment} today={today} />
            {commitment.mayChange && (
              <Section title={t("detail.close")}>
                <p className="my-2 text-meta text-ink-muted">{t("detail.closeHint")}</p>
                <CloseForms commitment={commitment} />
              </Section>
            )}
            <div id="history">
              <Section title={t("history.title")}>
                <HistoryList commitment={commitment} timeZone={actor.timeZone} />
              </Section>
            </div>
          </div>
        </div>
      </div>
      <FocusOnArrival />
    </Messages>
  );
}
