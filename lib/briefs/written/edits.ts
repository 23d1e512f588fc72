import { type ToldField, toldFields } from "@/db/reference/words";
import type { EditedWords, PlacedPoint } from "@/db/schema/briefs";
import type { BriefInputs, Reach } from "./brief";
import { isWrittenElsewhere } from "./point-names";
import type { SpokenPoint } from "./points";

/** What somebody means to do where the paper says something else than the case: decide later, keep theirs, or take the case's. */
export const editAnswers = ["later", "keep", "take"] as const;
export type EditAnswer = (typeof editAnswers)[number];

/** One field as the form sends it: the words for the paper, and what the case said when the form was drawn. */
export interface SentWords {
  caseId: string;
  field: ToldField;
  was: string;
  text: string;
  answer: EditAnswer;
}

/**
 * The edits of a brief after a form was sent. Words are edited where they differ from those of the case; what nobody
 * touched follows the case. Words that may not be told now are not asked about, so that their edits go.
 */
export function editsAfter(
  before: EditedWords,
  sent: readonly SentWords[],
  cases: BriefInputs["cases"],
): EditedWords {
  const after: EditedWords = {};
  for (const { id, words } of cases) {
    for (const field of words ? toldFields : []) {
      const now = words?.[field] ?? "";
      const had = before[id]?.[field];
      const one = sent.find((each) => each.caseId === id && each.field === field);
      const edit = one ? editOf(one, now, had !== undefined) : had;
      if (edit) {
        after[id] = { ...after[id], [field]: edit };
      }
    }
  }
  return after;
}

/** A point of a speech as the form sends it. */
export interface SentPoint extends Pick<SentWords, "was" | "text" | "answer"> {
  point: string;
  isOut: boolean;
  /** How far the people of its case could be told of when the form was drawn. */
  reach: Reach;
}

/**
 * The points of a speech after a form was sent, in its order. What was written in the place of a case's point is kept with
 * how far its people could be told of then. Where that is less now it goes: it may say who they are.
 */
export function pointsAfter(
  before: readonly PlacedPoint[],
  sent: readonly SentPoint[],
  spoken: readonly SpokenPoint[],
): PlacedPoint[] {
  return sent.flatMap(({ point, isOut, reach, ...written }) => {
    const now = spoken.find((one) => one.point === point);
    if (!now) {
      return [];
    }
    const had = before.find((one) => one.point === point)?.edit;
    const edit =
      isWrittenElsewhere(point) || reach > now.reach
        ? null
        : editOf(written, now.drawn, had !== undefined);
    const since = had && edit?.text === had.text ? had.reach : reach;
    return [{ point, isOut, ...(edit && { edit: { ...edit, reach: since } }) }];
  });
}

function editOf(
  { answer, text, was }: Pick<SentWords, "was" | "text" | "answer">,
  now: string,
  wasEdited: boolean,
) {
  const isUntouched = !wasEdited && isSame(text, was);
  if (answer === "take" || isSame(text, now) || isUntouched) {
    return null;
  }
  return { was: answer === "keep" ? now : was, text };
}

/** Forms send their lines with another end than the database keeps. */
const isSame = (a: string, b: string) => evened(a) === evened(b);
const evened = (text: string) => text.replace(/\r\n?/g, "\n").trim();
