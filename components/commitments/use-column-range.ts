"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type MouseEvent, type RefObject, useState } from "react";
import { announce } from "@/components/ui/announce";
import type { CommitmentRow } from "@/lib/commitments/commitment";
import { stepOf } from "./grid-moves";

/** The columns whose cells answer to the keys of the tracker. */
export type KeyColumn = "stage" | "word";

export interface KeyCell {
  id: string;
  column: KeyColumn;
}

export type ColumnRange = ReturnType<typeof useColumnRange>;

/** Rows next to one another in one column of the table, from the cell where choosing began to where it ended. */
export function useColumnRange(
  table: RefObject<HTMLTableElement | null>,
  rows: readonly CommitmentRow[],
) {
  const t = useTranslations("commitments.table");
  const [ends, setEnds] = useState<{ from: KeyCell; to: KeyCell } | null>(null);
  const indexOf = (cell: KeyCell | undefined) => rows.findIndex((row) => row.id === cell?.id);

  const between = (from: KeyCell, to: KeyCell): CommitmentRow[] => {
    const [a, b] = [indexOf(from), indexOf(to)];
    return a < 0 || b < 0 ? [] : rows.slice(Math.min(a, b), Math.max(a, b) + 1);
  };
  const chosen = ends ? between(ends.from, ends.to) : [];

  const linkOf = ({ id, column }: KeyCell) =>
    table.current?.querySelector<HTMLElement>(
      `tr[data-row="${id}"] > td[data-cell="${column}"] a`,
    ) ?? null;

  /** The cell of a link that has the focus or was pressed; null on anything else. */
  function cellAt(element: EventTarget): KeyCell | null {
    const link = element instanceof Element ? element.closest("a") : null;
    const td = link?.closest<HTMLElement>("td[data-cell]");
    const id = td?.closest<HTMLElement>("tr[data-row]")?.dataset.row;
    const column = td?.dataset.cell;
    return id && (column === "stage" || column === "word") ? { id, column } : null;
  }

  function extend(here: KeyCell, to: KeyCell) {
    const from = ends && chosen.length > 0 && ends.from.column === to.column ? ends.from : here;
    setEnds({ from, to });
    announce(t("selected", { count: between(from, to).length }));
  }

  return {
    rows: chosen,
    column: ends?.from.column ?? null,
    end: ends?.to ?? null,
    cellAt,
    /** What a key acts on: the chosen rows, or the one that has the focus when it is not among them. */
    actedOn: (cell: KeyCell) =>
      ends?.from.column === cell.column && chosen.some((row) => row.id === cell.id)
        ? chosen
        : between(cell, cell),
    clear: () => setEnds(null),
    choose: (from: KeyCell, to: KeyCell) => setEnds({ from, to }),
    focus: (cell: KeyCell) => linkOf(cell)?.focus(),
    /** With Shift and an arrow: chooses as far as the next row that has a value to set in this column. */
    grow(event: KeyboardEvent, cell: KeyCell): boolean {
      const [way = 0] = stepOf(event, null) ?? [];
      if (
        Math.abs(way) !== 1 ||
        !event.shiftKey ||
        event.altKey ||
        event.ctrlKey ||
        event.metaKey
      ) {
        return false;
      }
      for (let at = indexOf(cell) + way; rows[at]; at += way) {
        const to = { ...cell, id: (rows[at] as CommitmentRow).id };
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
      extend(here && here.column === cell.column ? here : cell, cell);
      linkOf(cell)?.focus();
      return true;
    },
  };
}
