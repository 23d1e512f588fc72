import { z } from "zod";
import {
  referralChannels,
  referralFields,
  referralOutcomes,
  referralRefusals,
} from "@/db/reference/support-words";
import { alertLanguages, consentChannels, consentGivers } from "@/db/reference/words";
import { id, line, required, text } from "@/lib/cases/input";
import {
  calendarDay,
  dateThatHasCome,
  dayThatHasCome,
  dayToCome,
  withDates,
} from "@/lib/dates/date-input";
import { amount, currency, moneyHasACurrency } from "../money";

/** The key of an organisation in the directory. */
const supportKey = z.string({ error: required }).min(1, required).max(100);

const ofRequest = { caseId: id, requestId: id };

/** What a defender answered about one organisation, and what it may be told where they said yes. */
export const RecordReferralConsent = withDates(
  ["obtained"],
  z
    .object({
      ...ofRequest,
      supportKey,
      answer: z.enum(["yes", "no"], { error: required }),
      fields: z
        .array(z.enum(referralFields))
        .optional()
        .transform((given) => referralFields.filter((field) => given?.includes(field))),
      givenBy: z.enum(consentGivers, { error: required }),
      channel: z
        .enum(consentChannels)
        .optional()
        .transform((given) => given ?? null),
      risksExplained: z
        .union([z.boolean(), z.literal("yes").transform(() => true)])
        .optional()
        .default(false),
      obtained: dateThatHasCome,
      validUntil: calendarDay.optional().transform((given) => given ?? null),
    })
    .superRefine(({ obtained, validUntil }, context) => {
      if (obtained.on && validUntil && validUntil < obtained.on) {
        context.addIssue({ code: "custom", path: ["validUntil"], message: "forms.dateBefore" });
      }
    }),
);
export type RecordReferralConsent = z.output<typeof RecordReferralConsent>;

export const WithdrawReferralConsent = z.object({ ...ofRequest, consentId: id });
export type WithdrawReferralConsent = z.output<typeof WithdrawReferralConsent>;

export const PrepareReferral = z.object({
  ...ofRequest,
  supportKey,
  /** In which the organisation is written to. */
  language: z.enum(alertLanguages, { error: required }),
  /** Who answers for the text, and how they are reached. */
  replyTo: line(300),
  /** Whoever looked says that no part of a protected name stands in the words. */
  sure: z.literal("yes").optional(),
});
export type PrepareReferral = z.output<typeof PrepareReferral>;

export const OneReferral = z.object({ ...ofRequest, referralId: id });
export type OneReferral = z.output<typeof OneReferral>;

export const RecordSent = OneReferral.extend({
  channel: z.enum(referralChannels, { error: required }),
  sentOn: dayThatHasCome,
  /** Whoever records it says that it went out, though it is closed or older than the request. */
  didGo: z.literal("yes").optional(),
  followUpOn: dayToCome.optional().transform((given) => given ?? null),
});
export type RecordSent = z.output<typeof RecordSent>;

export const RecordAnswer = OneReferral.extend({
  /** Which state of the referral the form was written over. */
  version: z.coerce.number().int().positive(),
  outcome: z.enum(referralOutcomes, { error: required }),
  answeredOn: dayThatHasCome.optional().transform((given) => given ?? null),
  refusal: z.enum(referralRefusals).optional(),
  amount,
  currency,
  words: text(2000),
  followUpOn: calendarDay.optional().transform((given) => given ?? null),
})
  .superRefine(moneyHasACurrency)
  .superRefine(({ outcome, refusal, answeredOn, amount }, context) => {
    if (outcome !== "accepted" && amount) {
      context.addIssue({
        code: "custom",
        path: ["amount"],
        message: "support.answer.amountWithoutYes",
      });
    }
    if (outcome === "refused" && !refusal) {
      context.addIssue({
        code: "custom",
        path: ["refusal"],
        message: "support.answer.reasonMissing",
      });
    }
    if (outcome !== "no_answer" && !answeredOn) {
      context.addIssue({ code: "custom", path: ["answeredOn"], message: required });
    }
  })
  .transform((given) => ({
    ...given,
    refusal: given.outcome === "refused" ? (given.refusal ?? null) : null,
    answeredOn: given.outcome === "no_answer" ? null : given.answeredOn,
  }));
export type RecordAnswer = z.output<typeof RecordAnswer>;
