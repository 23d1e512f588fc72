import { z } from "zod";
import { alertLanguages, type WordingKind, wordingKinds } from "@/db/reference/words";
import { mostWordings } from "./brief";

/** Starts the brief of a State under review, or goes on with the one that was started. */
export const StartBrief = z.object({
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

const written = z.object({
  draftId: z.uuid(),
  caseIds: z.array(z.uuid()).max(20).default([]),
  language: z.enum(alertLanguages),
  ask: z.string().trim().max(600).default(""),
  contact: z.string().trim().max(400).default(""),
});

/** What is written for a brief. Its sentences come as numbered fields and are kept in the order of their places. */
export const KeepBrief = z.intersection(written, rows).transform((sent) => {
  const { draftId, caseIds, language, ask, contact } = sent;
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
  return { draftId, caseIds, language, ask, contact, wordings };
});
export type KeepBrief = z.output<typeof KeepBrief>;

/** Makes the brief of exactly what was looked at. */
export const MakeBrief = z.object({
  draftId: z.uuid(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  confirmed: z.literal("yes", { message: "briefs.fault.confirm" }),
});
export type MakeBrief = z.output<typeof MakeBrief>;
