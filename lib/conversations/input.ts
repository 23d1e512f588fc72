import { z } from "zod";
import { channels, commitmentVisibilities, stages } from "@/db/reference/words";
import { calendarDay, dateThatHasCome, withDates } from "@/lib/dates/date-input";

const uuid = z.guid();
const required = "forms.missing";
const text = (most: number) => z.string().trim().max(most, "forms.tooLong").default("");

/** A State as addresses name it. */
const stateKey = z.string(required).regex(/^[0-9a-z]{10}$/, required);

const word = z.coerce
  .number()
  .int()
  .min(1)
  .max(5, "forms.invalid")
  .transform((n) => n as 1 | 2 | 3 | 4 | 5);

const moved = {
  stage: z.enum(stages).optional(),
  word: word.optional(),
};

/** What was talked about: an ask that stands, with the version that the person saw, or a case. */
const subject = z.union([
  z.object({ ask: uuid, version: z.coerce.number().int().positive().optional(), ...moved }),
  z.object({ case: uuid, ...moved }),
]);

const told = {
  had: dateThatHasCome,
  channel: z.enum(channels, required),
  /** The membership of whoever spoke; the actor's own where it is left out. */
  hadBy: uuid.optional(),
  alsoThere: text(300),
  contactId: uuid.optional(),
  withWhom: text(300),
  said: text(5_000),
  visibility: z.enum(commitmentVisibilities).default("organisation"),
  nextStep: text(500),
  nextDueOn: calendarDay.optional(),
  nextOwnerId: uuid.optional(),
};

/** One exchange with a mission. A stage or word that follows needs an occasion where nothing was asked yet. */
export const LogConversation = withDates(
  ["had"],
  z.preprocess(
    withSubjects,
    z
      .object({
        stateKey,
        ...told,
        subjects: z.array(subject).max(60, "forms.tooLong").default([]),
        sessionId: uuid.optional(),
      })
      .superRefine((input, context) => {
        if (input.said === "" && input.subjects.length === 0) {
          context.addIssue({
            code: "custom",
            path: ["said"],
            message: "conversations.form.nothing",
          });
        }
        if (!input.sessionId && input.subjects.some((one) => "case" in one && isMoved(one))) {
          context.addIssue({
            code: "custom",
            path: ["sessionId"],
            message: "conversations.form.noOccasion",
          });
        }
        if (input.nextStep === "" && (input.nextDueOn || input.nextOwnerId)) {
          context.addIssue({
            code: "custom",
            path: ["nextStep"],
            message: "conversations.form.noStep",
          });
        }
      }),
  ),
);
export type LogConversation = z.output<typeof LogConversation>;

export const isMoved = (one: { stage?: string | undefined; word?: number | undefined }) =>
  one.stage !== undefined || one.word !== undefined;

/**
 * A form has flat fields: `asks[]` and `cases[]` hold what was ticked, `ask.<id>.stage`, `.word` and `.version` what
 * goes with each. Whatever has a stage or a word was talked about, ticked or not.
 */
function withSubjects(raw: unknown): unknown {
  if (typeof raw !== "object" || raw === null || "subjects" in raw) {
    return raw;
  }
  const given = raw as Record<string, unknown>;
  const found = new Map<string, Record<string, unknown>>();
  const subjectOf = (kind: string, id: string) => {
    const known = found.get(`${kind}.${id}`) ?? { [kind]: id };
    found.set(`${kind}.${id}`, known);
    return known;
  };
  for (const kind of ["ask", "case"]) {
    const ticked = given[`${kind}s`];
    for (const id of Array.isArray(ticked) ? ticked : []) {
      subjectOf(kind, String(id));
    }
  }
  for (const [name, value] of Object.entries(given)) {
    const [, kind, id, part] = /^(ask|case)\.([0-9a-f-]{36})\.(stage|word)$/.exec(name) ?? [];
    if (kind && id && part) {
      subjectOf(kind, id)[part] = value;
    }
  }
  for (const [key, one] of found) {
    const version = given[`${key}.version`];
    if (version !== undefined) {
      one.version = version;
    }
  }
  return { ...given, subjects: [...found.values()] };
}

/** What is true after all. `version` is the one that the person saw; State and cases stay as they were logged. */
export const CorrectConversation = withDates(
  ["had"],
  z.object({ id: uuid, stateKey, version: z.coerce.number().int().positive(), ...told }),
);
export type CorrectConversation = z.output<typeof CorrectConversation>;

/** Takes a conversation back, or stands by it again. */
export const TakeBackConversation = z.object({
  id: uuid,
  stateKey,
  back: z.enum(["yes", "no"]).transform((answer) => answer === "yes"),
});
export type TakeBackConversation = z.output<typeof TakeBackConversation>;

/** The next step is done, or is not after all. */
export const FinishNextStep = z.object({
  id: uuid,
  done: z.enum(["yes", "no"]).transform((answer) => answer === "yes"),
});
export type FinishNextStep = z.output<typeof FinishNextStep>;
