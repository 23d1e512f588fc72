import { z } from "zod";
import { allModalities, grades, namings, tellableEvidenceKinds } from "@/db/reference/words";
import { dayThatHasCome } from "@/lib/dates/date-input";

const uuid = z.guid();
const text = (most: number) => z.string().trim().max(most, "forms.tooLong").default("");
const source = z.string("forms.missing").trim().min(1, "forms.missing").max(500, "forms.tooLong");

/** Only addresses that a browser may open safely. */
const url = z
  .url({ protocol: /^https?$/ })
  .max(2_000, "forms.tooLong")
  .optional();

const evidence = {
  evidenceKind: z.enum(tellableEvidenceKinds, "forms.missing"),
  grade: z.enum(grades, "forms.missing"),
  quote: text(10_000),
  quoteLanguage: text(35),
  source,
  sourceUrl: url,
  symbol: text(100),
  timeCode: text(30),
};

/** What a State said, for whom, on which cases, and why we believe it. */
export const RecordIntervention = z.object({
  sessionId: uuid,
  caseIds: z.array(uuid).min(1, "forms.missing").max(30, "forms.tooLong"),
  /** The key of the State that spoke. */
  deliveredBy: z.string("forms.missing").max(20, "forms.invalid"),
  /** Keys of the other States for whom it spoke; each is credited once. */
  onBehalfOfStates: z.array(z.string().max(20)).max(250).default([]),
  /** Their names as pasted; every one must be a State. */
  onBehalfOfNames: text(20_000),
  /** As spoken: "the Nordic-Baltic States". */
  onBehalfOf: text(300),
  modality: z.enum(allModalities as [string, ...string[]]).optional(),
  saidOn: dayThatHasCome.optional(),
  saidPrecision: z.enum(["day", "month", "year", "about", "unknown"]).default("day"),
  naming: z.enum(namings).optional(),
  summary: text(5_000),
  ...evidence,
});
export type RecordIntervention = z.output<typeof RecordIntervention>;

/** A further source for the same intervention. It never replaces another, even where the two disagree. */
export const AddEvidence = z.object({ interventionId: uuid, ...evidence });
export type AddEvidence = z.output<typeof AddEvidence>;
