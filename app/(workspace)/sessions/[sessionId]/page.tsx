import type { Metadata, Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { after } from "next/server";
import { getTranslations } from "next-intl/server";
import { PlanPanel } from "@/components/calendar/plan-panel";
import { RaisedBy } from "@/components/cases/raised-by";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { AsksOutstanding } from "@/components/sessions/asks-outstanding";
import { CountdownHead, CountdownLines } from "@/components/sessions/countdown";
import { Coverage } from "@/components/sessions/coverage";
import { MilestoneRows, MilestoneStrip } from "@/components/sessions/milestones";
import { PromisedRaised } from "@/components/sessions/promised-raised";
import { ButtonLink, buttonClasses } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import { CalendarPlus, Eye, Plus } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { Panel, Section } from "@/components/ui/panel";
import { Sources } from "@/components/ui/sources";
import { recordVisit } from "@/lib/activity/visits";
import { requireActor } from "@/lib/auth/actor";
import { writesBriefs } from "@/lib/briefs/written/queries";
import { countPromising, countStages, listOutstanding } from "@/lib/commitments/queries";
import { datesWith } from "@/lib/deadlines/deadline";
import { canPlan } from "@/lib/deadlines/permissions";
import { findPlan } from "@/lib/deadlines/queries";
import { dayInZone } from "@/lib/i18n/format";
import { getFormats } from "@/lib/i18n/request-formats";
import { countBySource } from "@/lib/interventions/intervention";
import { listInterventionsOfSession } from "@/lib/interventions/queries";
import { canAddSession, canChangeSession } from "@/lib/sessions/permissions";
import { zoneOf } from "@/lib/sessions/place-time";
import { countCarriersByGroup, findSession, listCoverage } from "@/lib/sessions/queries";
import {
  countdownTo,
  courseOf,
  isPublicToTheState,
  precisionOf,
  standingOf,
} from "@/lib/sessions/session";
import { stateName } from "@/lib/states/names";
import { listStates } from "@/lib/states/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("sessions");
  return { title: t("oneDocumentTitle") };
}

const shownAsks = 60;
const inTheStrip = 4;

/** One occasion: how far off, its dates, what is outstanding, which cases nobody carries yet. */
export default async function SessionPage({ params }: PageProps<"/sessions/[sessionId]">) {
  const actor = await requireActor();
  const session = await findSession(actor, (await params).sessionId);
  if (!session) {
    notFound();
  }
  const now = new Date();
  const today = dayInZone(now, actor.timeZone);
  const placeToday = dayInZone(now, zoneOf(session));
  const [
    t,
    insights,
    room,
    packs,
    briefs,
    formats,
    asks,
    counts,
    promising,
    coverage,
    carriers,
    interventions,
    states,
    plan,
    isBriefWriter,
  ] = await Promise.all([
    getTranslations("sessions"),
    getTranslations("insights"),
    getTranslations("room"),
    getTranslations("packs"),
    getTranslations("briefs"),
    getFormats(),
    listOutstanding(actor, { mine: false, sessionId: session.id, limit: shownAsks + 1 }),
    countStages(actor, { sessionId: session.id }),
    countPromising(actor, session.id),
    listCoverage(actor, session.id),
    countCarriersByGroup(actor, session.id),
    listInterventionsOfSession(actor, session.id),
    // What partners shared may speak of Example States that this organisation has not loaded.
    listStates({ ...actor, hasExample: true }),
    findPlan(actor, session.id),
    writesBriefs(actor),
  ]);
  after(() => recordVisit(actor, "session", session.id));

  const byCode = new Map(states.map((state) => [state.code, state]));
  const countdown = countdownTo(session, now);
  const standing = standingOf(session, placeToday);
  const dates = datesWith(session, plan.changes);
  const milestones = dates
    .filter((date) => !date.isDropped)
    .map((milestone) => {
      const state = milestone.stateCode && byCode.get(milestone.stateCode);
      return state ? { ...milestone, stateName: stateName(state, actor.locale) } : milestone;
    });
  const strip = milestones.filter((milestone) => milestone.kind !== "session");
  const asked =
    counts.agreed +
    counts.asked +
    counts.considering +
    counts.declined +
    counts.no_answer +
    counts.planned;
  const raised = countBySource(interventions);
  const raising = [
    ...new Map(interventions.flatMap((said) => said.states).map((state) => [state.code, state])),
  ]
    .map(([code, state]) => ({ ...state, group: byCode.get(code)?.regionalGroup ?? null }))
    .sort((a, b) => a.name.localeCompare(b.name, actor.locale, { numeric: true }));
  const isHeld = standing === "past" || countdown.kind === "past";
  const mayAsk = canAddSession(actor) && !isHeld;
  const underReview = session.statesUnderReview.flatMap((code) => byCode.get(code) ?? []);
  const saysGeneva =
    session.place === "Geneva" && countdown.kind === "days" && countdown.at !== null;
  const canKeepInCalendar = precisionOf(session) === "day" && !isHeld;
  return (
    <>
      <PageHeader
        title={session.title}
        breadcrumbs={{
          trail: [{ href: "/sessions" as Route, label: t("title") }],
          here: t(`kind.${session.kind}`),
        }}
        ruled
        ways={[
          ...(canChangeSession(actor, session)
            ? [{ href: `/sessions/${session.id}/edit`, label: t("edit") }]
            : []),
          { href: `/insights?session=${session.id}`, label: insights("link.session") },
          ...(isBriefWriter
            ? [
                ...(session.forum === "upr"
                  ? [
                      {
                        href: `/briefs/new?session=${session.id}`,
                        label: briefs("kindName.pre_session"),
                      },
                    ]
                  : []),
                {
                  href: `/briefs/new/mission?session=${session.id}`,
                  label: briefs("kindName.mission"),
                },
                {
                  href: `/briefs/new/speaking?session=${session.id}`,
                  label: briefs("kindName.speaking"),
                },
                {
                  href: `/briefs/new/pack?session=${session.id}&begin=asked`,
                  label: packs("documentTitle"),
                },
              ]
            : []),
        ]}
        actions={
          <>
            {canKeepInCalendar && (
              <a
                href={`/sessions/${session.id}/calendar`}
                download="session.ics"
                className={buttonClasses()}
              >
                <Icon of={CalendarPlus} />
                {t("calendar.add")}
              </a>
            )}
            <ButtonLink href={`/sessions/${session.id}/${isHeld ? "after" : "room"}` as Route}>
              {isHeld ? room("toAccount") : room("toRoom")}
            </ButtonLink>
            {mayAsk && (
              <ButtonLink
                href={`/commitments/new?session=${session.id}` as Route}
                look="primary"
                icon={Plus}
              >
                {t("asks.ask")}
              </ButtonLink>
            )}
          </>
        }
      />
      <div className="flex flex-wrap items-center gap-x-9 gap-y-3 border-b border-line py-3">
        <p className="font-serif text-h2 font-semibold">
          <CountdownHead countdown={countdown} today={placeToday} />
        </p>
        <p className="text-meta text-ink-muted">
          <CountdownLines countdown={countdown} timeZone={actor.timeZone} />
          {session.place && !saysGeneva && <bdi data-written="">{session.place}</bdi>}
        </p>
        <MilestoneStrip milestones={strip.slice(0, inTheStrip)} today={today} />
      </div>
      {isPublicToTheState(session) && !isHeld && (
        <div className="mt-4">
          <Notice tone="caution" icon={Eye} title={t("public.title")}>
            {t("public.text")}
          </Notice>
        </div>
      )}
      <div className="mt-6 grid items-start gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,20rem)] min-[86rem]:grid-cols-[minmax(0,1fr)_minmax(0,21rem)_minmax(0,18rem)]">
        <div className="flex min-w-0 flex-col gap-6">
          {raising.length > 0 && isHeld && (
            <RaisedBy states={raising} count={raised} interventions={interventions} sourcesBeside />
          )}
          {(!isHeld || plan.tasks.length > 0) && (
            <Messages of={["forms", "refusals"]}>
              <PlanPanel
                sessionId={session.id}
                dates={dates}
                tasks={plan.tasks}
                zone={zoneOf(session)}
                reader={{ today, timeZone: actor.timeZone, membershipId: actor.membershipId }}
                mayPlan={canPlan(actor)}
              />
            </Messages>
          )}
          {(asks.length > 0 || !isHeld || raising.length === 0) && (
            <Panel
              title={t("asks.title")}
              count={asks.length > shownAsks ? undefined : formats.count(asks.length)}
              aside={t("asks.byReply")}
              flush
            >
              {asks.length === 0 ? (
                <EmptyState title={t("asks.empty")}>{t("asks.emptyText")}</EmptyState>
              ) : (
                <AsksOutstanding rows={asks.slice(0, shownAsks)} today={today} />
              )}
              {asked > 0 && (
                <p className="border-t border-line px-4 py-3">
                  <Link
                    href={`/commitments?session=${session.id}` as Route}
                    prefetch={false}
                    className="link target text-meta"
                  >
                    {t("asks.all")}
                  </Link>
                  {asks.length > shownAsks && (
                    <span className="ms-3 text-meta text-ink-muted">
                      {t("asks.more", { count: shownAsks })}
                    </span>
                  )}
                </p>
              )}
            </Panel>
          )}
        </div>
        <Coverage cases={coverage} carriers={carriers} askAt={isHeld ? null : session.id} />
        <div className="flex min-w-0 flex-col gap-6 lg:max-[86rem]:col-span-2">
          <PromisedRaised
            agreed={promising}
            raised={raised}
            hasAsks={asked > 0}
            course={isHeld ? "held" : courseOf(countdown)}
          />
          {(session.forum === "upr" || underReview.length > 0) && (
            <Section
              title={t("review.title")}
              count={underReview.length > 1 ? formats.count(underReview.length) : undefined}
            >
              {underReview.length === 0 ? (
                <p className="pt-3 text-ink-muted">{t("review.noneYet")}</p>
              ) : (
                <ul className="flex flex-col gap-1 pt-3">
                  {underReview.map((state) => (
                    <li key={state.code}>
                      <Link
                        href={`/states/${state.key}` as Route}
                        prefetch={false}
                        className="link target"
                      >
                        <bdi data-written="">{stateName(state, actor.locale)}</bdi>
                      </Link>
                    </li>
                  ))}
                </ul>
              )}
            </Section>
          )}
          {milestones.length > inTheStrip && (
            <Section title={t("milestones.title")}>
              <MilestoneRows milestones={milestones} today={today} />
            </Section>
          )}
          {(session.note || session.partnerName || session.sources.length > 0) && (
            <Section title={t("about.title")}>
              <div className="pt-3">
                {session.partnerName && (
                  <p className="mb-2 text-meta text-ink-muted">
                    <bdi data-written="">{t("mark.partner", { name: session.partnerName })}</bdi>
                  </p>
                )}
                {session.note && (
                  <p dir="auto" data-written="" className="mb-2 whitespace-pre-line">
                    {session.note}
                  </p>
                )}
                <Sources of={session.sources} />
              </div>
            </Section>
          )}
        </div>
      </div>
    </>
  );
}
