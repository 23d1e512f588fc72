import { z } from "zod";
import {
  consentAnswers,
  consentChannels,
  consentGivers,
  consentScopes,
} from "@/db/reference/words";
import { id, text } from "@/lib/cases/input";
import { calendarDay, dateThatHasCome, withDates } from "@/lib/dates/date-input";

const answered = z.object({
  scope: z.enum(consentScopes),
  answer: z.enum(consentAnswers),
  targetOrgId: z.string().nullable(),
  targetStateCode: z.string().nullable(),
});

const targetShape = {
  share_with_organisation: z.uuid(),
  share_with_mission: z.string().regex(/^[A-Z]{3}$/),
};

/** Answers to several scopes that one defender gave on one occasion. A scope that is left out was not asked. */
const RecordConsentFields = z
  .object({
    caseId: id,
    defenderId: id,
    answers: z.array(answered).min(1, "consent.form.answerMissing"),
    givenBy: z.enum(consentGivers, { error: "forms.missing" }),
    channel: z
      .enum(consentChannels)
      .optional()
      .transform((given) => given ?? null),
    language: text(60),
    risksExplained: z
      .union([z.boolean(), z.literal("yes").transform(() => true)])
      .optional()
      .default(false),
    obtained: dateThatHasCome,
    validUntil: calendarDay.optional().transform((given) => given ?? null),
  })
  .superRefine(({ answers, obtained, validUntil }, context) => {
    if (obtained.on && validUntil && validUntil < obtained.on) {
      context.addIssue({ code: "custom", path: ["validUntil"], message: "forms.dateBefore" });
    }
    for (const { scope, targetOrgId, targetStateCode } of answers) {
      if (scope !== "share_with_organisation" && scope !== "share_with_mission") {
        continue;
      }
      const target = scope === "share_with_organisation" ? targetOrgId : targetStateCode;
      if (!targetShape[scope].safeParse(target).success) {
        context.addIssue({
          code: "custom",
          path: [`target.${scope}`],
          message: "consent.form.targetMissing",
        });
      }
    }
  });

/**
 * A form sends `answer.<scope>` for each scope, with `target.share_with_organisation` and `target.share_with_mission`
 * for the two that are given to somebody in particular.
 */
export const RecordConsent = z.preprocess(
  (raw) => {
    if (typeof raw !== "object" || raw === null || "answers" in raw) {
      return raw;
    }
    const form = raw as Record<string, unknown>;
    const answers = consentScopes.flatMap((scope) => {
      const answer = form[`answer.${scope}`];
      if (answer === undefined || answer === "not_asked") {
        return [];
      }
      const target = form[`target.${scope}`];
      return [
        {
          scope,
          answer,
          targetOrgId: scope === "share_with_organisation" ? (target ?? "") : null,
          targetStateCode: scope === "share_with_mission" ? (target ?? "") : null,
        },
      ];
    });
    return { ...form, answers };
  },
  withDates(["obtained"], RecordConsentFields),
);
export type RecordConsent = z.output<typeof RecordConsent>;

export const WithdrawConsent = z.object({ caseId: id, consentId: id });
export type WithdrawConsent = z.output<typeof WithdrawConsent>;
