"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { announce } from "@/components/ui/announce";
import type { MatrixColumn, MatrixRow } from "@/lib/commitments/commitment";
import { type CellRange, type Corner, isWithin, rangeBetween } from "./cell-range";
import type { OpenCell } from "./matrix-cells";

export type GridRange = ReturnType<typeof useGridRange>;

/**
 * The chosen cells of the matrix: a rectangle between the cell where choosing began and the one where it ended, among
 * the rows that are drawn. It is gone when one of the two is folded away.
 */
export function useGridRange(rows: readonly MatrixRow[], columns: readonly MatrixColumn[]) {
  const t = useTranslations("commitments.matrix");
  const [ends, setEnds] = useState<{ from: OpenCell; to: OpenCell } | null>(null);

  const cornerOf = ({ row, column }: OpenCell): Corner | null => {
    const corner = {
      row: rows.findIndex(({ code }) => code === row.code),
      column: columns.findIndex(({ id }) => id === column.id),
    };
    return corner.row < 0 || corner.column < 0 ? null : corner;
  };
  const cellAt = ({ row, column }: Corner): OpenCell | null => {
    const found = { row: rows[row], column: columns[column] };
    return found.row && found.column ? { row: found.row, column: found.column } : null;
  };
  const between = (from: OpenCell, to: OpenCell): CellRange | null => {
    const [a, b] = [cornerOf(from), cornerOf(to)];
    return a && b && rangeBetween(a, b);
  };
  const range = ends && between(ends.from, ends.to);

  return {
    range,
    last: { row: rows.length - 1, column: columns.length - 1 },
    cellAt,
    cornerOf,
    /** Chooses from where choosing began (or `here`) to `to`. */
    extend(here: OpenCell, to: OpenCell) {
      const from = range && ends ? ends.from : here;
      const next = between(from, to);
      setEnds({ from, to });
      if (next) {
        const count = (next.bottom - next.top + 1) * (next.end - next.start + 1);
        announce(t("selected", { count }));
      }
    },
    choose({ top, bottom, start, end }: CellRange) {
      const [from, to] = [
        cellAt({ row: top, column: start }),
        cellAt({ row: bottom, column: end }),
      ];
      setEnds(from && to && { from, to });
    },
    clear: () => setEnds(null),
    /** What a key acts on: the chosen cells, or the one that has the focus when it is not among them. */
    actedOn(here: OpenCell): CellRange | null {
      const alone = between(here, here);
      return range && alone && isWithin(alone, range) ? range : alone;
    },
  };
}
