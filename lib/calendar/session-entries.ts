import type { DeadlineRule, SessionKind } from "@/db/reference/words";
import { type DeadlineChange, datesWith, isDeadline, isOfOneState } from "@/lib/deadlines/deadline";
import { momentInZone, zoneOf } from "@/lib/sessions/place-time";
import { precisionOf, type SessionDates } from "@/lib/sessions/session";
import type { CalendarEntry } from "./ics";

/** What a session's entries are called. Neutral words alone: the kind of session, the kind of deadline. */
export interface SessionWords {
  kind(kind: SessionKind, number: number | null): string;
  deadline(rule: DeadlineRule | "own" | "reprisals_dialogue" | "reprisals_joint_statement"): string;
}

type Dated = SessionDates & {
  id: string;
  number: number | null;
  milestones: readonly unknown[];
};

const half = 30;
const anHour = 60;

/**
 * A session and its deadlines for a calendar. What has no day is not in it: a calendar can't hold a month without
 * inventing a day. The same deadline of several States at one time is one entry, since it may not say whose.
 */
export function sessionEntries(
  session: Dated,
  changes: readonly DeadlineChange[],
  words: SessionWords,
): CalendarEntry[] {
  const found: CalendarEntry[] = [];
  const { id, startsOn, endsOn, startsAt } = session;
  if (precisionOf(session) === "day" && startsOn) {
    const isOneMeeting = startsAt !== null && (endsOn ?? startsOn) === startsOn;
    found.push({
      uid: id,
      title: words.kind(session.kind, session.number),
      when: isOneMeeting
        ? { at: startsAt, minutes: anHour }
        : { from: startsOn, to: endsOn ?? startsOn },
    });
  }
  const zone = zoneOf(session);
  const seen = new Set<string>();
  for (const date of datesWith(session, changes)) {
    const { kind, on, precision, time } = date;
    const isEvent = kind === "reprisals_dialogue" || kind === "reprisals_joint_statement";
    if (!on || precision !== "day" || date.isDropped || !(isDeadline(date) || isEvent)) {
      continue;
    }
    const uid =
      kind === "own"
        ? `${date.id}`
        : [
            id,
            kind,
            ...(isEvent || isOfOneState(date) ? [on] : []),
            ...(isOfOneState(date) && time ? [time.replace(":", "")] : []),
          ].join("-");
    if (!seen.has(uid)) {
      seen.add(uid);
      found.push({
        uid,
        title: words.deadline(kind as Parameters<SessionWords["deadline"]>[0]),
        when: time ? { at: momentInZone(on, time, zone), minutes: half } : { from: on, to: on },
      });
    }
  }
  return found;
}
