import type { Forum, SessionKind } from "@/db/reference/words";
import { dayInZone, daysBetween, type KnownDate } from "@/lib/i18n/format";
import { zoneOf } from "./place-time";

export type SessionPrecision = "day" | "month" | "year" | "unknown";

/** What is known of when a session is; `startsOn` of a month is stored as its first day. */
export type SessionDates = {
  kind: SessionKind;
  status: string;
  startsOn: string | null;
  endsOn: string | null;
  startsAt: Date | null;
  datePrecision: string;
};

/** The precision as one of four words; anything the data may say beyond that counts as unknown. */
export function precisionOf(session: Pick<SessionDates, "datePrecision">): SessionPrecision {
  const { datePrecision } = session;
  return datePrecision === "day" || datePrecision === "month" || datePrecision === "year"
    ? datePrecision
    : "unknown";
}

const grain = { day: 10, month: 7, year: 4, unknown: 0 } as const;

/** Cuts a stored date to what is known of it, so that a first of the month can never be taken for a day. */
export function cutTo(precision: SessionPrecision, day: string | null): string | null {
  return day && precision !== "unknown" ? day.slice(0, grain[precision]) : null;
}

/** When the session is, for `writeDate`: a range where it lasts, never more precise than it is known. */
export function datesOf(
  session: Pick<SessionDates, "startsOn" | "endsOn" | "datePrecision">,
): KnownDate {
  const precision = precisionOf(session);
  const from = cutTo(precision, session.startsOn);
  const to = cutTo(precision, session.endsOn);
  if (precision === "unknown" || !from) {
    return { precision: "unknown", from: null };
  }
  return to && to !== from ? { precision: "range", from, to } : { precision, from };
}

/** The last day that the session can still be on: of the month or year, where no more is known. */
export function lastPossibleDay(session: SessionDates): string | null {
  const precision = precisionOf(session);
  const known = session.endsOn ?? session.startsOn;
  if (!known || precision === "unknown") {
    return null;
  }
  if (precision === "year") {
    return `${known.slice(0, 4)}-12-31`;
  }
  if (precision === "month") {
    const [year, month] = known.split("-").map(Number);
    return new Date(Date.UTC(year ?? 0, month ?? 1, 0)).toISOString().slice(0, 10);
  }
  return known;
}

export type SessionStanding = "open" | "upcoming" | "current" | "past" | "undated";

/** Where a session stands on a day. What was held is past whatever its dates; a window without end stays open. */
export function standingOf(session: SessionDates, today: string): SessionStanding {
  if (session.status === "open") {
    return "open";
  }
  if (session.status === "held" || session.status === "retired") {
    return "past";
  }
  const last = lastPossibleDay(session);
  if (!last || !session.startsOn) {
    return "undated";
  }
  if (last < today) {
    return "past";
  }
  // Of a month we don't know the day, so nothing is "on" for certain before it is over.
  return session.startsOn <= today && precisionOf(session) === "day" ? "current" : "upcoming";
}

type Ordered = SessionDates & { id: string; number: number | null };

/**
 * Sessions in the order in which they are listed and offered everywhere: what is on and ahead, the open window and then
 * the nearest first, without a date last; what is past, the latest first.
 */
export function aheadAndPast<Session extends Ordered>(
  sessions: readonly Session[],
  today: string,
): { ahead: Session[]; past: Session[] } {
  const isPast = (session: Session) => standingOf(session, today) === "past";
  return {
    ahead: sessions.filter((session) => !isPast(session)).sort(nearestFirst),
    past: sessions.filter(isPast).sort(latestFirst),
  };
}

/** Of sessions in that order, the one that is most likely meant: the next that has a day, and not the open window. */
export const nextToCome = <Session extends { startsOn: string | null; isPast: boolean }>(
  sessions: readonly Session[],
): Session | undefined =>
  sessions.find(({ startsOn, isPast }) => startsOn !== null && !isPast) ?? sessions[0];

const nearestFirst = (a: Ordered, b: Ordered): number =>
  Number(a.status !== "open") - Number(b.status !== "open") ||
  (a.startsOn ?? "9999").localeCompare(b.startsOn ?? "9999") ||
  (a.startsAt?.getTime() ?? Number.MAX_SAFE_INTEGER) -
    (b.startsAt?.getTime() ?? Number.MAX_SAFE_INTEGER) ||
  (a.number ?? Number.MAX_SAFE_INTEGER) - (b.number ?? Number.MAX_SAFE_INTEGER) ||
  a.id.localeCompare(b.id);

/** What has no date stands after what has, by its number. */
const latestFirst = (a: Ordered, b: Ordered): number =>
  (b.startsOn ?? "").localeCompare(a.startsOn ?? "") ||
  (b.number ?? 0) - (a.number ?? 0) ||
  a.id.localeCompare(b.id);

export type Countdown =
  /** The day is known, and perhaps the moment. `days` is counted on the calendar of the place, `zone`. */
  | { kind: "days"; on: string; days: number; at: Date | null; zone: string }
  | { kind: "current"; until: string | null }
  /** Only a month or a year is known: no number of days may be shown. */
  | { kind: "within"; when: KnownDate; isNow: boolean }
  | { kind: "past"; when: KnownDate }
  | { kind: "open" }
  | { kind: "undated" };

/** How far off a session is, seen from `now`. It never counts days towards a day that nobody has set. */
export function countdownTo(session: SessionDates, now: Date): Countdown {
  const zone = zoneOf(session);
  const today = dayInZone(now, zone);
  const standing = standingOf(session, today);
  const precision = precisionOf(session);
  if (standing === "open" || standing === "undated") {
    return { kind: standing };
  }
  if (standing === "past") {
    return { kind: "past", when: datesOf(session) };
  }
  if (standing === "current") {
    return isOver(session, now)
      ? { kind: "past", when: datesOf(session) }
      : { kind: "current", until: session.endsOn };
  }
  if (precision !== "day" || !session.startsOn) {
    return { kind: "within", when: datesOf(session), isNow: (session.startsOn ?? "9") <= today };
  }
  return {
    kind: "days",
    on: session.startsOn,
    days: daysBetween(today, session.startsOn),
    at: session.startsAt,
    zone,
  };
}

/** How far a session has come, as far as that is certain: of a month that has begun, its meeting may be over. */
export type Course = "held" | "ahead" | "now" | "open";

export function courseOf(countdown: Countdown): Course {
  switch (countdown.kind) {
    case "past":
      return "held";
    case "days":
      return "ahead";
    case "within":
      return countdown.isNow ? "open" : "ahead";
    case "current":
      return "now";
    default:
      return "open";
  }
}

/** A meeting of an hour is over in the evening of its day, though the calendar day is not. */
function isOver(session: SessionDates, now: Date): boolean {
  const isOneMeeting =
    session.startsAt !== null && (session.endsOn ?? session.startsOn) === session.startsOn;
  return isOneMeeting && now.getTime() > (session.startsAt?.getTime() ?? 0) + 3 * 3_600_000;
}

/** A date that belongs to a session: a deadline of ours, a review of a State, a dialogue. */
export type SessionMilestone = {
  kind: MilestoneKind;
  on: string | null;
  precision: SessionPrecision;
  stateCode?: string;
  sessionKey?: string;
  done?: boolean;
};

export const milestoneKinds = [
  "statement_due",
  "advance_questions_due",
  "session",
  "stakeholder_deadline",
  "national_report_deadline",
  "review",
  "adoption",
  "reprisals_dialogue",
  "reprisals_joint_statement",
  "sg_window_closes",
  "assembly_opens",
  "assembly_closes",
  "closes",
  /** A deadline that somebody set, in their own words. */
  "own",
] as const;
export type MilestoneKind = (typeof milestoneKinds)[number];

/** How long before the session a text must be in. Sources: domain, Pre-session and State under Review. */
export const daysBefore = { statement_due: 14, advance_questions_due: 10 } as const;

/**
 * The deadlines that follow from the kind of a session. A pre-session's statement is due two weeks before, in English;
 * a review's advance questions ten days before, for each State whose day is known; the Secretary-General's report to
 * the September session of the Council normally covers the year until 30 April. Without a day there is a deadline and
 * no date.
 */
export function deadlinesOf(session: {
  kind: SessionKind;
  startsOn: string | null;
  datePrecision: string;
  milestones?: readonly unknown[];
}): SessionMilestone[] {
  const start = session.datePrecision === "day" ? session.startsOn : null;
  switch (session.kind) {
    case "upr_pre_session":
      return [before("statement_due", start)];
    case "upr_working_group": {
      const reviews = (session.milestones ?? [])
        .filter(isMilestone)
        .filter(({ kind, on, precision }) => kind === "review" && on && precision === "day");
      return reviews.length === 0
        ? [before("advance_questions_due", start)]
        : reviews.map(({ on, stateCode }) => ({
            ...before("advance_questions_due", on),
            ...(stateCode && { stateCode }),
          }));
    }
    case "hrc_regular": {
      const month = cutTo(precisionOf(session), session.startsOn)?.slice(5, 7);
      return month === "09"
        ? [
            {
              kind: "sg_window_closes",
              on: `${session.startsOn?.slice(0, 4)}-04-30`,
              precision: "day",
            },
          ]
        : [];
    }
    default:
      return [];
  }
}

function before(kind: keyof typeof daysBefore, start: string | null): SessionMilestone {
  return start
    ? { kind, on: dayBefore(start, daysBefore[kind]), precision: "day" }
    : { kind, on: null, precision: "unknown" };
}

/** All dates of a session in order: its own, the deadlines that follow from them, and its beginning. */
export function milestonesOf(
  session: SessionDates & { milestones: readonly unknown[] },
): SessionMilestone[] {
  const stored = session.milestones.filter(isMilestone);
  const has = (kind: MilestoneKind) => stored.some((milestone) => milestone.kind === kind);
  const derived = deadlinesOf(session).filter((deadline) => !has(deadline.kind));
  const precision = precisionOf(session);
  const beginning: SessionMilestone[] =
    precision === "unknown"
      ? []
      : [{ kind: "session", on: cutTo(precision, session.startsOn), precision }];
  return [...stored, ...derived, ...beginning].sort(inOrderOfTime);
}

/** By day, undated last; of one day in the order of the words. */
export function inOrderOfTime(a: SessionMilestone, b: SessionMilestone): number {
  return (a.on ?? "9").localeCompare(b.on ?? "9") || order(a) - order(b);
}

function order(milestone: SessionMilestone): number {
  return milestoneKinds.indexOf(milestone.kind);
}

function isMilestone(value: unknown): value is SessionMilestone {
  return (
    typeof value === "object" &&
    value !== null &&
    "kind" in value &&
    milestoneKinds.some((kind) => kind === value.kind)
  );
}

/** The calendar day so many days earlier. */
export function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/** Meetings that the State under review may sit in: whatever is said there, it can read. */
export function isPublicToTheState(session: { kind: SessionKind }): boolean {
  return session.kind === "upr_pre_session";
}

/** The precisions that a session's date may have; "about" a day would be a month. */
export const sessionDatePrecisions = ["day", "range", "month", "year", "unknown"] as const;

/** The kinds of session that an organisation adds itself, and the forum each belongs to. */
export const ownKinds = {
  upr_pre_session: "upr",
  bilateral: "bilateral",
  upr_working_group: "upr",
  hrc_regular: "hrc",
  hrc_special: "hrc",
  ga_third_committee: "ga",
} as const satisfies Record<SessionKind, Forum>;

/** A case on a session's agenda and how its asks stand. */
export type CaseCoverage = {
  caseId: string;
  reference: string;
  title: string;
  /** How many asks stand at each shown stage. */
  counts: Record<string, number>;
  /** How many asks were agreed or raised. */
  carried: number;
};
