import type { ShownStage, Stage, Word } from "@/db/reference/words";
import { stageByKey } from "./commitment";

/** What a cell of the tracker can be set to by hand. */
export type CellWish = { stage: Stage } | { word: Word };

/** What a written cell says: a stage, a word, *raised* (which nobody sets), nothing, or something that is none of these. */
export type ReadCell = CellWish | "raised" | "empty" | "unclear";

type StageNames = Readonly<Record<ShownStage, string>>;

/** What spreadsheets put where there is no entry. */
const dashes = new Set(["-", "–", "—", "−"]);

/** An empty cell, or a dash alone, means nothing: a block with gaps leaves what stands in them. */
export const saysNothing = (text: string): boolean => text.trim() === "" || dashes.has(text.trim());

const fold = (text: string) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").trim().toLocaleLowerCase("en");

/**
 * Reads cells as people write them: a stage's letter or its whole name, in any of the `languages` (the first that knows
 * it decides) and by the keys of the tracker, or a digit for the word. An empty cell, or a dash alone, means nothing, so
 * that a block with gaps leaves what stands in them.
 */
export function cellReader(languages: readonly StageNames[]): (text: string) => ReadCell {
  const known = new Map<string, ShownStage>();
  const learn = (text: string, stage: ShownStage) => {
    const key = fold(text);
    if (key && !known.has(key)) {
      known.set(key, stage);
    }
  };
  for (const names of languages) {
    for (const [stage, name] of Object.entries(names)) {
      learn(name, stage as ShownStage);
    }
  }
  for (const [key, stage] of Object.entries(stageByKey)) {
    learn(key, stage);
  }
  learn("r", "raised");
  return (text) => {
    const written = fold(text);
    if (written === "" || dashes.has(written)) {
      return "empty";
    }
    if (/^[1-5]$/.test(written)) {
      return { word: Number(written) as Word };
    }
    const stage = known.get(written);
    return stage === undefined ? "unclear" : stage === "raised" ? "raised" : { stage };
  };
}
