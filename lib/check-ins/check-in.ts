import type { CheckInStepKind } from "@/db/reference/support-words";

const minute = 60_000;

/** How early somebody may be heard from for a check-in; the database holds to the same. */
export const earliestMinutes = 120;

/** How many steps a check-in may have. */
export const mostSteps = 5;

/** What of a step stands in the clear; its words are sealed. */
export interface Step {
  position: number;
  kind: CheckInStepKind;
  afterMinutes: number;
  memberId: string | null;
  memberName: string | null;
  /** Whether whoever does it has left the team since. */
  hasLeft: boolean;
  stateCode: string | null;
  alertNumber: number | null;
  alertId: string | null;
}

/** The key of the note of an earlier record of a time, by its place among them. */
export const earlierNote = (timeId: string, at: number): string => `${timeId} ${at}`;

/** How many times something was recorded of a check-in. */
export const recordsOf = (time: { answer: unknown; earlier: readonly unknown[] }): number =>
  time.earlier.length + (time.answer ? 1 : 0);

/** Whether somebody was to be heard from by now: before that, one press is not enough. */
export const isDue = ({ dueAt }: { dueAt: Date }, now: Date): boolean => dueAt <= now;

/** Whether a check-in can be recorded now. */
export function canRecord({ dueAt }: { dueAt: Date }, now: Date): boolean {
  return dueAt.getTime() - earliestMinutes * minute <= now.getTime();
}

/** When a step falls due in an incident. */
export function stepDueAt(step: Pick<Step, "afterMinutes">, openedAt: Date): Date {
  return new Date(openedAt.getTime() + step.afterMinutes * minute);
}
