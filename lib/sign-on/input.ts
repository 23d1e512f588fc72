import { z } from "zod";
import { alertLanguages, alertSections, endorsementAnswers } from "@/db/reference/words";
import { genevaTime, ThatAlert } from "@/lib/alerts/input";
import { id, required, text } from "@/lib/cases/input";
import { namesSomebody } from "./office";

/** A moment that has not come yet. */
const toCome = genevaTime.refine((at) => at > new Date(), "forms.momentPassed");

/** Words that look like part of a name and are none; a whole name can't be waved through. */
const sure = z.literal("yes").optional();

export const OpenForSignOn = ThatAlert.extend({ deadline: toCome });
export type OpenForSignOn = z.output<typeof OpenForSignOn>;

export const ExtendDeadline = ThatAlert.extend({ deadline: toCome });
export type ExtendDeadline = z.output<typeof ExtendDeadline>;

export const NewVersionForSignOn = ThatAlert.extend({
  change: z.enum(["material", "typo"], { error: required }),
  note: z.string({ error: required }).trim().min(1, required).max(500, "forms.tooLong"),
  /** Which mended words stood on the page. */
  seen: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  sure,
});
export type NewVersionForSignOn = z.output<typeof NewVersionForSignOn>;

export const AskToSign = ThatAlert.extend({
  partners: z.array(id, { error: required }).min(1, required).max(200),
});
export type AskToSign = z.output<typeof AskToSign>;

export const ThatRequest = ThatAlert.extend({ requestId: id });
export type ThatRequest = z.output<typeof ThatRequest>;

export const WithholdName = ThatAlert.extend({ organisationId: id });
export type WithholdName = z.output<typeof WithholdName>;

const name = z
  .string()
  .trim()
  .max(200, "forms.tooLong")
  .optional()
  .transform((given) => given ?? "");

export const Endorse = ThatAlert.extend({
  versionId: id,
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Which answer of the organisation stood on the page; "none" where there was none. */
  seen: z.uuid().or(z.literal("none")).optional(),
  answer: z.enum(endorsementAnswers, { error: required }),
  section: z
    .enum(alertSections)
    .optional()
    .transform((given) => given ?? null),
  reason: text(2_000),
  capacity: name,
  sureOfCapacity: sure,
  nameEverywhere: name,
  ...Object.fromEntries(alertLanguages.map((language) => [`name_${language}`, name])),
  /** Nobody's answer but the signer's: without one nothing is signed. */
  publish: z.enum(["yes", "no"]).optional(),
}).superRefine(({ answer, capacity, publish, reason, sureOfCapacity }, context) => {
  // Of the words alone, and never of whose names are protected: a refusal would tell whoever guesses one. Offices have
  // names of places and programmes in them, so that whoever means it may say so.
  if (namesSomebody(capacity) && !sureOfCapacity) {
    context.addIssue({ code: "custom", path: ["capacity"], message: "refusals.onlyTheOffice" });
  }
  if (answer !== "cannot" && !publish) {
    context.addIssue({
      code: "custom",
      path: ["publish"],
      message: "refusals.publishUnanswered",
    });
  }
  if (answer !== "signed" && !reason) {
    context.addIssue({ code: "custom", path: ["reason"], message: required });
  }
});
export type Endorse = Omit<z.output<typeof Endorse>, `name_${string}`> & Record<string, unknown>;
