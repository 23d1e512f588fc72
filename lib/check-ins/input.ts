import { z } from "zod";
import { checkInAnswers, checkInFindings } from "@/db/reference/support-words";
import { id, line, required, text } from "@/lib/cases/input";
import { calendarDay, latestToday } from "@/lib/dates/date-input";
import { isOfOurTime } from "@/lib/dates/of-our-time";
import { dayInZone } from "@/lib/i18n/format";
import { TimeZone } from "@/lib/people/input";
import { momentInZone, timesAroundGap } from "@/lib/sessions/place-time";
import { mostSteps } from "./check-in";
import { mostMoments, rhythms } from "./rhythms";

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "forms.invalid");
/** As a browser sends it: the wall clock of the zone that was chosen. */
const localMoment = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d(:\d\d)?$/, "forms.invalid")
  .transform((moment, context) => {
    const day = calendarDay.safeParse(moment.slice(0, 10));
    if (!day.success) {
      context.addIssue({ code: "custom", message: day.error.issues[0]?.message ?? required });
    }
    return { day: moment.slice(0, 10), time: moment.slice(11, 16) };
  });
export type LocalMoment = z.output<typeof localMoment>;
const minutes = z.coerce
  .number({ error: "checkIns.form.afterWrong" })
  .int("checkIns.form.afterWrong");

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
    afterMinutes: minutes
      .min(0, "checkIns.form.afterWrong")
      .max(10_080, "checkIns.form.afterWrong"),
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
    /** Agreed check-ins that end with this: they are changed by agreeing anew. */
    insteadOf: id.optional(),
    defenderId: z.uuid("forms.chooseWhom"),
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
    const miss = (field: string, message = required, says?: Record<string, string>) =>
      context.addIssue({ code: "custom", message, path: [field], ...(says && { params: says }) });
    const moments =
      given.rhythm === "moments"
        ? numbers(mostMoments).flatMap((n) => {
            const moment = localMoment.optional().safeParse(given[`moment${n}`]);
            if (!moment.success) {
              miss(`moment${n}`, moment.error.issues[0]?.message);
            }
            return moment.data ? { ...moment.data, field: `moment${n}` } : [];
          })
        : [];
    for (const { field, fault, says } of faultsOfMoments(moments, given.zone)) {
      miss(field, fault, says);
    }
    if (given.rhythm === "moments") {
      if (moments.length === 0 && context.issues.length === 0) {
        miss("moment1");
      }
    } else {
      if (!given.timeOfDay) {
        miss("timeOfDay");
      }
      for (const { field, fault } of faultsOfDays(given)) {
        miss(field, fault);
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
    const { caseId, insteadOf, defenderId, contact, channel, allRight } = given;
    return {
      ...{ caseId, insteadOf, defenderId, contact, channel, allRight, moments, steps },
      zone: given.zone,
      graceMinutes: given.graceMinutes,
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

/** How many days a rhythm goes on at most; the database holds to the same. */
const longestDays = 366;

/** What is wrong with the first and the last day of a rhythm, on the calendar of its zone. */
function faultsOfDays({
  zone,
  firstOn,
  lastOn,
}: {
  zone: string;
  firstOn?: string | undefined;
  lastOn?: string | undefined;
}): { field: string; fault: string }[] {
  const today = dayInZone(new Date(), zone);
  const begins = firstOn ?? today;
  const faults = begins < today ? [{ field: "firstOn", fault: "forms.dayPassed" }] : [];
  const ofLast = () => {
    if (!lastOn) {
      return required;
    }
    if (lastOn < today) {
      return "forms.dayPassed";
    }
    if (lastOn < begins) {
      return "checkIns.form.lastBeforeFirst";
    }
    return daysBetween(begins, lastOn) > longestDays ? "checkIns.form.lastTooFar" : null;
  };
  const fault = ofLast();
  return fault ? [...faults, { field: "lastOn", fault }] : faults;
}

const dayMs = 86_400_000;
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / dayMs;

/** How far ahead a single time may lie. */
const furthestDays = 2 * 366;

/** What is wrong with single times, each at its own field. */
function faultsOfMoments(
  moments: readonly (LocalMoment & { field: string })[],
  zone: string,
): { field: string; fault: string; says?: Record<string, string> }[] {
  const seen = new Set<number>();
  return moments.flatMap(({ day, time, field }) => {
    if (!isOfOurTime(day)) {
      return [];
    }
    const around = timesAroundGap(day, time, zone);
    if (around) {
      const [earlier, later] = around;
      return { field, fault: "checkIns.form.noSuchTime", says: { time, earlier, later } };
    }
    const ahead = momentInZone(day, time, zone).getTime() - Date.now();
    if (ahead <= 0) {
      return { field, fault: "checkIns.form.timePassed" };
    }
    if (ahead > furthestDays * dayMs) {
      return { field, fault: "checkIns.form.timeTooFar" };
    }
    const isTwice = seen.has(Date.parse(`${day}T${time}Z`));
    seen.add(Date.parse(`${day}T${time}Z`));
    return isTwice ? { field, fault: "checkIns.form.timeTwice" } : [];
  });
}

export const OneCheckIn = z.object({ caseId: id, checkInId: id });
export type OneCheckIn = z.output<typeof OneCheckIn>;

export const EndCheckIn = OneCheckIn.extend({ note: text(1000) });
export type EndCheckIn = z.output<typeof EndCheckIn>;

export const RecordCheckIn = z.object({
  caseId: id,
  timeId: id,
  answer: z.enum(checkInAnswers, { error: required }),
  /** Where whoever records it is; left out, it is now. */
  heardAt: localMoment.refine(({ day }) => day <= latestToday(), "forms.dateNotYet").optional(),
  note: text(1000),
  /** How many records of it the page showed that it was sent from; left out, it showed none. */
  seen: z.coerce.number().int().min(0).optional().catch(undefined),
  /** Whoever records it says that it was heard before it was due. */
  early: z.literal("yes").optional().catch(undefined),
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
