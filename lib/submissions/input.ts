import { z } from "zod";
import {
  alertLanguages,
  mandates,
  submissionChannels,
  submissionKinds,
  submissionTexts,
} from "@/db/reference/words";
import { calendarDay, dayThatHasCome } from "@/lib/dates/date-input";
import { mostTextLength } from "./submission";
import { type SentText, textAnswers } from "./texts";

/** Starts a submission about a case, or goes on with the one that was started. */
export const StartSubmission = z.object({
  caseId: z.uuid(),
  kind: z.enum(submissionKinds, { error: "forms.missing" }),
  language: z.enum(alertLanguages).default("en"),
});
export type StartSubmission = z.output<typeof StartSubmission>;

const year = z.coerce.number().int().min(2000).max(2200);
const version = z.coerce.number().int().optional().catch(undefined);

const texts = z.object(
  Object.fromEntries(
    submissionTexts.flatMap((field): [string, z.ZodType][] => [
      [`text.${field}`, z.string().trim().max(mostTextLength).optional()],
      [
        `shown.${field}`,
        z
          .string()
          .max(mostTextLength * 2)
          .default(""),
      ],
      [
        `was.${field}`,
        z
          .string()
          .max(mostTextLength * 2)
          .default(""),
      ],
      [`answer.${field}`, z.enum(textAnswers).default("later").catch("later")],
    ]),
  ),
);

const written = z.object({
  draftId: z.uuid(),
  language: z.enum(alertLanguages),
  reportYear: year.optional(),
  annex: z.enum(["new", "followUp"]).default("new"),
  mandates: z.array(z.enum(mandates)).max(mandates.length).default([]),
  contact: z.string().trim().max(600).default(""),
  /** Events that are told, of those that the form showed. */
  eventsTold: z.array(z.uuid()).max(1_000).default([]),
  eventsShown: z.string().max(40_000).default(""),
  /** Who was not to be named when the form was drawn. */
  minded: z.string().max(40_000).default(""),
  readAgain: z.literal("yes").optional().catch(undefined),
  /** The form that sends it, the version that it was drawn from, and one that its author saw and means to replace. */
  form: z.uuid().optional().catch(undefined),
  seen: version,
  over: version,
  /** What its author says to have looked at since it changed: its name, and the mark that it had. */
  looked: z.array(z.string().max(200)).max(60).default([]),
});

const ids = (joined: string) => joined.split(",").filter((id) => z.uuid().safeParse(id).success);

/** What is written for a submission: `text.<field>`, with what stood there and what the case said. */
export const KeepSubmission = z.intersection(written, texts).transform((sent) => {
  const { annex, eventsShown, eventsTold, minded, readAgain, ...rest } = sent;
  const of = sent as Record<string, unknown>;
  const words = submissionTexts.flatMap((field): SentText[] => {
    const text = of[`text.${field}`];
    return typeof text === "string"
      ? [
          {
            field,
            text,
            shown: of[`shown.${field}`] as string,
            was: of[`was.${field}`] as string,
            answer: of[`answer.${field}`] as SentText["answer"],
          },
        ]
      : [];
  });
  const told = new Set(eventsTold);
  return {
    draftId: rest.draftId,
    language: rest.language,
    reportYear: rest.reportYear,
    isFollowUp: annex === "followUp",
    mandates: rest.mandates,
    contact: rest.contact,
    eventsOut: ids(eventsShown).filter((id) => !told.has(id)),
    minded: ids(minded),
    hasReadAgain: readAgain === "yes",
    words,
    form: rest.form,
    seen: rest.seen,
    over: rest.over,
    looked: rest.looked,
  };
});
export type KeepSubmission = z.output<typeof KeepSubmission>;

/** Makes the submission of exactly what was looked at; `sure` once its author was told that a part of a name may stand there. */
export const MakeSubmission = z.object({
  draftId: z.uuid(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  confirmed: z.literal("yes", { message: "submissions.fault.confirm" }),
  sure: z.literal("yes").optional(),
  /** Once its author read again what repeats words that must not be mentioned. */
  mentionsRead: z.literal("yes").optional(),
});
export type MakeSubmission = z.output<typeof MakeSubmission>;

export const OneSubmissionDraft = z.object({ draftId: z.uuid() });
export type OneSubmissionDraft = z.output<typeof OneSubmissionDraft>;

export const OneSubmission = z.object({ submissionId: z.uuid() });
export type OneSubmission = z.output<typeof OneSubmission>;

/** That a file that was taken along was sent. */
export const RecordSending = z.object({
  submissionId: z.uuid(),
  copyId: z.uuid({ error: "submissions.fault.copy" }),
  address: z.string().trim().min(1, "submissions.fault.address").max(600),
  channel: z.enum(submissionChannels, { error: "forms.missing" }),
  sentOn: dayThatHasCome,
});
export type RecordSending = z.output<typeof RecordSending>;

const address = z.string().trim().max(600).default("");

/** Where submissions go, by purpose; empty where that is not known. */
export const SetSubmissionAddresses = z.object({ report: address, procedures: address });
export type SetSubmissionAddresses = z.output<typeof SetSubmissionAddresses>;

export const SetReportWindow = z
  .object({ year, opensOn: calendarDay })
  .refine(({ opensOn, year: of }) => [of - 2, of - 1, of].includes(Number(opensOn.slice(0, 4))), {
    path: ["opensOn"],
    message: "submissions.fault.windowYear",
  });
export type SetReportWindow = z.output<typeof SetReportWindow>;

export const DropReportWindow = z.object({ year });
export type DropReportWindow = z.output<typeof DropReportWindow>;
