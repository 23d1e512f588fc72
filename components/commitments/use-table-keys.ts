"use client";

import { useTranslations } from "next-intl";
import type { ClipboardEvent, KeyboardEvent } from "react";
import { announce } from "@/components/ui/announce";
import { notify } from "@/components/ui/notify";
import type { Word } from "@/db/reference/words";
import { writeBlock } from "@/lib/commitments/block";
import {
  type CommitmentChanges,
  type CommitmentRow,
  shownStage,
  stageByKey,
} from "@/lib/commitments/commitment";
import { neighbourOf } from "./table-moves";
import type { ColumnRange, KeyCell } from "./use-column-range";
import { usePastedCells } from "./use-pasted-cells";
import type { useRowChanges } from "./use-row-changes";

/**
 * The keys of the tracker in the table: arrows go from cell to cell; on stages and words, what keys set, copy, paste and
 * fill. `rows` as they were read; what stands in them is asked when a key is pressed.
 */
export function useTableKeys(
  rows: readonly CommitmentRow[],
  range: ColumnRange,
  {
    shown,
    change,
    record,
  }: Pick<ReturnType<typeof useRowChanges<null>>, "shown" | "change" | "record">,
  onHistory: (id: string) => void,
) {
  const t = useTranslations("commitments");
  const letter = useTranslations("stages.letter");
  const readPasted = usePastedCells();

  const refuse = (message: string) => {
    announce(message, "assertive");
    notify({ message });
  };

  /** Whether the key means something on this cell. */
  function onCellKey(event: KeyboardEvent, cell: KeyCell): boolean {
    const key = event.key.toLowerCase();
    const acted = range.actedOn(cell);
    const setAll = (changes: CommitmentChanges) => change(acted.map((row) => ({ row, changes })));
    if (event.altKey) {
      return false;
    }
    if (event.ctrlKey || event.metaKey) {
      if (key !== "d" || event.shiftKey) {
        return false;
      }
      fillDown(acted, cell);
    } else if (stageByKey[key]) {
      setAll({ stage: stageByKey[key] });
    } else if (/^[1-5]$/.test(key)) {
      setAll({ word: Number(key) as Word });
    } else if (key === "h") {
      onHistory(cell.id);
    } else if (key === "r") {
      void record(cell.id, `${cell.id} ${cell.column}`);
    } else if (event.key === "Escape" && range.rows.length > 0) {
      range.clear();
    } else {
      return false;
    }
    return true;
  }

  function fillDown(acted: readonly CommitmentRow[], { column }: KeyCell) {
    const [only] = acted;
    const first = acted.length === 1 && only ? rows[rows.indexOf(only) - 1] : only;
    const top = first && shown(first);
    if (!top) {
      refuse(t("matrix.nothingAbove"));
    } else if (column === "stage" && top.isRaised) {
      refuse(t("matrix.raisedHint"));
    } else {
      const changes = column === "stage" ? { stage: top.stage } : { word: top.word };
      change(acted.filter((row) => row !== first).map((row) => ({ row, changes })));
    }
  }

  function paste(text: string, cell: KeyCell) {
    const acted = range.actedOn(cell);
    const top = rows.findIndex((row) => row.id === acted[0]?.id);
    const { wishes, covered, besides } = readPasted(
      text,
      { top, bottom: top + acted.length - 1, start: 0, end: 0 },
      { row: rows.length - 1, column: 0 },
      (corner) => {
        const row = rows[corner.row];
        return row
          ? {
              who: { state: row.state.name, case: row.case.reference },
              isRaised: shown(row).isRaised,
            }
          : null;
      },
    );
    const [from, to] = [rows[covered.top], rows[covered.bottom]];
    // What was chosen before is over: what was pasted on is chosen, as in the matrix.
    if (from && to && from !== to) {
      range.choose({ ...cell, id: from.id }, { ...cell, id: to.id });
    } else {
      range.clear();
    }
    if (wishes.length === 0 && besides.length === 0) {
      announce(t("matrix.nothingPasted"));
    }
    change(
      wishes.flatMap(({ corner, wish }) => {
        const row = rows[corner.row];
        return row ? [{ row, changes: wish }] : [];
      }),
      besides,
    );
  }

  return {
    onKeyDown(event: KeyboardEvent) {
      const cell = range.cellAt(event.target);
      const neighbour = neighbourOf(event);
      if (neighbour) {
        range.clear();
        neighbour.focus();
      } else if (!cell || !(range.grow(event, cell) || onCellKey(event, cell))) {
        return;
      }
      event.preventDefault();
    },
    onCopy(event: ClipboardEvent) {
      const cell = range.cellAt(event.target);
      if (cell && document.getSelection()?.isCollapsed !== false) {
        event.preventDefault();
        const lines = range
          .actedOn(cell)
          .map(shown)
          .map((row) => [
            cell.column === "stage" ? letter(shownStage(row)) : String(row.word ?? ""),
          ]);
        event.clipboardData.setData("text/plain", writeBlock(lines));
        announce(t("matrix.copied", { count: lines.length }));
      }
    },
    onPaste(event: ClipboardEvent) {
      const cell = range.cellAt(event.target);
      const text = event.clipboardData.getData("text/plain");
      if (cell && text) {
        event.preventDefault();
        paste(text, cell);
      }
    },
  };
}
