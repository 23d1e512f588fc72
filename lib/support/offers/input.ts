import { z } from "zod";
import { regionalGroups } from "@/db/reference/regional-groups";
import { supportKinds } from "@/db/reference/support-words";
import { id, required, text } from "@/lib/cases/input";
import { calendarDay } from "@/lib/dates/date-input";
import { requestLanguages } from "../requests/languages";

const offer = {
  kinds: z
    .array(z.enum(supportKinds), { error: required })
    .min(1, required)
    .transform((given) => supportKinds.filter((kind) => given.includes(kind))),
  /** None of them is anywhere. */
  regions: z
    .array(z.enum(regionalGroups))
    .optional()
    .transform((given) => regionalGroups.filter((region) => given?.includes(region))),
  languages: z
    .array(z.enum(requestLanguages))
    .optional()
    .transform((given) => requestLanguages.filter((language) => given?.includes(language))),
  note: text(1000),
  since: calendarDay.optional().transform((given) => given ?? null),
  /** Whoever wrote it looked: what may be part of a protected name is another word. */
  sure: z.literal("yes").optional(),
};

export const MakeOffer = z.object(offer);
export type MakeOffer = z.output<typeof MakeOffer>;

export const ChangeOffer = z.object({
  offerId: id,
  /** Which state of the offer the form was written over. */
  version: z.coerce.number().int().positive(),
  ...offer,
});
export type ChangeOffer = z.output<typeof ChangeOffer>;

export const PauseOffer = z.object({ offerId: id, pause: z.enum(["yes", "no"]) });
export type PauseOffer = z.output<typeof PauseOffer>;

export const RemoveOffer = z.object({ offerId: id });
export type RemoveOffer = z.output<typeof RemoveOffer>;
