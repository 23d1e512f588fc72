import { type ToldField, toldFields } from "@/db/reference/words";
import type { EditedWords, Noted, PlacedPoint } from "@/db/schema/briefs";
import { isSameText } from "@/lib/text/same-lines";
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
 * touched follows the case, unless somebody keeps what they had seen (`noted`) before it changed. Words that may not be told
 * now are not asked about, so that their edits go.
 */
export function editsAfter(
  before: EditedWords,
  sent: readonly SentWords[],
  cases: BriefInputs["cases"],
  noted: Noted = {},
): EditedWords {
  const after: EditedWords = {};
  for (const { id, words } of cases) {
    for (const field of words ? toldFields : []) {
      const now = words?.[field] ?? "";
      const had = before[id]?.[field];
      const one = sent.find((each) => each.caseId === id && each.field === field);
      const edit = one ? editOf(one, now, had !== undefined, noted[`${id}.${field}`]) : had;
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
  noted: Noted = {},
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
        : editOf(written, now.drawn, had !== undefined, noted[`point.${point}`]);
    const since = had && edit?.text === had.text ? had.reach : reach;
    return [{ point, isOut, ...(edit && { edit: { ...edit, reach: since } }) }];
  });
}

function editOf(
  { answer, text, was }: Pick<SentWords, "was" | "text" | "answer">,
  now: string,
  wasEdited: boolean,
  /** What was seen before it changed: what is kept by a form in which no script put it back into the field. */
  before: string | undefined,
) {
  const isUntouched = !wasEdited && isSameText(text, was);
  if (isUntouched && answer === "keep" && before !== undefined && !isSameText(before, now)) {
    return { was, text: before };
  }
  if (answer === "take" || isSameText(text, now) || isUntouched) {
    return null;
  }
  // A form that was drawn before its own author changed the language says what stood there in the other one.
  const isKnown = !wasEdited && before !== undefined && isSameText(before, now);
  return { was: answer === "keep" || isKnown ? now : was, text };
}
