import { z } from "zod";
import {
  alertKinds,
  alertLanguages,
  alertSections,
  audiences,
  endorsementAnswers,
  sectionStatuses,
} from "@/db/reference/words";
import { id, required, text } from "@/lib/cases/input";
import { genevaMoment } from "./alert";

const section = z.enum(["title", ...alertSections]);

/** A day and time as Geneva's clocks show it. */
const genevaTime = z.string({ error: required }).transform((given, context) => {
  const at = genevaMoment(given);
  if (!at) {
    context.addIssue({ code: "custom", message: "forms.dateImpossible" });
    return z.NEVER;
  }
  return at;
});

export const StartAlert = z.object({
  caseId: id,
  kind: z.enum(alertKinds, { error: required }),
  language: z.enum(alertLanguages, { error: required }),
  audience: z.enum(audiences).optional().default("public"),
});
export type StartAlert = z.output<typeof StartAlert>;

export const ThatAlert = z.object({ caseId: id, alertId: id });
export type ThatAlert = z.output<typeof ThatAlert>;

export const AddLanguage = ThatAlert.extend({
  language: z.enum(alertLanguages, { error: required }),
});
export type AddLanguage = z.output<typeof AddLanguage>;

export const SetDetails = ThatAlert.extend({
  kind: z.enum(alertKinds),
  audience: z.enum(audiences),
  deadline: genevaTime.optional().transform((at) => at ?? null),
});
export type SetDetails = z.output<typeof SetDetails>;

export const SetSectionStatus = z.object({
  textId: id,
  section,
  status: z.enum(sectionStatuses),
});
export type SetSectionStatus = z.output<typeof SetSectionStatus>;

export const SetTextState = z.object({ textId: id, state: z.enum(["drafting", "ready"]) });
export type SetTextState = z.output<typeof SetTextState>;

export const SealPassage = ThatAlert.extend({
  words: z.string({ error: required }).trim().min(1, required).max(10_000, "forms.tooLong"),
});
export type SealPassage = z.output<typeof SealPassage>;

const body = z.string({ error: required }).trim().min(1, required).max(5_000, "forms.tooLong");
const mentions = z
  .array(id)
  .max(20, "forms.tooLong")
  .optional()
  .transform((given) => [...new Set(given ?? [])]);

export const OpenThread = z.object({
  textId: id,
  section,
  quote: text(1_000),
  body,
  mentions,
});
export type OpenThread = z.output<typeof OpenThread>;

export const Comment = z.object({ threadId: id, body, mentions });
export type Comment = z.output<typeof Comment>;

export const SettleThread = z.object({
  threadId: id,
  settled: z
    .enum(["yes", "no"])
    .optional()
    .transform((given) => given !== "no"),
});
export type SettleThread = z.output<typeof SettleThread>;

export const SaveVersion = ThatAlert.extend({ note: text(500) });
export type SaveVersion = z.output<typeof SaveVersion>;

export const Approve = ThatAlert.extend({ versionId: id, note: text(500) });
export type Approve = z.output<typeof Approve>;

const seenStage = z.enum(["draft", "in_review", "consent_check", "sign_on", "issued", "updated"]);

/** The stage that the page showed: who presses second is told that somebody else moved it. */
export const Move = ThatAlert.extend({ from: seenStage });
export type Move = z.output<typeof Move>;

/** Words that look like part of a name and are none; a whole name can't be waved through. */
const sure = z.literal("yes").optional();

export const OpenForSignOn = ThatAlert.extend({ sure });
export type OpenForSignOn = z.output<typeof OpenForSignOn>;

export const NewVersionForSignOn = ThatAlert.extend({
  change: z.enum(["material", "typo"], { error: required }),
  note: z.string({ error: required }).trim().min(1, required).max(500, "forms.tooLong"),
  sure,
});
export type NewVersionForSignOn = z.output<typeof NewVersionForSignOn>;

export const AskToSign = ThatAlert.extend({
  partners: z.array(id, { error: required }).min(1, required).max(200),
});
export type AskToSign = z.output<typeof AskToSign>;

export const ThatRequest = ThatAlert.extend({ requestId: id });
export type ThatRequest = z.output<typeof ThatRequest>;

const name = z
  .string()
  .trim()
  .max(200, "forms.tooLong")
  .optional()
  .transform((given) => given ?? "");

export const Endorse = ThatAlert.extend({
  versionId: id,
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  answer: z.enum(endorsementAnswers, { error: required }),
  section: z
    .enum(alertSections)
    .optional()
    .transform((given) => given ?? null),
  reason: text(2_000),
  capacity: name,
  nameEverywhere: name,
  ...Object.fromEntries(alertLanguages.map((language) => [`name_${language}`, name])),
  publish: z.enum(["yes", "no"]).optional().default("yes"),
}).superRefine(({ answer, reason }, context) => {
  if (answer !== "signed" && !reason) {
    context.addIssue({ code: "custom", path: ["reason"], message: required });
  }
});
export type Endorse = Omit<z.output<typeof Endorse>, `name_${string}`> & Record<string, unknown>;
