import { z } from "zod";
import {
  allModalities,
  closings,
  commitmentVisibilities,
  confidentialities,
  deliveries,
  leanings,
  namings,
  stages,
} from "@/db/reference/words";
import { calendarDay, dayThatHasCome } from "@/lib/dates/date-input";

const uuid = z.guid();
const text = (most: number) => z.string().trim().max(most, "forms.tooLong");
/** A form leaves an empty field out; "none" takes a value back. */
const none = z.literal("none").transform(() => null);
const flag = z.union([
  z.boolean(),
  z.enum(["yes", "on", "true"]).transform(() => true),
  z.literal("no").transform(() => false),
]);
const word = z.coerce
  .number()
  .int()
  .min(1)
  .max(5, "forms.invalid")
  .transform((n) => n as 1 | 2 | 3 | 4 | 5);

/** Asks one State or many to raise one case on one occasion. */
export const OpenCommitments = z.object({
  caseId: uuid,
  sessionId: uuid,
  /** Opaque keys of chosen States. */
  states: z.array(z.string().max(20)).max(250).default([]),
  /** Names as typed or pasted, one a line or separated by commas. */
  names: text(20_000).default(""),
  /** Answers to unclear names: the name as a part of an address, a colon, and the key that is meant or nothing. */
  meant: z
    .array(z.string().regex(/^[^:]{1,900}:[0-9a-z]{0,20}$/))
    .max(250)
    .default([]),
  stage: z.enum(stages).default("planned"),
  naming: z.enum(namings).default("theme"),
  modality: z.enum(allModalities as [string, ...string[]]).optional(),
  wordingAsked: text(5_000).default(""),
  nextStep: text(500).default(""),
  ownerId: uuid.optional(),
  dueOn: calendarDay.optional(),
  /** Who may read it, where that was chosen: of a partner's ask it is not to choose. */
  visibility: z.enum(commitmentVisibilities).optional(),
  confidentiality: z.enum(confidentialities).default("coalition"),
  /** The request for support that led to it; the team of the case sees the two together. */
  supportRequestId: uuid.optional(),
});
export type OpenCommitments = z.output<typeof OpenCommitments>;

export const changes = z.object({
  stage: z.enum(stages).optional(),
  withCapital: flag.optional(),
  leaning: z.enum(leanings).or(none).nullable().optional(),
  closedAs: z.enum(closings).or(none).nullable().optional(),
  word: word.or(none).nullable().optional(),
  wordOn: dayThatHasCome.or(none).nullable().optional(),
  wordSaidBy: text(300).optional(),
  wordHeardBy: text(300).optional(),
  wordText: text(5_000).optional(),
  modality: z
    .enum(allModalities as [string, ...string[]])
    .or(none)
    .nullable()
    .optional(),
  naming: z.enum(namings).optional(),
  wordingAsked: text(5_000).optional(),
  wordingOffered: text(5_000).optional(),
  condition: text(1_000).optional(),
  confidentiality: z.enum(confidentialities).optional(),
  delivery: z.enum(deliveries).or(none).nullable().optional(),
  visibility: z.enum(commitmentVisibilities).optional(),
  ownerId: uuid.or(none).nullable().optional(),
  nextStep: text(500).optional(),
  dueOn: calendarDay.or(none).nullable().optional(),
  askedOn: dayThatHasCome.or(none).nullable().optional(),
});

/** Why something is changed, if somebody says so. */
const because = text(300).optional();

/** One change of one commitment. `expectedVersion` is the version that the person saw. */
export const ChangeCommitment = z.object({
  id: uuid,
  expectedVersion: z.coerce.number().int().positive().optional(),
  changes,
  because,
});
export type ChangeCommitment = z.output<typeof ChangeCommitment>;

/** The same from a form, whose fields stand beside one another. Fields named in `cleared` were emptied. */
export const ChangeCommitmentForm = changes.extend({
  id: uuid,
  expectedVersion: z.coerce.number().int().positive().optional(),
  /** The text and date fields that the form shows: an empty one is left out of what a form sends. */
  shown: z.array(z.string()).default([]),
  because,
});

export const UndoChange = z.object({ id: uuid, eventId: uuid });

/** A cell of the matrix, named by its place; it is opened when nothing stands there yet. */
export const SetCell = z.object({
  caseId: uuid,
  sessionId: uuid,
  /** The State's key. */
  state: z.string().max(20),
  expectedVersion: z.coerce.number().int().positive().optional(),
  changes: changes.pick({ stage: true, word: true }),
  because,
});
export type SetCell = z.output<typeof SetCell>;
