import { z } from "zod";
import { shownStages, words } from "@/db/reference/words";
import { calendarDay } from "@/lib/dates/date-input";
import { corridorAnswers, corridorWords, faultsOf, mostSaid, noteFrom } from "./corridor";

const uuid = z.guid();
const missing = "forms.missing";
const oneOf = <Value extends number>(values: readonly Value[]) =>
  z
    .string()
    .refine((text) => values.some((value) => String(value) === text), "forms.invalid")
    .transform((text) => Number(text) as Value);

const chosen = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([z.literal("").transform(() => undefined), schema]);

/** One note from a corridor: which State, about what, what they said, how sure, in which words. */
export const CorridorNote = z.preprocess(
  (raw) =>
    typeof raw === "object" && raw !== null ? noteFrom(raw as Record<string, unknown>) : raw,
  z
    .object({
      stateKey: z.string().regex(/^[0-9a-z]{10}$/, missing),
      about: z.string().regex(/^((ask|case)\.[0-9a-f-]{36}|none|)$/, "forms.invalid"),
      seenStage: chosen(z.enum(shownStages)),
      seenWord: chosen(oneOf(words)),
      sessionId: chosen(uuid),
      answer: chosen(z.enum(corridorAnswers)),
      word: chosen(oneOf(corridorWords)),
      said: z.string().max(mostSaid, "corridor.fault.saidTooLong"),
      on: chosen(calendarDay),
    })
    .superRefine((note, context) => {
      const asSent = {
        ...note,
        answer: note.answer ?? "",
        word: note.word ? String(note.word) : "",
        seenStage: "",
        seenWord: "",
        sessionId: "",
        on: "",
      };
      for (const [field, message] of Object.entries(faultsOf(asSent))) {
        context.addIssue({ code: "custom", path: [field], message });
      }
      if (note.about.startsWith("case.") && note.answer && !note.sessionId) {
        context.addIssue({
          code: "custom",
          path: ["about"],
          message: "corridor.fault.noOccasion",
        });
      }
    }),
);
export type CorridorNote = z.output<typeof CorridorNote>;

/**
 * The same from a device's queue. Its key alone says which note it is: what was chosen after a question was asked
 * replaces what was sent before, and is never a second note.
 */
export const QueuedNote = z.object({ key: z.uuid(), note: CorridorNote });

/** Takes back what was noted, by the key of the queue or by what it became. */
export const UndoNote = z.union([z.object({ key: z.uuid() }), z.object({ id: uuid })]);

/** A State that is to stand on top, or no more. */
export const PinState = z.object({
  stateKey: z.string().max(20),
  pin: z.enum(["yes", "no"]).transform((said) => said === "yes"),
});
