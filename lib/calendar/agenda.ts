import type { DeadlineRule, SessionKind } from "@/db/reference/words";
import type { Owner } from "@/lib/commitments/commitment";
import {
  type DeadlineChange,
  datesWith,
  isDeadline,
  type SessionDate,
  taskDay,
} from "@/lib/deadlines/deadline";
import type { PlannedTask } from "@/lib/deadlines/queries";
import { momentInZone, zoneOf } from "@/lib/sessions/place-time";
import {
  cutTo,
  precisionOf,
  type SessionDates,
  type SessionPrecision,
  standingOf,
} from "@/lib/sessions/session";

type What =
  | { kind: "session"; sessionKind: SessionKind; until: string | null }
  | { kind: "deadline"; rule: DeadlineRule | "own"; title: string; stateCode: string | null }
  | {
      kind: "event";
      event: "reprisals_dialogue" | "reprisals_joint_statement" | "review";
      stateCode: string | null;
    }
  | { kind: "task"; task: PlannedTask }
  | { kind: "reply"; stateCode: string; reference: string; owner: Owner | null }
  | { kind: "step"; text: string; stateCode: string; owner: Owner | null }
  | { kind: "signature"; reference: string };

/** Something that is coming. `on` is as precise as it is known, and null where nothing is. */
export type AgendaItem = What & {
  key: string;
  on: string | null;
  precision: SessionPrecision;
  at: Date | null;
  /** The clock of the place where it is. */
  zone: string | null;
  href: string;
  /** Of the session that it belongs to. */
  session: string | null;
};

export type AgendaSession = SessionDates & {
  id: string;
  title: string;
  milestones: readonly unknown[];
};

/** A session, what is due for it, and what is to be done before. */
export function itemsOf(
  session: AgendaSession,
  changes: readonly DeadlineChange[],
  tasks: readonly PlannedTask[],
): AgendaItem[] {
  const href = `/sessions/${session.id}`;
  const zone = zoneOf(session);
  const dates = datesWith(session, changes);
  const precision = precisionOf(session);
  const common = { href, session: session.title };
  const on = cutTo(precision, session.startsOn);
  return [
    {
      ...common,
      kind: "session",
      key: session.id,
      sessionKind: session.kind,
      on,
      until: cutTo(precision, session.endsOn),
      precision,
      at: session.startsAt,
      zone,
    },
    ...dates.flatMap((date) => fromDate(date, zone, { ...common, key: session.id })),
    ...tasks.map((task): AgendaItem => {
      const day = taskDay(task, dates);
      return {
        ...common,
        kind: "task",
        key: task.id,
        task,
        on: day,
        precision: day ? "day" : "unknown",
        at: null,
        zone: null,
        href: `${href}/deadlines`,
      };
    }),
  ];
}

function fromDate(
  date: SessionDate,
  zone: string,
  common: { href: string; session: string; key: string },
): AgendaItem[] {
  const { kind, on, precision, time } = date;
  if (date.isDropped) {
    return [];
  }
  const placed = {
    ...common,
    key: [common.key, kind, date.id ?? "", date.stateCode ?? "", on ?? ""].join(" "),
    on: cutTo(precision, on),
    precision,
    at: on && time ? momentInZone(on, time, zone) : null,
    zone,
    stateCode: date.stateCode ?? null,
  };
  if (isDeadline(date)) {
    return [
      {
        ...placed,
        kind: "deadline",
        rule: kind as DeadlineRule | "own",
        title: date.title,
        href: `${common.href}/deadlines`,
      },
    ];
  }
  return kind === "review" || kind === "reprisals_dialogue" || kind === "reprisals_joint_statement"
    ? [{ ...placed, kind: "event", event: kind }]
    : [];
}

/** Whether a session is still to be prepared for, or still on. */
export const isAhead = (session: SessionDates, today: string) =>
  ["upcoming", "current", "undated"].includes(standingOf(session, today));

/** By day; what is known to the month stands at its head, a day with an hour after the day itself. */
export function inOrder(a: AgendaItem, b: AgendaItem): number {
  return (
    (a.on ?? "9").localeCompare(b.on ?? "9") ||
    (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0) ||
    a.key.localeCompare(b.key)
  );
}

/** A month and what is in it, by day; `day` null is what is known to the month only. */
export interface AgendaMonth {
  month: string;
  days: { day: string | null; items: AgendaItem[] }[];
}

/** The months of a list that have something, in order. What is known to the year or not at all is left out. */
export function byMonth(items: readonly AgendaItem[]): AgendaMonth[] {
  const months: AgendaMonth[] = [];
  for (const item of [...items].sort(inOrder)) {
    const { on } = item;
    if (!on || on.length < 7) {
      continue;
    }
    const month = on.slice(0, 7);
    let last = months.at(-1);
    if (last?.month !== month) {
      last = { month, days: [] };
      months.push(last);
    }
    const day = on.length === 10 ? on : null;
    const lastDay = last.days.at(-1);
    if (lastDay && lastDay.day === day) {
      lastDay.items.push(item);
    } else {
      last.days.push({ day, items: [item] });
    }
  }
  return months;
}

/** The month so many months after another, both `YYYY-MM`. */
export function monthAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}

/** What somebody has to do, or waits for, and should have been there by now. */
export const isLate = ({ kind, on }: AgendaItem, today: string): boolean =>
  (kind === "task" || kind === "reply" || kind === "step") && on !== null && on < today;

export interface Agenda {
  /** Steps whose day has passed and that nobody has done. */
  late: AgendaItem[];
  months: AgendaMonth[];
  /** What is ahead and has no month that is known. */
  undated: AgendaItem[];
  /** How many replies or next steps of these months are shown at most, where there are more; null where all are. */
  shownAtMost: number | null;
}
