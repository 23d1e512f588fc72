import { z } from "zod";
import {
  alertLanguages,
  briefKinds,
  briefParts,
  toldFields,
  type WordingKind,
  wordingKinds,
} from "@/db/reference/words";
import { mostEditLength, mostWordings } from "./brief";
import { editAnswers, type SentWords } from "./edits";

/** Starts the brief of a State under review or for a mission, or goes on with the one that was started. */
export const StartBrief = z.object({
  kind: z.enum(briefKinds).default("pre_session"),
  sessionId: z.uuid(),
  stateKey: z.string().max(20),
  caseIds: z.array(z.uuid()).max(20).default([]),
  language: z.enum(alertLanguages).default("en"),
});
export type StartBrief = z.output<typeof StartBrief>;

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
});

const nameOfWords = /^text\.([0-9a-f-]{36})\.(\w+)$/;

/** Words of cases for this paper: `text.<case>.<field>`, with what the case said, and what is to become of both. */
const casesWords = z
  .object({})
  .catchall(z.unknown())
  .superRefine((sent, context) => {
    for (const [name, text] of Object.entries(sent)) {
      if (nameOfWords.test(name) && typeof text === "string" && text.length > mostEditLength) {
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
    const words = Object.keys(sent).flatMap((name): SentWords[] => {
      const [, caseId = "", key = ""] = nameOfWords.exec(name) ?? [];
      const field = toldFields.find((one) => one === key);
      const of = `${caseId}.${key}`;
      return field
        ? [
            {
              caseId,
              field,
              was: text(`was.${of}`),
              text: text(name).trim(),
              answer: editAnswers.find((one) => one === text(`answer.${of}`)) ?? "later",
            },
          ]
        : [];
    });
    return { words };
  });

/**
 * What is written for a brief. Its sentences come as numbered fields, its parts by their names, and are kept in the
 * order of their places.
 */
export const KeepBrief = z
  .intersection(z.intersection(written, rows), z.intersection(partRows, casesWords))
  .transform((sent) => {
    const { draftId, caseIds, language, ask, contact, form, over, seen, words } = sent;
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
    return { draftId, caseIds, language, ask, contact, wordings, parts, words, form, seen, over };
  });
export type KeepBrief = z.output<typeof KeepBrief>;

/** Makes the brief of exactly what was looked at. */
export const MakeBrief = z.object({
  draftId: z.uuid(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  confirmed: z.literal("yes", { message: "briefs.fault.confirm" }),
});
export type MakeBrief = z.output<typeof MakeBrief>;

export const OneDraft = z.object({ draftId: z.uuid() });
export type OneDraft = z.output<typeof OneDraft>;

export const OneBrief = z.object({ briefId: z.uuid() });
export type OneBrief = z.output<typeof OneBrief>;
