"use client";

import { useTranslations } from "next-intl";
import type { ClipboardEvent, KeyboardEvent } from "react";
import { announce } from "@/components/ui/announce";
import { notify } from "@/components/ui/notify";
import type { Word } from "@/db/reference/words";
import { type CommitmentChanges, stageByKey } from "@/lib/commitments/commitment";
import type { CellRange } from "./cell-range";
import { isStop, neighbourOf } from "./table-moves";
import { type RowDesk, useRowBlocks } from "./use-row-blocks";
import type { useRowChanges } from "./use-row-changes";
import type { TableCell, TableRange } from "./use-table-range";

/**
 * The keys of the tracker in the table: arrows go from cell to cell; on stages and words, what keys set; on whatever can
 * be changed, copy, paste and fill. What stands in the rows is asked when a key is pressed.
 */
export function useTableKeys(
  desk: RowDesk & Pick<ReturnType<typeof useRowChanges<null>>, "record">,
  range: TableRange,
  onHistory: (id: string) => void,
) {
  const t = useTranslations("commitments");
  const { rows, columns } = desk;
  const blocks = useRowBlocks(desk, range);

  /** Whether the key means something on this cell. */
  function onCellKey(event: KeyboardEvent, cell: TableCell, acted: CellRange): boolean {
    const key = event.key.toLowerCase();
    const setAll = (changes: CommitmentChanges) =>
      desk.change(rows.slice(acted.top, acted.bottom + 1).map((row) => ({ row, changes })));
    const takesKeys = columns
      .slice(acted.start, acted.end + 1)
      .some((column) => column === "stage" || column === "word");
    if (event.altKey) {
      return false;
    }
    if (event.ctrlKey || event.metaKey) {
      if (key !== "d" || event.shiftKey) {
        return false;
      }
      blocks.fillDown(acted);
    } else if (event.key === "Escape" && range.range) {
      range.clear();
    } else if (!takesKeys) {
      return false;
    } else if (stageByKey[key]) {
      setAll({ stage: stageByKey[key] });
    } else if (/^[1-5]$/.test(key)) {
      setAll({ word: Number(key) as Word });
    } else if (key === "h") {
      onHistory(cell.id);
    } else if (key === "r") {
      void desk.record(cell.id, `${cell.id} ${cell.column}`);
    } else {
      return false;
    }
    return true;
  }

  /** The cells that a key, a copy or a paste is about, and the one that has the focus. */
  function actedAt(target: EventTarget) {
    const cell = range.cellAt(target);
    const acted = cell && range.actedOn(cell);
    return acted && { cell, acted };
  }

  return {
    /** Comes before the cell's own keys, which begin a text: where cells are chosen, a letter is theirs. */
    onKeyDownCapture(event: KeyboardEvent) {
      const at = actedAt(event.target);
      const neighbour = neighbourOf(event);
      if (neighbour) {
        range.clear();
        neighbour.focus();
      } else if (!at || !(range.grow(event, at.cell) || onCellKey(event, at.cell, at.acted))) {
        return;
      }
      event.preventDefault();
    },
    onCopy(event: ClipboardEvent) {
      const at = actedAt(event.target);
      if (at && document.getSelection()?.isCollapsed !== false) {
        event.preventDefault();
        event.clipboardData.setData("text/plain", blocks.copied(at.acted));
      }
    },
    onPaste(event: ClipboardEvent) {
      const at = actedAt(event.target);
      const text = event.clipboardData.getData("text/plain");
      if (at && text) {
        event.preventDefault();
        blocks.paste(text, at.acted);
      } else if (text && isStop(event.target)) {
        announce(t("table.pasteElsewhere"), "assertive");
        notify({ message: t("table.pasteElsewhere") });
      }
    },
  };
}
