import { z } from "zod";
import {
  supportEndings,
  supportKinds,
  supportNatures,
  supportUrgencies,
} from "@/db/reference/support-words";
import { id, required, text } from "@/lib/cases/input";
import { calendarDay, dayToCome } from "@/lib/dates/date-input";
import { amount, currency, moneyHasACurrency } from "../money";
import { requestLanguages } from "./languages";

/** Whether a text shows anything: spaces and characters without width show nothing. */
const holdsSomething = (words: string) =>
  /[^\s\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/u.test(words);

const whatIsNeeded = {
  kind: z.enum(supportKinds, { error: required }),
  nature: z.enum(supportNatures, { error: required }),
  urgency: z.enum(supportUrgencies, { error: required }),
  neededBy: calendarDay.optional().transform((given) => given ?? null),
  stateCode: z
    .string()
    .optional()
    .transform((given) => given ?? "")
    .refine((given) => given === "" || /^[A-Z]{3}$/.test(given), "forms.invalid"),
  place: text(300),
  situation: text(4000),
  channel: text(500),
  channelHolder: text(200),
  needs: z
    .string({ error: required })
    .trim()
    .max(4000, "forms.tooLong")
    .refine(holdsSomething, required),
  amount,
  currency,
  languages: z
    .array(z.enum(requestLanguages))
    .optional()
    .transform((given) => [...new Set(given ?? [])]),
  otherLanguages: text(200),
  tried: text(4000),
};

export const OpenRequest = z
  .object({
    caseId: id,
    defenderId: z.uuid("forms.chooseWhom"),
    ...whatIsNeeded,
    neededBy: dayToCome.optional().transform((given) => given ?? null),
  })
  .superRefine(moneyHasACurrency);
export type OpenRequest = z.output<typeof OpenRequest>;

export const ChangeRequest = z
  .object({
    caseId: id,
    requestId: id,
    /** Which state of the request the form was written over. */
    version: z.coerce.number().int().positive(),
    ...whatIsNeeded,
  })
  .superRefine(moneyHasACurrency);
export type ChangeRequest = z.output<typeof ChangeRequest>;

export const CloseRequest = z.object({
  caseId: id,
  requestId: id,
  closedAs: z.enum(supportEndings, { error: required }),
  /** Opened by mistake, although somebody outside was asked or took it on. */
  sure: z.literal("yes").optional(),
});
export type CloseRequest = z.output<typeof CloseRequest>;

export const ReopenRequest = z.object({ caseId: id, requestId: id });
export type ReopenRequest = z.output<typeof ReopenRequest>;

export const ReadRequest = z.object({ caseId: id, requestId: id });
export type ReadRequest = z.output<typeof ReadRequest>;
