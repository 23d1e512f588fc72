import { type ShownStage, shownStages } from "@/db/reference/words";

/** What a footer can count, over all pages of a list. */
export const conditions = [
  ...shownStages,
  "late",
  "week",
  "unowned",
  "word3",
  "word4",
  "word5",
] as const;
export type Condition = (typeof conditions)[number];

/**
 * How many of a list fulfil a condition: `atLeast`, more than `n` do; `among`, only so many of the list were looked at.
 */
export interface ConditionCount {
  condition: Condition;
  n: number;
  atLeast: boolean;
  among: number | null;
}

export const isStageCondition = (condition: Condition): condition is ShownStage =>
  (shownStages as readonly string[]).includes(condition);

/** The least word that a condition asks for, or null where it asks for none. */
export const wordOf = (condition: Condition): 3 | 4 | 5 | null =>
  condition === "word3" ? 3 : condition === "word4" ? 4 : condition === "word5" ? 5 : null;
