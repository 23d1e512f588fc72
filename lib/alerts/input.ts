import { z } from "zod";
import {
  alertKinds,
  alertLanguages,
  alertSections,
  audiences,
  sectionStatuses,
} from "@/db/reference/words";
import { id, required } from "@/lib/cases/input";
import { genevaMoment } from "./alert";

export const section = z.enum(["title", ...alertSections]);

/** A day and time as Geneva's clocks show it. */
export const genevaTime = z.string({ error: required }).transform((given, context) => {
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

const seenStage = z.enum(["draft", "in_review", "consent_check", "sign_on", "issued", "updated"]);

/** The stage that the page showed: who presses second is told that somebody else moved it. */
export const Move = ThatAlert.extend({ from: seenStage });
export type Move = z.output<typeof Move>;
