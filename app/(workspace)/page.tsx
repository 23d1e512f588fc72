import type { Metadata, Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ActivityList } from "@/components/activity/activity-list";
import { ComingList } from "@/components/calendar/agenda-list";
import { CheckInsNow } from "@/components/check-ins/check-ins-now";
import { WaitingSteps } from "@/components/conversations/waiting-steps";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { SupportNow } from "@/components/support/support-now";
import { AsksByDay } from "@/components/today/asks-by-day";
import { FirstSteps } from "@/components/today/first-steps";
import { NextSession } from "@/components/today/next-session";
import { type NamedRecent, Recents } from "@/components/today/recents";
import { WaitingList } from "@/components/today/waiting-list";
import { ButtonLink } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { EmptyState } from "@/components/ui/empty-state";
import { Plus } from "@/components/ui/icons";
import { Panel, Section } from "@/components/ui/panel";
import type { Recent } from "@/lib/activity/activity";
import { listActivity, listChangesSince } from "@/lib/activity/queries";
import { beginVisit, listRecents } from "@/lib/activity/visits";
import { type Actor, requireActor } from "@/lib/auth/actor";
import { listComing } from "@/lib/calendar/agenda-queries";
import { listCheckInsNow } from "@/lib/check-ins/queries";
import { countStages, listOutstanding } from "@/lib/commitments/queries";
import { listNextSteps } from "@/lib/conversations/queries";
import { canPlan } from "@/lib/deadlines/permissions";
import { dayInZone } from "@/lib/i18n/format";
import { getFormats } from "@/lib/i18n/request-formats";
import { listWaiting } from "@/lib/notices/queries";
import { zoneOf } from "@/lib/sessions/place-time";
import { findNextSession } from "@/lib/sessions/queries";
import { countdownTo } from "@/lib/sessions/session";
import { countReadableCases } from "@/lib/states/counts-queries";
import { namesOfStates, stateName } from "@/lib/states/names";
import { listStates, type State } from "@/lib/states/queries";
import { listSupportDue } from "@/lib/support/requests/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("today");
  return { title: t("documentTitle") };
}

const shownAsks = 12;
const shownComing = 6;
const comingDays = 30;

/** What must be done before the next session, and what others did in the meantime. */
export default async function TodayPage() {
  const actor = await requireActor();
  const now = new Date();
  const today = dayInZone(now, actor.timeZone);
  const [
    t,
    formats,
    since,
    next,
    asks,
    states,
    recents,
    cases,
    waiting,
    steps,
    coming,
    checkIns,
    support,
  ] = await Promise.all([
    getTranslations("today"),
    getFormats(),
    beginVisit(actor),
    findNextSession(actor, now),
    listOutstanding(actor, { mine: true, limit: shownAsks + 1 }),
    // What partners shared may speak of Example States that this organisation has not loaded.
    listStates({ ...actor, hasExample: true }),
    listRecents(actor),
    countReadableCases(actor),
    listWaiting(actor),
    listNextSteps(actor, { mine: true, limit: shownAsks }),
    listComing(actor, { days: comingDays, limit: shownComing }, now),
    listCheckInsNow(actor),
    listSupportDue(actor),
  ]);
  const [counts, all, changes] = await Promise.all([
    next ? countStages(actor, { sessionId: next.id }) : null,
    countStages(actor),
    since
      ? listChangesSince(actor, since)
      : listActivity(actor, { limit: 8 }).then((page) => page.rows),
  ]);
  const canWrite = actor.role !== "reader";
  const hasAsks = Object.values(all).some((count) => count > 0);
  const opened = recents.flatMap((recent) => named(recent, states, actor));
  // With nothing to stand there, a column beside the asks would only make them narrow.
  const hasBeside = waiting.length > 0 || opened.length > 0;
  return (
    <>
      <PageHeader
        eyebrow={formats.day(today, "weekday")}
        title={t("title")}
        actions={
          canWrite && (
            <ButtonLink href={"/cases/new" as Route} look="primary" icon={Plus}>
              {t("newCase")}
            </ButtonLink>
          )
        }
      />
      {checkIns.length > 0 && (
        <div className="mb-6">
          <Messages of={["forms", "refusals", "checkIns.refused"]}>
            <CheckInsNow of={checkIns} timeZone={actor.timeZone} now={now} />
          </Messages>
        </div>
      )}
      {support.length > 0 && (
        <div className="mb-6">
          <SupportNow of={support} today={today} />
        </div>
      )}
      <div
        className={classes(
          "grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-6",
          hasBeside && "xl:grid-cols-[minmax(0,1fr)_22.5rem] xl:grid-rows-[auto_1fr]",
        )}
      >
        {waiting.length > 0 && (
          <div className="xl:col-start-2">
            <WaitingList waiting={waiting} today={today} timeZone={actor.timeZone} />
          </div>
        )}
        <div
          className={classes(
            "flex min-w-0 flex-col gap-6",
            hasBeside && "xl:col-start-1 xl:row-span-2 xl:row-start-1",
          )}
        >
          {!hasAsks && <FirstSteps hasCases={cases > 0} canWrite={canWrite} />}
          {next && counts ? (
            <NextSession
              id={next.id}
              title={next.title}
              countdown={countdownTo(next, now)}
              counts={counts}
              placeToday={dayInZone(now, zoneOf(next))}
              timeZone={actor.timeZone}
            />
          ) : (
            <Panel title={t("next.title")}>
              <p>{t("next.none")}</p>
              <Link href={"/sessions" as Route} prefetch={false} className="link target">
                {t("next.open")}
              </Link>
            </Panel>
          )}
          {hasAsks && (
            <Panel
              title={t("asks.title")}
              count={asks.length > shownAsks ? undefined : formats.count(asks.length)}
              aside={
                <Link
                  href={"/commitments?due=any&sort=due" as Route}
                  prefetch={false}
                  className="link target"
                >
                  {t("asks.all")}
                </Link>
              }
              flush
            >
              {asks.length === 0 ? (
                <EmptyState title={t("asks.empty")}>{t("asks.emptyText")}</EmptyState>
              ) : (
                <AsksByDay rows={asks.slice(0, shownAsks)} today={today} />
              )}
              {asks.length > shownAsks && (
                <p className="border-t border-line px-4 py-3 text-meta text-ink-muted">
                  {t("asks.more")}
                </p>
              )}
            </Panel>
          )}
          {coming.length > 0 && (
            <Messages of={["forms", "refusals"]}>
              <Panel
                title={t("coming")}
                aside={
                  <Link href={"/calendar" as Route} prefetch={false} className="link target">
                    {t("calendar")}
                  </Link>
                }
              >
                <ComingList
                  items={coming}
                  stateNames={namesOfStates(states, actor.locale)}
                  reader={{ today, timeZone: actor.timeZone, membershipId: actor.membershipId }}
                  mayPlan={canPlan(actor)}
                />
              </Panel>
            </Messages>
          )}
          {steps.length > 0 && (
            <Messages of={["forms", "refusals"]}>
              <WaitingSteps
                steps={steps}
                states={Object.fromEntries(
                  states.map((state) => [
                    state.code,
                    { key: state.key, name: stateName(state, actor.locale) },
                  ]),
                )}
                today={today}
              />
            </Messages>
          )}
          <Section
            title={since ? t("changes.title") : t("changes.first")}
            aside={
              <>
                {since && (
                  <span className="me-4">
                    {t("changes.since", {
                      day: formats.relativeDay(dayInZone(since, actor.timeZone), today, {
                        asSentence: true,
                      }),
                      time: formats.time(since, actor.timeZone),
                    })}
                  </span>
                )}
                <Link href={"/activity" as Route} prefetch={false} className="link target">
                  {t("changes.all")}
                </Link>
              </>
            }
          >
            {changes.length === 0 ? (
              <p className="py-3 text-ink-muted">{t("changes.empty")}</p>
            ) : (
              <ActivityList
                rows={changes}
                stateNames={namesOfStates(states, actor.locale)}
                today={today}
                timeZone={actor.timeZone}
              />
            )}
          </Section>
        </div>
        <div className={hasBeside ? "xl:col-start-2" : undefined}>
          <Recents recents={opened} />
        </div>
      </div>
    </>
  );
}

function named(recent: Recent, states: readonly State[], actor: Actor): NamedRecent[] {
  if (recent.kind === "state") {
    const state = states.find((one) => one.key === recent.id);
    return state ? [{ kind: "state", id: state.key, name: stateName(state, actor.locale) }] : [];
  }
  return [{ kind: recent.kind, id: recent.id, name: recent.title }];
}
