"use client";

import { useTranslations } from "next-intl";
import { announce } from "@/components/ui/announce";
import { notify } from "@/components/ui/notify";
import { writeBlock } from "@/lib/commitments/block";
import type { CellWish } from "@/lib/commitments/cell-text";
import type { Matrix } from "@/lib/commitments/commitment";
import { type CellRange, cornersOf } from "./cell-range";
import type { OpenCell } from "./matrix-cells";
import type { CellChanges } from "./use-cell-changes";
import type { GridRange } from "./use-grid-range";
import { usePastedCells } from "./use-pasted-cells";

/** Copy, paste and fill down of the chosen cells of the matrix. */
export function useCellBlocks(matrix: Matrix, changes: CellChanges, grid: GridRange) {
  const t = useTranslations("commitments.matrix");
  const letters = useTranslations("stages.letter");
  const readPasted = usePastedCells();

  const stageAt = ({ row, column }: OpenCell) =>
    changes.cellOf(row, matrix.columns.indexOf(column))?.[0] ?? "not_approached";

  /** The cells as a spreadsheet takes them, each its stage's letter; the State concerned has none. */
  function copied(range: CellRange): string {
    const rows: string[][] = [];
    for (let row = range.top; row <= range.bottom; row++) {
      const line = cornersOf({ ...range, top: row, bottom: row }).map((corner) => {
        const cell = grid.cellAt(corner);
        const isOwn = cell?.row.code === cell?.column.ownState;
        return cell && !isOwn ? letters(stageAt(cell)) : "";
      });
      rows.push(line);
    }
    announce(t("copied", { count: rows.flat().length }));
    return writeBlock(rows);
  }

  async function paste(text: string, range: CellRange) {
    const { wishes, covered, besides } = await readPasted(text, range, grid.last, (corner) => {
      const cell = grid.cellAt(corner);
      return (
        cell && {
          who: { state: cell.row.name, case: cell.column.reference },
          isRaised: stageAt(cell) === "raised",
        }
      );
    });
    grid.choose(covered);
    if (wishes.length === 0 && besides.length === 0) {
      announce(t("nothingPasted"));
    }
    changes.set(
      wishes.flatMap(({ corner, wish }) => {
        const cell = grid.cellAt(corner);
        return cell ? [{ ...cell, wish }] : [];
      }),
      besides,
    );
  }

  /** Gives each column of the range the stage of its first cell; a single cell takes the one above it. */
  function fillDown(chosen: CellRange) {
    const range = chosen.top === chosen.bottom ? { ...chosen, top: chosen.top - 1 } : chosen;
    if (range.top < 0) {
      announce(t("nothingAbove"), "assertive");
      notify({ message: t("nothingAbove") });
      return;
    }
    const wishes: (OpenCell & { wish: CellWish })[] = [];
    const left: string[] = [];
    for (const { row, column } of cornersOf({ ...range, top: range.top + 1 })) {
      const from = grid.cellAt({ row: range.top, column });
      const cell = grid.cellAt({ row, column });
      const stage = from && stageAt(from);
      if (!from || !cell || !stage || from.row.code === from.column.ownState) {
        continue;
      }
      if (stage === "raised") {
        left.push(t("raisedHint"));
      } else {
        wishes.push({ ...cell, wish: { stage } });
      }
    }
    changes.set(wishes, left[0] ? [t("leftOut", { count: left.length, reason: left[0] })] : []);
  }

  return { copied, paste, fillDown };
}
