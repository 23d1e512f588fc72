import { type DeadlineRule, deadlineRules } from "@/db/reference/words";
import {
  dayBefore,
  inOrderOfTime,
  milestonesOf,
  type SessionDates,
  type SessionMilestone,
  type SessionPrecision,
} from "@/lib/sessions/session";

/** What an organisation says of a rule's deadline, or a deadline of its own (`rule` null). */
export interface DeadlineChange {
  id: string;
  rule: DeadlineRule | null;
  /** Of a deadline that there is one of for each State: the State for which alone this is said. */
  stateCode?: string | null;
  title?: string;
  on: string | null;
  precision: SessionPrecision;
  /** Of the clock where the session is held, `HH:MM`. */
  time: string | null;
  isDropped: boolean;
  /** Where it is known from, in somebody's words. */
  note?: string;
}

/** A date of a session as it stands. */
export interface SessionDate extends SessionMilestone {
  /** Of the change or the deadline of one's own; null where nobody changed what follows from the rule. */
  id: string | null;
  title: string;
  time: string | null;
  note: string;
  isDropped: boolean;
  /** What would hold without the change. */
  instead: { on: string | null; precision: SessionPrecision } | null;
}

export const isRule = (kind: string | null): kind is DeadlineRule =>
  deadlineRules.some((rule) => rule === kind);

/** Whether a date is something to be met, and not the session itself or a part of it. */
export const isDeadline = ({ kind }: SessionMilestone) => kind === "own" || isRule(kind);

/** One of several of its rule, one for each State: each follows from its review, and is changed alone. */
export const isOfOneState = ({ kind, stateCode }: SessionMilestone) =>
  isRule(kind) && stateCode !== undefined;

type Dated = SessionDates & { milestones: readonly unknown[] };

/** All dates of a session in order, with what was said of them. Dropped ones are among them, to be taken up again. */
export function datesWith(session: Dated, changes: readonly DeadlineChange[]): SessionDate[] {
  const changed = new Map(
    changes.map((change) => [`${change.rule} ${change.stateCode ?? ""}`, change]),
  );
  const found = milestonesOf(session).map((milestone): SessionDate => {
    const { kind, stateCode } = milestone;
    const change = isRule(kind) ? changed.get(`${kind} ${stateCode ?? ""}`) : undefined;
    const { on, precision } = milestone;
    return change
      ? { ...milestone, ...saidBy(change), instead: { on, precision } }
      : {
          ...milestone,
          id: null,
          title: "",
          time: null,
          note: "",
          isDropped: false,
          instead: null,
        };
  });
  const own = changes
    .filter(({ rule }) => rule === null)
    .map((change): SessionDate => ({ kind: "own", ...saidBy(change), instead: null }));
  return [...found, ...own].sort(inOrderOfTime);
}

function saidBy({ id, title, on, precision, time, isDropped, note }: DeadlineChange) {
  return { id, on, precision, time, isDropped, title: title ?? "", note: note ?? "" };
}

/** When a task is due: so many days before a date, or on a day of its own. */
export interface TaskTime {
  rule: DeadlineRule | "session" | null;
  deadlineId: string | null;
  daysBefore: number | null;
  on: string | null;
}

/** The day on which a task is due; null where that is not known. Of several deadlines of a rule the first counts. */
export function taskDay(task: TaskTime, dates: readonly SessionDate[]): string | null {
  if (task.daysBefore === null) {
    return task.on;
  }
  const anchor = dates.find(
    (date) =>
      date.precision === "day" &&
      date.on !== null &&
      !date.isDropped &&
      (task.deadlineId ? date.id === task.deadlineId : date.kind === task.rule),
  );
  return anchor?.on ? dayBefore(anchor.on, task.daysBefore) : null;
}

/** The steps that are counted back from a deadline. */
export function stepsBefore<Step extends TaskTime>(
  date: Pick<SessionDate, "kind" | "id">,
  tasks: readonly Step[],
): Step[] {
  return tasks.filter(({ rule, deadlineId }) =>
    date.kind === "own" ? deadlineId !== null && deadlineId === date.id : rule === date.kind,
  );
}

/** How a deadline stands: over, and then whether its steps tell that it was met. */
export type DeadlineStanding = "ahead" | "late" | "passed" | "met";

/**
 * Nobody ticks off a deadline itself. Once its day is over it is late while a step before it is open, met when all of
 * them are done, and where it has none, only passed.
 */
export function deadlineStanding(
  date: Pick<SessionDate, "kind" | "id" | "on" | "precision" | "isDropped">,
  tasks: readonly (TaskTime & { doneAt: unknown })[],
  today: string,
): DeadlineStanding {
  const { on, precision, isDropped } = date;
  if (isDropped || precision !== "day" || on === null || on >= today) {
    return "ahead";
  }
  const steps = stepsBefore(date, tasks);
  return steps.some(({ doneAt }) => doneAt === null) ? "late" : steps.length > 0 ? "met" : "passed";
}

/** A step before a session, as its organisation sees it. */
export interface Task extends TaskTime {
  id: string;
  title: string;
  ownerId: string | null;
  /** Null for nobody, and for somebody who is no colleague any more. */
  ownerName: string | null;
  doneAt: Date | null;
  doneByName: string | null;
}

/** What is usually done before a text is handed in: a start, to be changed. Days before the deadline; the catalogue has the words. */
export const usualSteps = [
  { step: "draft", daysBefore: 14 },
  { step: "consent", daysBefore: 10 },
  { step: "signOff", daysBefore: 5 },
  { step: "handIn", daysBefore: 1 },
] as const;
