import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AgreeToBrief, PackOf } from "@/components/briefs/agree";
import { Agreed } from "@/components/briefs/agreed";
import { BriefFacts } from "@/components/briefs/brief-facts";
import { BriefHold } from "@/components/briefs/brief-hold";
import { CloseBrief } from "@/components/briefs/close-brief";
import { ReportSince } from "@/components/briefs/report-since";
import { TakeBackBrief } from "@/components/briefs/take-back";
import { TakeBrief } from "@/components/briefs/take-brief";
import { GuestLinkForm } from "@/components/guests/guest-link-form";
import { GuestLinks } from "@/components/guests/guest-links";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { ButtonLink } from "@/components/ui/button";
import { MessageSquare, TriangleAlert } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { requireActor } from "@/lib/auth/actor";
import { findChanges } from "@/lib/briefs/accountability/queries";
import { findPackOf } from "@/lib/briefs/packs/queries";
import { findBrief, findDraftBehind, writesBriefs } from "@/lib/briefs/written/queries";
import { statesToAsk } from "@/lib/commitments/choice-queries";
import { listGuestLinks } from "@/lib/guests/queries";
import { stateName } from "@/lib/states/names";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("briefs");
  return { title: t("oneDocumentTitle") };
}

/** One brief as it was made: its files, and what it can be known by. */
export default async function BriefPage({ params }: PageProps<"/briefs/[briefId]">) {
  const actor = await requireActor();
  const brief = (await findBrief(actor, (await params).briefId)) ?? notFound();
  const [t, isWriter, links, states, packed, draftId] = await Promise.all([
    getTranslations("briefs"),
    writesBriefs(actor),
    listGuestLinks(actor, brief),
    statesToAsk(actor),
    findPackOf(actor, brief.id),
    findDraftBehind(actor, brief.id),
  ]);
  const now = new Date();
  const waits = brief.leavesAt === null;
  const isHeld = brief.leavesAt === null || brief.leavesAt > now;
  const newest = links
    .filter(({ isOwn }) => isOwn)
    .map(({ address, id, is, recipient }) => ({ address, id, is, recipient }))[0];
  const others = states.filter(({ code }) => code !== brief.stateCode);
  const isMission = brief.kind === "mission";
  const isSpeech = brief.kind === "speaking";
  const isReport = brief.kind === "accountability";
  const state = brief.stateNames && stateName({ names: brief.stateNames }, actor.locale);
  const again = {
    pre_session: `/briefs/new?session=${brief.sessionId}`,
    mission: `/briefs/new/mission?session=${brief.sessionId}`,
    speaking: `/briefs/new/speaking?session=${brief.sessionId}`,
    accountability: `/sessions/${brief.sessionId}/after/report?for=${brief.audience}&in=${brief.language}`,
  }[brief.kind] as Route;
  const changes = isReport ? await findChanges(actor, brief.id) : null;
  return (
    <>
      <PageHeader
        title={t(`kindTitle.${brief.kind}`, { state: state ?? "none", reader: brief.audience })}
        breadcrumbs={{
          trail: [{ href: "/briefs" as Route, label: t("title") }],
          here: t(`kindName.${brief.kind}`),
        }}
        actions={
          <>
            {isSpeech
              ? brief.stands && (
                  <ButtonLink
                    href={`/briefs/${brief.id}/notes` as Route}
                    look="primary"
                    icon={MessageSquare}
                  >
                    {t("notes.link")}
                  </ButtonLink>
                )
              : !isReport && (
                  <ButtonLink
                    href={`/briefs/${brief.id}/cautions` as Route}
                    look="quiet"
                    icon={TriangleAlert}
                  >
                    {t("cautions.link")}
                  </ButtonLink>
                )}
            {isWriter && !changes && <ButtonLink href={again}>{t("one.again")}</ButtonLink>}
          </>
        }
      />
      <div className="flex max-w-2xl flex-col gap-6">
        {brief.stands ? (
          <>
            <Messages of={["briefs", "forms", "refusals"]}>
              <BriefHold leavesAt={brief.leavesAt} now={now} timeZone={actor.timeZone}>
                {waits && packed.pack && <PackOf pack={packed.pack} />}
                {waits && packed.isGoing && <p>{t("one.hold.packGoing")}</p>}
                {waits && !packed.isGoing && brief.mayClose && !brief.isOwn && (
                  <AgreeToBrief briefId={brief.id} pack={packed.pack} />
                )}
              </BriefHold>
              {brief.agreedAt && (
                <Agreed
                  of={{
                    by: brief.agreedBy,
                    at: brief.agreedAt,
                    isMine: brief.isAgreedByMe,
                    briefId: brief.id,
                    papers: brief.agreedWith,
                  }}
                  now={now}
                  timeZone={actor.timeZone}
                />
              )}
            </Messages>
            {changes && <ReportSince changes={changes} again={again} />}
            <TakeBrief briefId={brief.id} />
          </>
        ) : (
          <Notice tone="danger" title={t("one.closedTitle")}>
            {t(brief.withdrawnBy ? "one.closedByHand" : "one.closedText")}
          </Notice>
        )}
        {!isReport && (
          <Messages of={["guests", "forms", "refusals"]}>
            <GuestLinks
              briefId={brief.id}
              mayChange={brief.mayClose}
              timeZone={actor.timeZone}
              links={links.map((link) => ({
                ...link,
                state: stateName({ names: link.stateNames }, actor.locale),
              }))}
            >
              {brief.stands && brief.mayClose && (
                <GuestLinkForm
                  briefId={brief.id}
                  states={isMission ? null : others}
                  newest={newest ?? null}
                />
              )}
            </GuestLinks>
          </Messages>
        )}
        <BriefFacts of={brief} state={state} timeZone={actor.timeZone} />
        {brief.stands && brief.mayClose && (
          <Messages of={["briefs", "forms", "refusals"]}>
            {isHeld && brief.isOwn && !isReport ? (
              <TakeBackBrief
                briefId={brief.id}
                from={packed.pack ? "pack" : draftId ? "draft" : "none"}
              />
            ) : (
              <CloseBrief briefId={brief.id} />
            )}
          </Messages>
        )}
      </div>
    </>
  );
}
