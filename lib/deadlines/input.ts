import { z } from "zod";
import { deadlineRules } from "@/db/reference/words";
import { approximateDate, calendarDay, withDates } from "@/lib/dates/date-input";
import type { StoredDate } from "@/lib/dates/stored-date";

const required = "forms.missing";
const text = (most: number) => z.string().trim().max(most, "forms.tooLong").default("");
const name = z.string(required).trim().min(1, required).max(160, "forms.tooLong");

const said = {
  sessionId: z.guid(),
  date: approximateDate,
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "sessions.form.timeShape")
    .optional(),
  note: text(500),
};

/** A date as the columns hold it: day, month or year, or not known. */
function asColumns<Given extends { date: StoredDate; time?: string | undefined }>({
  date,
  time,
  ...rest
}: Given) {
  const precision = (["day", "month", "year"] as const).find((one) => one === date.precision);
  return {
    ...rest,
    dueOn: precision ? date.on : null,
    duePrecision: precision ?? ("unknown" as const),
    dueTime: time ?? null,
  };
}

const hasItsDay = ({ date, time }: { date: StoredDate; time?: string | undefined }) =>
  !time || date.precision === "day";
const dayMissing = { path: ["time"], error: "sessions.form.timeWithoutDay" };

/** What holds in the place of what follows from a rule; with `state` for that State's review alone. */
export const ChangeDeadline = withDates(
  ["date"],
  z
    .object({
      ...said,
      rule: z.enum(deadlineRules),
      /** Its key. */
      state: z.string().max(20, "forms.invalid").optional(),
      dropped: z.literal("yes").optional(),
    })
    .refine((given) => given.dropped || hasItsDay(given), dayMissing)
    .transform(({ dropped, ...given }) => {
      const columns = asColumns(given);
      return dropped
        ? {
            ...columns,
            dueOn: null,
            duePrecision: "unknown" as const,
            dueTime: null,
            isDropped: true,
          }
        : { ...columns, isDropped: false };
    }),
);
export type ChangeDeadline = z.output<typeof ChangeDeadline>;

/** A deadline of one's own; with `id` the one that is changed. */
export const KeepDeadline = withDates(
  ["date"],
  z
    .object({ ...said, id: z.guid().optional(), title: name })
    .refine(hasItsDay, dayMissing)
    .transform(asColumns),
);
export type KeepDeadline = z.output<typeof KeepDeadline>;

/** Takes a deadline of one's own away, or lets the rule hold again. */
export const DropDeadline = z.object({ sessionId: z.guid(), id: z.guid() });
export type DropDeadline = z.output<typeof DropDeadline>;

/** `rule:<rule>`, `rule:session` or `deadline:<id>`: what a step comes before; `day` for a day of its own. */
const anchor = z
  .string()
  .regex(
    new RegExp(`^(day|rule:(session|${deadlineRules.join("|")})|deadline:[0-9a-f-]{36})$`),
    "forms.invalid",
  );

/** A step before a session; with `id` the one that is changed. */
export const KeepTask = z
  .object({
    sessionId: z.guid(),
    id: z.guid().optional(),
    title: name,
    ownerId: z.guid().optional(),
    before: anchor.default("day"),
    days: z.coerce
      .number("calendar.form.daysShape")
      .int("calendar.form.daysShape")
      .min(0, "calendar.form.daysShape")
      .max(400, "calendar.form.daysShape")
      .optional(),
    on: calendarDay.optional(),
  })
  .transform(({ before, days, on, ownerId, ...task }) => {
    const [how, what] = before.split(":");
    return {
      ...task,
      ownerId: ownerId ?? null,
      rule: how === "rule" ? (what as (typeof deadlineRules)[number] | "session") : null,
      deadlineId: how === "deadline" ? (what ?? null) : null,
      daysBefore: how === "day" ? null : (days ?? 0),
      dueOn: how === "day" ? (on ?? null) : null,
    };
  });
export type KeepTask = z.output<typeof KeepTask>;

export const TheTask = z.object({ sessionId: z.guid(), id: z.guid() });
export type TheTask = z.output<typeof TheTask>;

/** The step is done, or is not after all. */
export const FinishTask = TheTask.extend({
  done: z.enum(["yes", "no"]).transform((answer) => answer === "yes"),
});
export type FinishTask = z.output<typeof FinishTask>;

/** The usual steps before a deadline, each in the words of whoever plans. */
export const PlanBack = z.object({ sessionId: z.guid(), before: anchor });
export type PlanBack = z.output<typeof PlanBack>;
