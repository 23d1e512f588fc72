import { type SubmissionText, submissionCaseTexts, submissionTexts } from "@/db/reference/words";
import type { SubmittedText, SubmittedTexts } from "@/db/schema/submissions";

/** What is to become of words that differ from those of the case now: decide later, keep them, or take the case's. */
export const textAnswers = ["later", "keep", "take"] as const;
export type TextAnswer = (typeof textAnswers)[number];

/** A text as the form sends it. */
export interface SentText {
  field: SubmissionText;
  text: string;
  /** What stood in the field, and what the case said, when the form was drawn. */
  shown: string;
  was: string;
  answer: TextAnswer;
}

export const isOfCase = (field: SubmissionText): boolean =>
  submissionCaseTexts.some((one) => one === field);

/**
 * The texts of a submission after a form was sent. `minded` is who was not to be named when the form was drawn: whoever
 * writes with them in mind writes words that may leave. What nobody touched stays as it was; where everybody is to be
 * named, what is the same as in the case follows the case.
 */
export function textsAfter(
  before: SubmittedTexts,
  sent: readonly SentText[],
  {
    minded,
    hasReadAgain,
    now,
  }: {
    minded: readonly string[];
    /** Somebody read words again that were written when more people were to be named. */
    hasReadAgain: boolean;
    /** What the case says now. */
    now: Partial<Record<SubmissionText, string>>;
  },
): SubmittedTexts {
  const after: SubmittedTexts = {};
  for (const field of submissionTexts) {
    const one = sent.find((each) => each.field === field);
    const had = before[field];
    const kept = one ? textAfter(one, had, { minded, hasReadAgain, now: now[field] ?? "" }) : had;
    if (kept) {
      after[field] = kept;
    }
  }
  return after;
}

function textAfter(
  { answer, field, shown, text, was }: SentText,
  had: SubmittedText | undefined,
  { hasReadAgain, minded, now }: { minded: readonly string[]; hasReadAgain: boolean; now: string },
): SubmittedText | null {
  const followsCase = minded.length === 0 && isOfCase(field);
  if (answer === "take" || (!had && isSame(text, shown))) {
    return null;
  }
  if (followsCase ? isSame(text, now) : text === "") {
    return null;
  }
  const isNew = !had || !isSame(text, had.text);
  return {
    was: answer === "keep" ? now : (had?.was ?? was),
    text,
    minded: had && !isNew && !hasReadAgain ? had.minded : [...minded],
  };
}

/** Texts that were written when more people were to be named, and stay here until somebody reads them again. */
export const heldBack = (texts: SubmittedTexts, unnamed: readonly string[]): SubmissionText[] =>
  submissionTexts.filter((field) => {
    const one = texts[field];
    return one && one.text !== "" && unnamed.some((id) => !one.minded.includes(id));
  });

/** Forms send their lines with another end than the database keeps. */
const isSame = (a: string, b: string) => evened(a) === evened(b);
const evened = (text: string) => text.replace(/\r\n?/g, "\n").trim();
