import { type ShownStage, shownStages } from "@/db/reference/words";
import type { Colleague, CommitmentRow, CommitmentView } from "./commitment";

/** Cards that a column shows at first; more are fetched as pages of the list, up to 50 at a time. */
export const boardCards = 20;

/** Stages whose cards wait behind their name unless the filter asks for them: nothing is being worked on there. */
export const foldedStages: readonly ShownStage[] = ["not_approached", "declined", "no_answer"];

export interface BoardColumn {
  stage: ShownStage;
  /** All that stand there under the same filters, not only the cards that were read. */
  total: { n: number; atLeast: boolean };
  /** The newest change first; null where the column is folded. */
  cards: CommitmentRow[] | null;
  /** The cursor of what follows in the list of this stage, or null. */
  next: string | null;
}

/** Commitments by stage, in the order of the stages. */
export interface Board {
  columns: BoardColumn[];
  members: Colleague[];
  /** The filters as the address writes them. */
  query: string;
  today: string;
  /** The moment before which everything is in it, by the clock of whoever served it. */
  asOf: string;
}

/** The columns of a view: those that the filter names, or all. */
export function columnsOf(view: Pick<CommitmentView, "stage">): readonly ShownStage[] {
  const { stage } = view;
  return stage ? shownStages.filter((one) => stage.includes(one)) : shownStages;
}
