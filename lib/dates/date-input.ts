import { z } from "zod";
import { datePrecisions, type KnownDate } from "@/lib/i18n/format";
import { type DateProblem, readKnownDate } from "@/lib/i18n/known-date";
import { isOfOurTime } from "./of-our-time";
import { type StoredDate, storeDate } from "./stored-date";

const problems: Record<DateProblem, string> = {
  precision: "forms.datePrecision",
  yearMissing: "forms.dateYearMissing",
  monthMissing: "forms.dateMonthMissing",
  dayMissing: "forms.dateDayMissing",
  impossible: "forms.dateImpossible",
  order: "forms.dateOrder",
};

const knownDateObject = z.object({
  precision: z.enum(datePrecisions),
  from: z.string().nullable(),
  to: z.string().nullish(),
});

type Answer = { date: KnownDate } | { problem: DateProblem };

/** One approximate date in an input: use it for each name that is given to `withDates`. */
export const approximateDate = z.custom<Answer>().transform((answer, context): StoredDate => {
  if ("problem" in answer) {
    context.addIssue({ code: "custom", message: problems[answer.problem] });
    return z.NEVER;
  }
  return storeDate(answer.date);
});

/**
 * Reads what DateFields called `names` sent (`<name>.precision`, `<name>.from.year` ...) before `schema` sees it.
 * Called directly, an action may give a date as an object instead. A date that was not sent is unknown.
 */
export function withDates<Schema extends z.ZodType>(names: readonly string[], schema: Schema) {
  return z.preprocess((raw) => {
    if (typeof raw !== "object" || raw === null) {
      return raw;
    }
    const given = raw as Record<string, unknown>;
    const read: Record<string, unknown> = { ...given };
    for (const name of names) {
      read[name] = answerOf(given, name);
    }
    return read;
  }, schema);
}

function answerOf(given: Record<string, unknown>, name: string): Answer {
  const whole = knownDateObject.safeParse(given[name]);
  if (whole.success) {
    const { precision, from, to } = whole.data;
    return { date: { precision, from, to: to ?? null } };
  }
  if (given[name] === undefined && given[`${name}.precision`] === undefined) {
    return { date: { precision: "unknown", from: null, to: null } };
  }
  // The parts were sorted out of the form already; the reader only ever asks for single values.
  const form = { get: (key: string) => given[key] ?? null } as unknown as FormData;
  return readKnownDate(form, name);
}

/** A whole calendar day, `YYYY-MM-DD`, as a browser's date field sends it. */
export const calendarDay = z.iso
  .date("forms.dateImpossible")
  .refine((day) => isOfOurTime(day) || day < "2200", "forms.dateTooFar")
  .refine((day) => isOfOurTime(day) || day >= "1900", "forms.dateTooLongAgo");

const hour = 3_600_000;

/** The latest calendar day that it is anywhere: east of Greenwich a day has begun before it has in UTC. */
export const latestToday = () => new Date(Date.now() + 14 * hour).toISOString().slice(0, 10);

/** The earliest calendar day that it still is anywhere. */
export const earliestToday = () => new Date(Date.now() - 12 * hour).toISOString().slice(0, 10);

/** A calendar day that has not passed: for what is to be done by then. */
export const dayToCome = calendarDay.refine((day) => day >= earliestToday(), "forms.dayPassed");

const hasCome = (day: string | null) => day === null || day <= latestToday();

/** A calendar day that is not still to come: for what was said, seen or checked. */
export const dayThatHasCome = calendarDay.refine(hasCome, "forms.dateNotYet");

/** `approximateDate` for what has happened already. */
export const dateThatHasCome = approximateDate.refine(({ on }) => hasCome(on), "forms.dateNotYet");
