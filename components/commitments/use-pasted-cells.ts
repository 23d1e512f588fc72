"use client";

import { useTranslations } from "next-intl";
import { type ShownStage, shownStages } from "@/db/reference/words";
import { readBlock } from "@/lib/commitments/block";
import { type CellWish, cellReader } from "@/lib/commitments/cell-text";
import { writtenStages } from "@/lib/commitments/written-stages";
import english from "@/lib/i18n/messages/en/stages.json";
import { type CellRange, type Corner, placesFor } from "./cell-range";
import type { Told } from "./outcome-words";

/** Longer texts than this are no block of a tracker. */
const longestPaste = 200_000;

/**
 * Reads a pasted block in the reader's language, and as an import reads a sheet. `at` says what stands at a corner. What could not be
 * read, would set *raised* or found no place is told in `besides`, and takes nothing else with it.
 */
export function usePastedCells() {
  const t = useTranslations("commitments.matrix");
  const letter = useTranslations("stages.letter");
  const label = useTranslations("stages.label");
  const all = (of: (stage: ShownStage) => string) =>
    Object.fromEntries(shownStages.map((stage) => [stage, of(stage)])) as typeof english.label;

  return (
    pasted: string,
    range: CellRange,
    last: Corner,
    at: (corner: Corner) => { who: Told; isRaised: boolean } | null,
  ) => {
    const read = cellReader([
      ...[all(letter), all(label), english.letter, english.label],
      ...writtenStages,
    ]);
    const block = readBlock(pasted.slice(0, longestPaste));
    const { cells, covered, lost } = placesFor(block, range, last);
    const wishes: { corner: Corner; wish: CellWish }[] = [];
    const unclear: (Told & { text: string })[] = [];
    let raised = 0;
    for (const { text, ...corner } of cells) {
      const place = at(corner);
      const said = read(text);
      if (!place || said === "empty") {
        continue;
      }
      if (said === "unclear") {
        unclear.push({ ...place.who, text: text.trim().slice(0, 40) });
      } else if (said === "raised") {
        // What is shown as raised already stays so without a word.
        raised += place.isRaised ? 0 : 1;
      } else {
        wishes.push({ corner, wish: said });
      }
    }
    const [first] = unclear;
    const besides = [
      raised > 0 && t("leftOut", { count: raised, reason: t("raisedHint") }),
      first &&
        t(unclear.length === 1 ? "unclear" : "unclearMany", { ...first, count: unclear.length }),
      lost > 0 && t("noPlace", { count: lost }),
    ].filter((sentence) => typeof sentence === "string");
    return { wishes, covered, besides };
  };
}
