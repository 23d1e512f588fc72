import { z } from "zod";
import { checkInAnswers, checkInFindings } from "@/db/reference/support-words";
import { id, line, required, text } from "@/lib/cases/input";
import { calendarDay } from "@/lib/dates/date-input";
import { TimeZone } from "@/lib/people/input";
import { mostSteps } from "./check-in";
import { mostMoments, rhythms } from "./rhythms";

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "forms.invalid");
/** As a browser sends it: the wall clock of the zone that was chosen. */
const localMoment = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d(:\d\d)?$/, "forms.invalid");
const minutes = z.coerce.number({ error: "forms.invalid" }).int("forms.invalid");

const numbers = (most: number) => Array.from({ length: most }, (_, at) => at + 1);

/** One step, from fields that a form without scripts can have: `who3`, `words3`, `member3`, `state3`, `alert3`, `after3`. */
const Step = z
  .object({
    memberId: id.optional(),
    who: text(200),
    words: text(1000),
    stateCode: z
      .string()
      .regex(/^[A-Z]{3}$/, "forms.invalid")
      .optional(),
    alertId: id.optional(),
    afterMinutes: minutes.min(0, "forms.invalid").max(10_080, "forms.invalid"),
  })
  .refine((step) => !(step.stateCode && step.alertId), {
    error: "checkIns.form.oneThing",
    path: ["stateCode"],
  })
  .refine((step) => step.stateCode || step.alertId || step.words, {
    error: required,
    path: ["words"],
  })
  .transform(({ stateCode, alertId, memberId, ...words }) => ({
    ...words,
    memberId: memberId ?? null,
    stateCode: stateCode ?? null,
    alertId: alertId ?? null,
    kind: stateCode ? ("mission" as const) : alertId ? ("alert" as const) : ("call" as const),
  }));

/** Names of the fields of a step in a form, by what they are. */
const stepFields = {
  memberId: "member",
  who: "who",
  words: "words",
  stateCode: "state",
  alertId: "alert",
  afterMinutes: "after",
} as const;

// Loose, since the fields of moments and steps are numbered; nothing else of them is read.
export const AgreeOnCheckIn = z
  .looseObject({
    caseId: id,
    defenderId: id,
    contact: text(300),
    channel: line(500),
    allRight: line(1000),
    rhythm: z.enum(rhythms, { error: required }),
    weekdays: z
      .array(z.coerce.number().int().min(1).max(7))
      .optional()
      .transform((given) => [...new Set(given ?? [])].sort()),
    timeOfDay: clock.optional(),
    zone: TimeZone,
    firstOn: calendarDay.optional(),
    lastOn: calendarDay.optional(),
    graceMinutes: minutes.min(5, "forms.invalid").max(1440, "forms.invalid"),
  })
  .transform((given, context) => {
    const miss = (field: string, message = required) =>
      context.addIssue({ code: "custom", message, path: [field] });
    const moments =
      given.rhythm === "moments"
        ? numbers(mostMoments).flatMap((n) => {
            const moment = localMoment.optional().safeParse(given[`moment${n}`]);
            if (!moment.success) {
              miss(`moment${n}`, "forms.invalid");
            }
            return moment.data ?? [];
          })
        : [];
    if (given.rhythm === "moments") {
      if (moments.length === 0 && context.issues.length === 0) {
        miss("moment1");
      }
    } else {
      if (!given.timeOfDay) {
        miss("timeOfDay");
      }
      if (!given.lastOn) {
        miss("lastOn");
      }
      if (given.rhythm === "weekdays" && given.weekdays.length === 0) {
        miss("weekdays");
      }
    }
    const steps = numbers(mostSteps).flatMap((n) => {
      const sent = Object.fromEntries(
        Object.entries(stepFields).map(([key, name]) => [key, given[`${name}${n}`]]),
      );
      const { afterMinutes, ...rest } = sent;
      if (Object.values(rest).every((value) => value === undefined)) {
        return [];
      }
      const step = Step.safeParse({ ...rest, afterMinutes: afterMinutes ?? 0 });
      for (const issue of step.error?.issues ?? []) {
        const key = issue.path[0] as keyof typeof stepFields;
        miss(`${stepFields[key] ?? "words"}${n}`, issue.message);
      }
      return step.data ?? [];
    });
    if (steps.length === 0 && context.issues.length === 0) {
      miss("words1");
    }
    const { caseId, defenderId, contact, channel, allRight, zone, graceMinutes } = given;
    return {
      ...{ caseId, defenderId, contact, channel, allRight, zone, graceMinutes, moments, steps },
      rhythm:
        given.rhythm === "moments"
          ? null
          : {
              weekdays: given.rhythm === "daily" ? [1, 2, 3, 4, 5, 6, 7] : given.weekdays,
              timeOfDay: given.timeOfDay ?? "",
              firstOn: given.firstOn ?? null,
              lastOn: given.lastOn ?? "",
            },
    };
  });
export type AgreeOnCheckIn = z.output<typeof AgreeOnCheckIn>;

export const OneCheckIn = z.object({ caseId: id, checkInId: id });
export type OneCheckIn = z.output<typeof OneCheckIn>;

export const RecordCheckIn = z.object({
  caseId: id,
  timeId: id,
  answer: z.enum(checkInAnswers, { error: required }),
  /** Where whoever records it is; left out, it is now. */
  heardAt: localMoment.optional(),
  note: text(1000),
});
export type RecordCheckIn = z.output<typeof RecordCheckIn>;

export const TickStep = z.object({
  caseId: id,
  checkInId: id,
  incidentId: id,
  position: z.coerce.number().int().min(1).max(12),
});
export type TickStep = z.output<typeof TickStep>;

export const EndIncident = z.object({
  caseId: id,
  incidentId: id,
  finding: z.enum(checkInFindings, { error: required }),
  note: text(1000),
});
export type EndIncident = z.output<typeof EndIncident>;
