"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type MouseEvent, type RefObject, useState } from "react";
import { announce } from "@/components/ui/announce";
import type { ColumnId } from "@/lib/commitments/columns";
import type { CommitmentRow } from "@/lib/commitments/commitment";
import { type CellRange, type Corner, isWithin, rangeBetween } from "./cell-range";
import { stepOf } from "./grid-moves";

/** The columns whose cells are changed in place. */
const keyColumns = ["stage", "word", "nextStep", "due", "owner"] as const;
type KeyColumn = (typeof keyColumns)[number];

const isKeyColumn = (column: string | undefined): column is KeyColumn =>
  keyColumns.some((one) => one === column);

export interface TableCell {
  id: string;
  column: ColumnId;
}

export type TableRange = ReturnType<typeof useTableRange>;

/**
 * The chosen cells of the table: a rectangle over the rows and columns that are shown, between the cell where choosing
 * began and the one where it ended. What can't be changed may lie within it, and is copied; keys leave it as it is.
 */
export function useTableRange(
  table: RefObject<HTMLTableElement | null>,
  rows: readonly CommitmentRow[],
  columns: readonly ColumnId[],
) {
  const t = useTranslations("commitments");
  const [ends, setEnds] = useState<{ from: TableCell; to: TableCell } | null>(null);

  const cornerOf = ({ id, column }: TableCell): Corner | null => {
    const corner = {
      row: rows.findIndex((row) => row.id === id),
      column: columns.indexOf(column),
    };
    return corner.row < 0 || corner.column < 0 ? null : corner;
  };
  const between = (from: TableCell, to: TableCell): CellRange | null => {
    const [a, b] = [cornerOf(from), cornerOf(to)];
    return a && b && rangeBetween(a, b);
  };
  const range = ends && between(ends.from, ends.to);
  const isMany = range !== null && (range.top < range.bottom || range.start < range.end);

  const linkOf = ({ id, column }: TableCell) =>
    isKeyColumn(column)
      ? (table.current?.querySelector<HTMLElement>(
          `tr[data-row="${id}"] > td[data-cell="${column}"] a`,
        ) ?? null)
      : null;

  /** The cell of a link that has the focus or was pressed; null on anything else. */
  function cellAt(element: EventTarget): TableCell | null {
    const link = element instanceof Element ? element.closest("a") : null;
    const td = link?.closest<HTMLElement>("td[data-cell]");
    const id = td?.closest<HTMLElement>("tr[data-row]")?.dataset.row;
    const column = td?.dataset.cell;
    return id && isKeyColumn(column) ? { id, column } : null;
  }

  function extend(here: TableCell, to: TableCell) {
    const from = range && ends ? ends.from : here;
    setEnds({ from, to });
    const next = between(from, to);
    if (next) {
      const [tall, wide] = [next.bottom - next.top + 1, next.end - next.start + 1];
      announce(
        wide > 1
          ? t("matrix.selected", { count: tall * wide })
          : t("table.selected", { count: tall }),
      );
    }
  }

  return {
    /** Where there are several. */
    range: isMany ? range : null,
    /** Of which rows. */
    rows: isMany ? rows.slice(range.top, range.bottom + 1) : [],
    end: ends?.to ?? null,
    last: { row: rows.length - 1, column: columns.length - 1 },
    cellAt,
    /** What a key acts on: the chosen cells, or the one that has the focus when it is not among them. */
    actedOn(cell: TableCell): CellRange | null {
      const alone = between(cell, cell);
      return range && alone && isWithin(alone, range) ? range : alone;
    },
    clear: () => setEnds(null),
    choose({ top, bottom, start, end }: CellRange) {
      const cellOf = (row: CommitmentRow | undefined, column: ColumnId | undefined) =>
        row && column ? { id: row.id, column } : null;
      const [from, to] = [cellOf(rows[top], columns[start]), cellOf(rows[bottom], columns[end])];
      setEnds(from && to && { from, to });
    },
    focus: (cell: TableCell) => linkOf(cell)?.focus(),
    /** With Shift and an arrow: chooses as far as the next cell that way which has a value to set. */
    grow(event: KeyboardEvent, cell: TableCell): boolean {
      const [down = 0, on = 0] = stepOf(event, table.current) ?? [];
      if (
        Math.abs(down) + Math.abs(on) !== 1 ||
        !event.shiftKey ||
        event.altKey ||
        event.ctrlKey ||
        event.metaKey
      ) {
        return false;
      }
      const at = cornerOf(cell);
      for (let far = 1; at; far++) {
        const row = rows[at.row + far * down];
        const column = columns[at.column + far * on];
        if (!row || !column) {
          break;
        }
        const to = { id: row.id, column };
        const link = linkOf(to);
        if (link) {
          extend(cell, to);
          link.focus();
          break;
        }
      }
      return true;
    },
    /** Shift and a press chooses from the cell that has the focus. */
    press(event: MouseEvent): boolean {
      const cell = cellAt(event.target);
      const here = document.activeElement && cellAt(document.activeElement);
      if (!cell) {
        return false;
      }
      if (!event.shiftKey) {
        setEnds(null);
        return false;
      }
      extend(here ?? cell, cell);
      linkOf(cell)?.focus();
      return true;
    },
  };
}
