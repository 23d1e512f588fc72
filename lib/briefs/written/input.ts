import { z } from "zod";
import {
  alertLanguages,
  briefParts,
  draftKinds,
  toldFields,
  type WordingKind,
  wordingKinds,
} from "@/db/reference/words";
import { mostEditLength, mostQuestions, mostWordings } from "./brief";
import { editAnswers, type SentPoint, type SentWords } from "./edits";
import { isPointName } from "./point-names";
import { leastMinutes, mostMinutes } from "./speech";

/** Starts the brief of a State under review or for a mission, or goes on with the one that was started. */
export const StartBrief = z.object({
  kind: z.enum(draftKinds).default("pre_session"),
  sessionId: z.uuid(),
  /** Empty where a speech is on cases of several countries. */
  stateKey: z.string().max(20).default(""),
  caseIds: z.array(z.uuid()).max(20).default([]),
  language: z.enum(alertLanguages).default("en"),
});
export type StartBrief = z.output<typeof StartBrief>;

/** Minutes as they are typed, with a point or a comma; whole and half ones. */
const minutes = z.preprocess(
  (typed) => (typeof typed === "string" ? typed.trim().replace(",", ".") : typed),
  z.coerce
    .number({ message: "briefs.fault.minutes" })
    .min(leastMinutes, { message: "briefs.fault.minutes" })
    .max(mostMinutes, { message: "briefs.fault.minutes" })
    .multipleOf(0.5, { message: "briefs.fault.minutes" }),
);

const places = Array.from({ length: mostWordings }, (_, at) => at);

const rows = z.object(
  Object.fromEntries(
    places.flatMap((at): [string, z.ZodType][] => [
      [`kind${at}`, z.enum(wordingKinds).default("recommendation")],
      [`text${at}`, z.string().trim().max(1_000).default("")],
      [`place${at}`, z.coerce.number().int().min(1).max(99).catch(99)],
    ]),
  ),
);

const questions = Array.from({ length: mostQuestions }, (_, at) => at);

/** Of a speech: how long it may be, and what is likely to be asked. */
const speech = z.object({
  minutes: minutes.optional(),
  ...Object.fromEntries(
    questions.flatMap((at): [string, z.ZodType][] => [
      [`question${at}`, z.string().trim().max(500).default("")],
      [`answer${at}`, z.string().trim().max(2_000).default("")],
    ]),
  ),
});

const partRows = z.object(
  Object.fromEntries(
    briefParts.flatMap((part, at): [string, z.ZodType][] => [
      [
        `partAt.${part}`,
        z.coerce
          .number()
          .int()
          .min(1)
          .max(99)
          .catch(at + 1),
      ],
      [`partOut.${part}`, z.literal("yes").optional().catch(undefined)],
    ]),
  ),
);

const written = z.object({
  draftId: z.uuid(),
  caseIds: z.array(z.uuid()).max(20).default([]),
  language: z.enum(alertLanguages),
  ask: z.string().trim().max(600).default(""),
  contact: z.string().trim().max(400).default(""),
  /** The form that sends it, the version that it was drawn from, and one that its author saw and means to replace. */
  form: z.uuid().optional().catch(undefined),
  seen: z.coerce.number().int().optional().catch(undefined),
  over: z.coerce.number().int().optional().catch(undefined),
  /** What its author says to have looked at since it changed: its name, and the mark that it had. */
  looked: z.array(z.string().max(200)).max(60).default([]),
});

const nameOfWords = /^text\.([0-9a-f-]{36})\.(\w+)$/;
const nameOfPlace = /^caseAt\.([0-9a-f-]{36})$/;
/** The place of what has none. */
export const lastPlace = 99;
const nameOfPoint = /^pointAt\.(.+)$/;

/**
 * Words of cases for this paper: `text.<case>.<field>`, with what the case said, and what is to become of both. In the same
 * way the points of a speech: `text.point.<point>`.
 */
const casesWords = z
  .object({})
  .catchall(z.unknown())
  .superRefine((sent, context) => {
    for (const [name, text] of Object.entries(sent)) {
      if (name.startsWith("text.") && typeof text === "string" && text.length > mostEditLength) {
        context.addIssue({
          code: "too_big",
          origin: "string",
          maximum: mostEditLength,
          inclusive: true,
          path: [name],
          input: text,
        });
      }
    }
  })
  .transform((sent) => {
    const text = (name: string) => (typeof sent[name] === "string" ? sent[name] : "");
    const sentOf = (of: string) => ({
      was: text(`was.${of}`),
      text: text(`text.${of}`).trim(),
      answer: editAnswers.find((one) => one === text(`answer.${of}`)) ?? ("later" as const),
    });
    const words = Object.keys(sent).flatMap((name): SentWords[] => {
      const [, caseId = "", key = ""] = nameOfWords.exec(name) ?? [];
      const field = toldFields.find((one) => one === key);
      const of = `${caseId}.${key}`;
      return field
        ? [
            {
              caseId,
              field,
              ...sentOf(of),
            },
          ]
        : [];
    });
    const points = Object.keys(sent).flatMap((name): (SentPoint & { place: number })[] => {
      const [, point = ""] = nameOfPoint.exec(name) ?? [];
      const of = `point.${point}`;
      return isPointName(point)
        ? [
            {
              point,
              isOut: text(`pointOut.${point}`) === "yes",
              place: Number.parseInt(text(name), 10) || lastPlace,
              reach: text(`reach.${of}`) === "1" ? 1 : 2,
              ...sentOf(of),
            },
          ]
        : [];
    });
    const places = Object.fromEntries(
      Object.keys(sent).flatMap((name) => {
        const [, caseId] = nameOfPlace.exec(name) ?? [];
        return caseId ? [[caseId, Number.parseInt(text(name), 10) || lastPlace]] : [];
      }),
    );
    return {
      words,
      places,
      points: points.sort((a, b) => a.place - b.place).map(({ place: _, ...point }) => point),
    };
  });

/**
 * What is written for a brief. Its sentences come as numbered fields, its parts by their names, and are kept in the
 * order of their places.
 */
export const KeepBrief = z
  .intersection(
    z.intersection(written, z.intersection(rows, speech)),
    z.intersection(partRows, casesWords),
  )
  .transform((sent) => {
    const { draftId, caseIds, language, ask, contact, form, over, points, seen, words } = sent;
    const { looked, places: casePlaces } = sent;
    const of = sent as Record<string, unknown>;
    const wordings = places
      .map((at) => ({
        kind: of[`kind${at}`] as WordingKind,
        text: of[`text${at}`] as string,
        place: of[`place${at}`] as number,
      }))
      .filter(({ text }) => text !== "")
      .sort((a, b) => a.place - b.place)
      .map(({ kind, text }) => ({ kind, text }));
    const parts = briefParts
      .map((part) => ({ part, isOut: of[`partOut.${part}`] === "yes" }))
      .sort((a, b) => Number(of[`partAt.${a.part}`]) - Number(of[`partAt.${b.part}`]));
    const answers = questions
      .map((at) => ({
        question: of[`question${at}`] as string,
        answer: of[`answer${at}`] as string,
      }))
      .filter(({ answer, question }) => answer + question !== "");
    const drawn = { form, seen, over };
    const { minutes } = sent;
    return {
      ...{ draftId, caseIds, language, ask, contact, wordings, parts, words, ...drawn },
      ...{ minutes, points, answers, looked, places: casePlaces },
    };
  });
export type KeepBrief = z.output<typeof KeepBrief>;

/** Makes the brief of exactly what was looked at; `sure` once its author was told that a part of a name may stand there. */
export const MakeBrief = z.object({
  draftId: z.uuid(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  confirmed: z.literal("yes", { message: "briefs.fault.confirm" }),
  sure: z.literal("yes").optional(),
  /** Once its author read again what repeats words that must not be mentioned. */
  mentionsRead: z.literal("yes").optional(),
});
export type MakeBrief = z.output<typeof MakeBrief>;

export const OneDraft = z.object({ draftId: z.uuid() });
export type OneDraft = z.output<typeof OneDraft>;

export const OneBrief = z.object({ briefId: z.uuid() });
export type OneBrief = z.output<typeof OneBrief>;
