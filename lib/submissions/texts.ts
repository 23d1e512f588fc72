import { type SubmissionText, submissionCaseTexts, submissionTexts } from "@/db/reference/words";
import type { Noted } from "@/db/schema/briefs";
import type { SubmittedText, SubmittedTexts } from "@/db/schema/submissions";
import { isSameText } from "@/lib/text/same-lines";

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
    noted = {},
    now,
  }: {
    minded: readonly string[];
    /** What its author had seen of the case. */
    noted?: Noted;
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
    const kept = one
      ? textAfter(one, had, { minded, hasReadAgain, now: now[field] ?? "", noted: noted[field] })
      : had;
    if (kept) {
      after[field] = kept;
    }
  }
  return after;
}

function textAfter(
  { answer, field, shown, text, was }: SentText,
  had: SubmittedText | undefined,
  {
    hasReadAgain,
    minded,
    noted,
    now,
  }: { minded: readonly string[]; hasReadAgain: boolean; now: string; noted: string | undefined },
): SubmittedText | null {
  const followsCase = minded.length === 0 && isOfCase(field);
  const isFollowing = followsCase && !had && isSameText(text, shown);
  // Kept by a form in which no script put it back into the field.
  if (isFollowing && answer === "keep" && noted !== undefined && !isSameText(noted, now)) {
    return { was, text: noted, minded: [] };
  }
  if (answer === "take" || (!had && isSameText(text, shown))) {
    return null;
  }
  if (followsCase ? isSameText(text, now) : text === "") {
    return null;
  }
  const isNew = !had || !isSameText(text, had.text);
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
