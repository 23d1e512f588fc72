import { z } from "zod";
import { partnerEndings, supportLevels } from "@/db/reference/support-words";
import { id, required, text } from "@/lib/cases/input";
import { dayInZone } from "@/lib/i18n/format";

const ofPartner = { caseId: id, requestId: id, partnerOrgId: id };

export const ShowRequest = z.object({
  ...ofPartner,
  level: z.enum(supportLevels, { error: required }),
  /** Chosen each time: a region with one case in it tells which. */
  region: z.enum(["tell", "leave_out"], { error: required }),
  expiresOn: z.iso
    .date("forms.dateImpossible")
    .refine((day) => day >= dayInZone(new Date(), "UTC"), "forms.dayPassed")
    .optional()
    .transform((day) => day ?? null),
  /** Whoever looked says that no part of a protected name stands in the words. */
  sure: z.literal("yes").optional(),
});
export type ShowRequest = z.output<typeof ShowRequest>;

export const TakeRequestBack = z.object({ caseId: id, shownId: id });
export type TakeRequestBack = z.output<typeof TakeRequestBack>;

export const OneShown = z.object({ shownId: id });
export type OneShown = z.output<typeof OneShown>;

export const ReleaseShown = z.object({
  shownId: id,
  /** Another partner to which it is shown; without one it goes back. */
  toOrgId: id.optional(),
  words: text(2000),
});
export type ReleaseShown = z.output<typeof ReleaseShown>;

export const CloseShown = z.object({
  shownId: id,
  closedAs: z.enum(partnerEndings, { error: required }),
  words: text(2000),
});
export type CloseShown = z.output<typeof CloseShown>;

export const WriteOfShown = z.object({
  shownId: id,
  words: z.string({ error: required }).trim().min(1, required).max(2000, "forms.tooLong"),
});
export type WriteOfShown = z.output<typeof WriteOfShown>;

export const AnswerShown = WriteOfShown.extend({
  caseId: id,
  /** Whoever looked says that no part of a protected name stands in the words. */
  sure: z.literal("yes").optional(),
});
export type AnswerShown = z.output<typeof AnswerShown>;
