import { type Forum, forums, type ShownStage } from "@/db/reference/words";
import { markOfWord, progress } from "@/lib/commitments/commitment";

/** One State's stand in one forum: its furthest commitment there. */
export interface CoverageCell {
  stage: ShownStage;
  /** How strong the word is, where it stands somewhere to be read. */
  mark?: "writing" | "record";
}

export interface Coverage<State> {
  states: State[];
  forums: {
    forum: Forum;
    /** In the order of `states`; null where the State was never asked there. */
    cells: (CoverageCell | null)[];
    counts: Partial<Record<ShownStage, number>>;
    occasions: string[];
  }[];
}

interface Asked {
  stateCode: string;
  forum: Forum;
  stage: ShownStage;
  word: number | null;
  session: string;
}

/** Lays commitments out as States by forums. Every forum has its row, asked or not: a gap is a finding too. */
export function coverage<State extends { code: string }>(
  asked: readonly Asked[],
  states: readonly State[],
): Coverage<State> {
  const concerned = states.filter((state) => asked.some((row) => row.stateCode === state.code));
  return {
    states: concerned,
    forums: forums.map((forum) => {
      const rows = asked.filter((row) => row.forum === forum);
      const cells = concerned.map((state) =>
        furthest(rows.filter((row) => row.stateCode === state.code)),
      );
      const counts: Partial<Record<ShownStage, number>> = {};
      for (const cell of cells) {
        if (cell) {
          counts[cell.stage] = (counts[cell.stage] ?? 0) + 1;
        }
      }
      return { forum, cells, counts, occasions: [...new Set(rows.map((row) => row.session))] };
    }),
  };
}

function furthest(rows: Asked[]): CoverageCell | null {
  const [first, ...others] = rows;
  if (!first) {
    return null;
  }
  const best = others.reduce(
    (far, row) => (progress[row.stage] > progress[far.stage] ? row : far),
    first,
  );
  const mark = markOfWord(best.word);
  return { stage: best.stage, ...(mark && { mark }) };
}
