"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { type ShownStage, shownStages } from "@/db/reference/words";
import { readBlock } from "@/lib/commitments/block";
import { type CellWish, cellReader, saysNothing } from "@/lib/commitments/cell-text";
import type { ColumnId } from "@/lib/commitments/columns";
import { longestStep, type NotTaken } from "@/lib/commitments/typed-cells";
import english from "@/lib/i18n/messages/en/stages.json";
import { type CellRange, type Corner, placesFor } from "./cell-range";
import type { Told } from "./outcome-words";

type OtherNames = typeof import("@/lib/commitments/written-stages").writtenStages;
let otherNames: Promise<OtherNames> | undefined;

/** How stages are written elsewhere. Without a network it stays with the reader's language and English. */
function loadOtherNames(): Promise<OtherNames> {
  otherNames ??= import("@/lib/commitments/written-stages").then(
    ({ writtenStages }) => writtenStages,
    () => {
      otherNames = undefined;
      return [];
    },
  );
  return otherNames;
}

/** Longer texts than this are no block of a tracker. */
const longestPaste = 200_000;

/** What a text is pasted on. */
export interface PastedPlace<Wish> {
  who: Told;
  isRaised: boolean;
  /**
   * How a text is read that is neither a stage nor a word: what it sets, why it is not taken, or in which column nothing
   * can be changed.
   */
  read?: ((text: string) => Wish | NotTaken | { column: ColumnId }) | undefined;
}

/**
 * Reads a pasted block in the reader's language, and as an import reads a sheet. `at` says what stands at a corner. What could not be
 * read, would set *raised* or found no place is told in `besides`, and takes nothing else with it.
 */
export function usePastedCells() {
  const t = useTranslations("commitments.matrix");
  const ofTable = useTranslations("commitments");
  const letter = useTranslations("stages.letter");
  const label = useTranslations("stages.label");
  const all = (of: (stage: ShownStage) => string) =>
    Object.fromEntries(shownStages.map((stage) => [stage, of(stage)])) as typeof english.label;

  // They weigh as much as a page of rows: none of it comes before somebody does something.
  useEffect(() => {
    const begin = () => void loadOtherNames();
    addEventListener("keydown", begin, { once: true });
    return () => removeEventListener("keydown", begin);
  }, []);

  return async <Wish extends object = CellWish>(
    pasted: string,
    range: CellRange,
    last: Corner,
    at: (corner: Corner) => PastedPlace<Wish> | null,
  ) => {
    const read = cellReader([
      ...[all(letter), all(label), english.letter, english.label],
      ...(await loadOtherNames()),
    ]);
    const block = readBlock(pasted.slice(0, longestPaste));
    const { cells, covered, lost } = placesFor(block, range, last);
    const wishes: { corner: Corner; wish: CellWish | Wish }[] = [];
    const unclear: (Told & { text: string })[] = [];
    const notTaken = new Map<NotTaken, (Told & { text: string })[]>();
    const closed: ColumnId[] = [];
    let raised = 0;
    for (const { text, ...corner } of cells) {
      const place = at(corner);
      if (!place || saysNothing(text)) {
        continue;
      }
      const told = { ...place.who, text: text.trim().slice(0, 40) };
      if (place.read) {
        const said = place.read(text);
        if (typeof said === "string") {
          notTaken.set(said, [...(notTaken.get(said) ?? []), told]);
        } else if ("column" in said) {
          closed.push(said.column);
        } else {
          wishes.push({ corner, wish: said });
        }
        continue;
      }
      const said = read(text);
      if (said === "unclear" || said === "empty") {
        unclear.push(told);
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
      ...[...notTaken].map(
        ([reason, all]) =>
          all[0] &&
          ofTable("notTaken.leftOut", {
            ...all[0],
            count: all.length,
            reason: ofTable(`notTaken.${reason}`, { text: all[0].text, most: longestStep }),
          }),
      ),
      closed.length > 0 &&
        ofTable("table.noPlaceIn", {
          count: closed.length,
          columns: [...new Set(closed)].map((column) => ofTable(`column.${column}`)).join(", "),
        }),
      lost > 0 && t("noPlace", { count: lost }),
    ].filter((sentence) => typeof sentence === "string");
    return { wishes, covered, besides };
  };
}
