"use client";

import { useTranslations } from "next-intl";
import { announce } from "@/components/ui/announce";
import { readBlock, writeBlock } from "@/lib/commitments/block";
import type { ColumnId } from "@/lib/commitments/columns";
import {
  type Colleague,
  type CommitmentChanges,
  type CommitmentRow,
  shownStage,
} from "@/lib/commitments/commitment";
import { readDue, readOwner, readStep } from "@/lib/commitments/typed-cells";
import { dayOrderOf } from "@/lib/imports/typed-dates";
import type { CellRange } from "./cell-range";
import { type PastedPlace, usePastedCells } from "./use-pasted-cells";
import type { RowWish, useRowChanges } from "./use-row-changes";
import type { TableRange } from "./use-table-range";

/** What the desk of a table knows, and how it changes a row. */
export interface RowDesk extends Pick<ReturnType<typeof useRowChanges<null>>, "shown" | "change"> {
  rows: readonly CommitmentRow[];
  columns: readonly ColumnId[];
  members: readonly Colleague[];
  today: string;
}

/** Copy, paste and fill down of the chosen cells of the table. */
export function useRowBlocks(
  { rows, columns, members, today, shown, change }: RowDesk,
  table: TableRange,
) {
  const t = useTranslations("commitments");
  const letter = useTranslations("stages.letter");
  const readPasted = usePastedCells();

  /** What a cell says, as a spreadsheet takes it and as it is read again. */
  function textOf(row: CommitmentRow, column: ColumnId): string {
    switch (column) {
      case "state":
        return row.state.name;
      case "case":
        return `${row.case.reference} ${row.case.title}`;
      case "session":
        return row.session.title;
      case "stage":
        return letter(shownStage(row));
      case "word":
        return String(row.word ?? "");
      case "what":
        return t(`namingShort.${row.naming}`);
      case "nextStep":
        return row.nextStep;
      case "due":
        return row.dueOn ?? "";
      case "owner":
        return row.owner?.name || row.owner?.organisation || "";
      case "changed":
        return row.changedOn;
    }
  }

  /** One change for each row, but for the stage of what is on record: it is refused, and nothing else with it. */
  function set(wishes: readonly RowWish[], besides: readonly string[]) {
    const whole = new Map<CommitmentRow, RowWish>();
    const refused: RowWish[] = [];
    for (const { row, changes } of wishes) {
      const { stage, ...rest } = changes;
      const isRefused = stage !== undefined && shown(row).isRaised;
      if (isRefused) {
        refused.push({ row, changes: { stage } });
      }
      const taken = isRefused ? rest : changes;
      whole.set(row, { row, changes: { ...whole.get(row)?.changes, ...taken } });
    }
    change([...whole.values(), ...refused], besides);
  }

  /** How a column reads what is pasted on it; what says what stands already is no loss where nothing can be set. */
  function readerOf(
    row: CommitmentRow,
    column: ColumnId,
    days: ReturnType<typeof dayOrderOf>,
  ): PastedPlace<CommitmentChanges>["read"] {
    const now = shown(row);
    switch (column) {
      case "stage":
      case "word":
        return undefined;
      case "nextStep":
        return readStep;
      case "due":
        return (text) => readDue(text, days, today, now.dueOn);
      case "owner":
        return (text) => readOwner(text, members);
      default:
        return (text): CommitmentChanges | { column: ColumnId } =>
          text.trim() === textOf(now, column).trim() ? {} : { column };
    }
  }

  return {
    copied(range: CellRange): string {
      const lines = rows
        .slice(range.top, range.bottom + 1)
        .map(shown)
        .map((row) =>
          columns.slice(range.start, range.end + 1).map((column) => textOf(row, column)),
        );
      announce(t("matrix.copied", { count: lines.flat().length }));
      return writeBlock(lines);
    },

    async paste(text: string, range: CellRange) {
      // Which number is the day is told by all dates that are pasted, as in a sheet.
      const days = dayOrderOf(readBlock(text).flat());
      const { wishes, covered, besides } = await readPasted<CommitmentChanges>(
        text,
        range,
        table.last,
        (corner): PastedPlace<CommitmentChanges> | null => {
          const [row, column] = [rows[corner.row], columns[corner.column]];
          return row && column
            ? {
                who: { state: row.state.name, case: row.case.reference },
                isRaised: shown(row).isRaised,
                read: readerOf(row, column, days),
              }
            : null;
        },
      );
      // What was chosen before is over: what was pasted on is chosen, as in the matrix.
      if (covered.top === covered.bottom && covered.start === covered.end) {
        table.clear();
      } else {
        table.choose(covered);
      }
      if (wishes.length === 0 && besides.length === 0) {
        announce(t("matrix.nothingPasted"));
      }
      set(
        wishes.flatMap(({ corner, wish }) => {
          const row = rows[corner.row];
          return row ? [{ row, changes: wish }] : [];
        }),
        besides,
      );
    },

    /** Gives each column of the range what its first cell says; a single row takes what is above it. */
    fillDown(chosen: CellRange) {
      const top = chosen.top === chosen.bottom ? chosen.top - 1 : chosen.top;
      const first = rows[top];
      if (!first) {
        set([], [t("matrix.nothingAbove")]);
        return;
      }
      const from = shown(first);
      const besides: string[] = [];
      const changes: CommitmentChanges = {};
      for (const column of columns.slice(chosen.start, chosen.end + 1)) {
        if (column === "stage" && from.isRaised) {
          besides.push(t("matrix.raisedHint"));
        } else if (column === "stage") {
          changes.stage = from.stage;
        } else if (column === "word") {
          changes.word = from.word;
        } else if (column === "nextStep") {
          changes.nextStep = from.nextStep;
        } else if (column === "due") {
          changes.dueOn = from.dueOn;
        } else if (column === "owner" && from.owner && !members.some(isSame(from.owner))) {
          besides.push(t("table.notFilled"));
        } else if (column === "owner") {
          changes.ownerId = from.owner?.id ?? null;
        }
      }
      set(
        rows.slice(top + 1, chosen.bottom + 1).map((row) => ({ row, changes })),
        besides,
      );
    },
  };
}

const isSame =
  ({ id }: { id: string }) =>
  (other: { id: string }) =>
    other.id === id;
