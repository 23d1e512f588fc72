import "server-only";
import { type BriefPart, type ToldField, toldFields } from "@/db/reference/words";
import { mentionsAt, type SilentMention, type SilentNote } from "@/lib/cases/mentions";
import { situationRows } from "../summary/summary";
import { type BriefInputs, inPlace, type LikelyQuestion } from "./brief";
import { spokenPoints } from "./points";
import { wordsFor } from "./preview";

/** Where words stand that somebody reads or hears. */
export type Place =
  | { is: "ask" | "contact" }
  | { is: "wording" | "question"; number: number }
  | { is: "title" | "people" | "facts"; reference: string }
  | { is: "part"; part: BriefPart }
  | { is: "field"; reference: string; field: ToldField }
  | { is: "point"; point: string; heading: string };

export type Mention = SilentMention<Place>;

/**
 * The places of a brief whose words say again what must not be mentioned of one of its cases, in the order of the form:
 * what somebody wrote, and what the cases say by themselves.
 */
export const mentionsIn = (
  inputs: BriefInputs,
  answers: readonly LikelyQuestion[],
  notes: readonly SilentNote[],
): Mention[] => mentionsAt(placesOf(inputs, answers), notes);

function placesOf(
  inputs: BriefInputs,
  answers: readonly LikelyQuestion[],
): { place: Place; text: string }[] {
  const { ask, cases, contact, kind, parts, said = [], wordings } = inputs;
  const told = new Set(
    inPlace(kind, parts).flatMap(({ isOut, part }): BriefPart[] => (isOut ? [] : [part])),
  );
  const isSpeech = kind === "speaking";
  return [
    { place: { is: "ask" }, text: ask },
    ...(isSpeech || told.has("wordings")
      ? wordings.map(({ text }, at) => ({
          place: { is: "wording", number: at + 1 } as const,
          text,
        }))
      : []),
    ...(told.has("contact") ? [{ place: { is: "contact" } as const, text: contact }] : []),
    ...(told.has("cases") ? cases.flatMap((one) => placesOfCase(one, inputs)) : []),
    ...(told.has("saidBefore")
      ? said.map(({ quote = "" }) => ({
          place: { is: "part", part: "saidBefore" } as const,
          text: quote,
        }))
      : []),
    ...(isSpeech
      ? spokenPoints(inputs, wordsFor(inputs))
          .filter(({ isOut, point }) => !isOut && !["ask", "wordings"].includes(point))
          .map(({ heading, point, text }) => ({
            place: { is: "point", point, heading } as const,
            text,
          }))
      : []),
    ...answers.map(({ answer, question }, at) => ({
      place: { is: "question", number: at + 1 } as const,
      text: [question, answer].join("\n"),
    })),
  ];
}

function placesOfCase(
  { edited, people, reference, situation, words }: BriefInputs["cases"][number],
  { language }: BriefInputs,
): { place: Place; text: string }[] {
  if (!situation) {
    return [];
  }
  const own = words && { ...words, ...edited };
  const rows = situationRows(situation, { language, ...wordsFor({ language }) });
  return [
    { place: { is: "title", reference }, text: situation.title },
    { place: { is: "people", reference }, text: people.join("\n") },
    {
      place: { is: "facts", reference },
      text: rows.map(({ value }) => value.map(({ text }) => text).join("")).join("\n"),
    },
    ...(own ? toldFields : []).map((field) => ({
      place: { is: "field", reference, field } as const,
      text: own?.[field] ?? "",
    })),
  ];
}
