import type { SessionKind } from "@/db/reference/words";
import { type DeadlineChange, datesWith, type TaskTime, taskDay } from "@/lib/deadlines/deadline";
import { dayInZone, genevaZone } from "@/lib/i18n/format";
import type { SessionDates } from "@/lib/sessions/session";
import type { CalendarEntry } from "./ics";
import { type SessionWords, sessionEntries } from "./session-entries";

/** What app.read_calendar hands out: kinds and days, and no word that anybody wrote. */
export interface FeedFacts {
  locale: string;
  sessions: (Omit<SessionDates, "startsAt"> & {
    id: string;
    kind: SessionKind;
    number: number | null;
    startsAt: string | null;
    /** `place` says which of the session's States it is: a number, which tells their deadlines apart and names none. */
    milestones: unknown[];
    changes: (Omit<DeadlineChange, "stateCode"> & { place?: number | null })[];
    tasks: (TaskTime & { id: string })[];
  })[];
  replies: string[];
  steps: string[];
  signatures: string[];
}

export interface FeedWords extends SessionWords {
  task: string;
  reply: string;
  step: string;
  signature: string;
}

const keptDays = 60;

/** The entries of a member's calendar from two months ago on. */
export function feedEntries(facts: FeedFacts, words: FeedWords, now: Date): CalendarEntry[] {
  const since = dayInZone(new Date(now.getTime() - keptDays * 86_400_000), genevaZone);
  const oneDay = (uid: string, title: string, day: string): CalendarEntry => ({
    uid,
    title,
    when: { from: day, to: day },
  });
  const entries = facts.sessions.flatMap(({ tasks, startsAt, ...session }) => {
    const changes = session.changes.map(byPlace);
    const dated = {
      ...session,
      startsAt: startsAt === null ? null : new Date(startsAt),
      milestones: session.milestones.map((one) => byPlace(one as { place?: number })),
    };
    const dates = datesWith(dated, changes);
    return [
      ...sessionEntries(dated, changes, words),
      ...tasks.flatMap((task) => {
        const day = taskDay(task, dates);
        return day ? [oneDay(task.id, words.task, day)] : [];
      }),
    ];
  });
  return [
    ...entries,
    ...facts.replies.map((day) => oneDay(`reply-${day}`, words.reply, day)),
    ...facts.steps.map((day) => oneDay(`step-${day}`, words.step, day)),
    ...facts.signatures.map((at): CalendarEntry => {
      const moment = new Date(at);
      return {
        uid: `signature-${moment.getTime()}`,
        title: words.signature,
        when: { at: moment, minutes: 30 },
      };
    }),
  ].filter(({ when }) =>
    "at" in when ? dayInZone(when.at, genevaZone) >= since : when.to >= since,
  );
}

const byPlace = <Dated extends { place?: number | null }>({ place, ...dated }: Dated) =>
  place ? { ...dated, stateCode: `${place}` } : dated;
