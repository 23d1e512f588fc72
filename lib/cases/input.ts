import { z } from "zod";
import {
  caseEventKinds,
  caseStatuses,
  caseVisibilities,
  defenderKinds,
  engagementKinds,
  governmentResponses,
  perpetratorKinds,
  reprisalTypes,
  securityLevels,
  verifications,
} from "@/db/reference/words";
import { approximateDate, dayThatHasCome, withDates } from "@/lib/dates/date-input";

export const id = z.uuid();

export const required = "forms.missing";
const tooLong = "forms.tooLong";

/** One line that must hold something besides spaces. */
export const line = (longest = 200) =>
  z.string({ error: required }).trim().min(1, required).max(longest, tooLong);

/** A text that may be left empty; forms leave empty fields out. */
export const text = (longest = 10_000) =>
  z
    .string()
    .trim()
    .max(longest, tooLong)
    .optional()
    .transform((given) => given ?? "");

const someOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z
    .array(z.enum(words))
    .optional()
    .transform((given) => [...new Set(given ?? [])]);

const oneOrNone = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z
    .enum(words)
    .optional()
    .transform((given) => given ?? null);

/** States stand in forms under their public code; the database refuses one that does not exist. */
const stateCode = z.string({ error: required }).regex(/^[A-Z]{3}$/, required);

export const OpenCase = withDates(
  ["reprisal", "engagement"],
  z.object({
    title: line(),
    countryCode: stateCode,
    summary: line(2000),
    reprisal: approximateDate,
    reprisalTypes: someOf(reprisalTypes),
    engagementKind: oneOrNone(engagementKinds),
    engagementNote: text(500),
    engagement: approximateDate,
    linkNote: text(2000),
    defenderLabel: text(200),
    defenderKind: z.enum(defenderKinds).optional().default("person"),
    securityLevel: z.enum(securityLevels).optional().default("standard"),
  }),
);
export type OpenCase = z.output<typeof OpenCase>;

/** What the section looked like when the form was made, so that nobody overwrites a change they did not see. */
const seen = z.string().max(64).optional();

/** One section of a case with the fields that belong to it; the others are not touched. */
export const ChangeCase = withDates(
  ["reprisal", "engagement"],
  z.discriminatedUnion("section", [
    z.object({
      section: z.literal("brief"),
      caseId: id,
      seen,
      title: line(),
      countryCode: stateCode,
      summary: line(5000),
    }),
    z.object({
      section: z.literal("engagement"),
      caseId: id,
      seen,
      engagementKind: oneOrNone(engagementKinds),
      engagementNote: text(500),
      engagement: approximateDate,
      linkNote: text(2000),
    }),
    z.object({
      section: z.literal("reprisal"),
      caseId: id,
      seen,
      trigger: text(2000),
      reprisal: approximateDate,
      reprisalTypes: someOf(reprisalTypes),
      perpetratorKinds: someOf(perpetratorKinds),
    }),
    z.object({ section: z.literal("situation"), caseId: id, seen, currentSituation: text() }),
    z.object({
      section: z.literal("verification"),
      caseId: id,
      seen,
      verification: oneOrNone(verifications),
      verifiedOn: dayThatHasCome.optional().transform((given) => given ?? null),
      sourcesNote: text(),
    }),
    z.object({
      section: z.literal("response"),
      caseId: id,
      seen,
      governmentResponse: oneOrNone(governmentResponses),
      sgReportReference: text(40).transform((given) => given || null),
    }),
    z.object({ section: z.literal("caution"), caseId: id, seen, doNotMention: text(2000) }),
  ]),
);
export type ChangeCase = z.output<typeof ChangeCase>;

export const SetStatus = z.object({ caseId: id, status: z.enum(caseStatuses) });
export type SetStatus = z.output<typeof SetStatus>;

export const SetVisibility = z.object({ caseId: id, visibility: z.enum(caseVisibilities) });
export type SetVisibility = z.output<typeof SetVisibility>;

export const SetSecurityLevel = z.object({ caseId: id, securityLevel: z.enum(securityLevels) });
export type SetSecurityLevel = z.output<typeof SetSecurityLevel>;

const eventFields = {
  kind: z.enum(caseEventKinds, { error: required }),
  title: line(),
  note: text(5000),
  source: text(1000),
  happened: approximateDate,
};

export const RecordCaseEvent = withDates(["happened"], z.object({ caseId: id, ...eventFields }));
export type RecordCaseEvent = z.output<typeof RecordCaseEvent>;

export const CorrectCaseEvent = withDates(
  ["happened"],
  z.object({ caseId: id, eventId: id, ...eventFields }),
);
export type CorrectCaseEvent = z.output<typeof CorrectCaseEvent>;
