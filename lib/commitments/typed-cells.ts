import { foldName } from "@/db/reference/fold-name";
import { isLongPast } from "@/lib/dates/long-past";
import { type DayOrder, readTypedDate } from "@/lib/imports/typed-dates";
import { tellingPart } from "@/lib/people/telling-part";
import type { CommitmentChanges } from "./commitment";

/** As the database keeps a next step. */
export const longestStep = 500;

/** Why a written text can't stand in a cell. */
export type NotTaken =
  | "noDay"
  | "eitherDay"
  | "longPast"
  | "noColleague"
  | "severalColleagues"
  | "tooLong";

type Read = CommitmentChanges | NotTaken;

/**
 * A day as the importer reads it. A month alone is none, and one that is more likely a slip than meant is not taken,
 * unless it is the one that `stands` there.
 */
export function readDue(
  text: string,
  order: DayOrder | null,
  today: string,
  stands: string | null,
): Read {
  const date = readTypedDate(text, order);
  if (date === "unclear") {
    return "eitherDay";
  }
  if (date === null || date === "no-date" || date.precision !== "day") {
    return "noDay";
  }
  return date.on !== stands && isLongPast(date.on, today) ? "longPast" : { dueOn: date.on };
}

/** A colleague by the name, or by what the column shows of it; one of several who are called the same is nobody. */
export function readOwner(text: string, members: readonly { id: string; name: string }[]): Read {
  const written = foldName(text);
  const names = members.map(({ name }) => name);
  const called = (of: (name: string) => string) =>
    members.filter(({ name }) => foldName(of(name)) === written);
  const whole = called((name) => name);
  const [found, another] = whole.length > 0 ? whole : called((name) => tellingPart(name, names));
  return !found ? "noColleague" : another ? "severalColleagues" : { ownerId: found.id };
}

/** A next step is one line. */
export function readStep(text: string): Read {
  const nextStep = text.replace(/\s+/g, " ").trim();
  return nextStep.length > longestStep ? "tooLong" : { nextStep };
}
