"use client";

import { useTranslations } from "next-intl";
import { announce } from "@/components/ui/announce";
import { notify } from "@/components/ui/notify";
import type { ShownStage, Stage } from "@/db/reference/words";
import {
  type CommitmentChanges,
  type CommitmentRow,
  type Matrix,
  type MatrixCell,
  type MatrixColumn,
  type MatrixRow,
  overlayOf,
  shownStage,
} from "@/lib/commitments/commitment";
import { leftOutWords } from "./left-out";
import { type OpenCell, placeOf } from "./matrix-cells";
import { useOutcomeWords } from "./outcome-words";
import { type Holding, type Target, useChanges } from "./use-changes";

/** What is set in a cell; null takes the word back. */
export type CellChange = Pick<CommitmentChanges, "stage" | "word">;

export type CellChanges = ReturnType<typeof useCellChanges>;

/** Sets stage and word of cells, one or a whole block, as one step. */
export function useCellChanges(matrix: Matrix) {
  const t = useTranslations("commitments");
  const words = useOutcomeWords();
  const desk = useChanges(holdingOn(matrix.today));
  const session = matrix.session;

  const cellOf = (row: MatrixRow, index: number): MatrixCell => {
    const column = matrix.columns[index];
    const standing = row.cells[index] ?? null;
    const place = column ? placeOf(row, column) : "";
    if (!desk.values.has(place)) {
      return standing;
    }
    const changed = desk.values.get(place) ?? null;
    // What was read later may know more than what was changed here before.
    return (standing?.[1] ?? 0) > (changed?.[1] ?? 0) ? standing : changed;
  };

  /** The cells of a row; the same list as long as nothing of it was changed here. */
  const cellsOf = (row: MatrixRow): readonly MatrixCell[] =>
    matrix.columns.some((column) => desk.values.has(placeOf(row, column)))
      ? matrix.columns.map((_, index) => cellOf(row, index))
      : row.cells;

  /** Why a cell can't be set here; null when it can. */
  function refusal({ row, column }: OpenCell, wish: CellChange | null): string | null {
    const cell = cellOf(row, matrix.columns.indexOf(column));
    return row.code === column.ownState
      ? t("matrix.isOwn")
      : !column.mayChange
        ? t("matrix.notYours")
        : !session
          ? t("matrix.chooseSession")
          : cell?.[0] === "raised" && wish?.stage !== undefined
            ? t("matrix.isRaised")
            : null;
  }

  /** Whether what was said may be recorded here; says why not. */
  function allows(cell: OpenCell): boolean {
    const no = refusal(cell, null);
    if (no) {
      announce(no, "assertive");
      notify({ message: no });
    }
    return !no;
  }

  /** Sets all cells as one step. What can't be set is left and told, after what `besides` says. */
  function set(
    cells: readonly (OpenCell & { wish: CellChange })[],
    besides: readonly string[] = [],
  ) {
    const left: string[] = [];
    const targets: Target<MatrixCell>[] = [];
    let same = 0;
    for (const cell of cells) {
      const { row, column, wish } = cell;
      const no = refusal(cell, wish);
      const shown = cellOf(row, matrix.columns.indexOf(column));
      if (no) {
        left.push(no);
      } else if (isSame(shown, wish)) {
        same++;
      } else if (session) {
        targets.push({
          place: placeOf(row, column),
          who: { state: row.name, case: column.reference },
          shown,
          changes: wish,
          request: (version) => ({
            kind: "set",
            caseId: column.id,
            sessionId: session.id,
            state: row.key,
            ...(version > 0 && { expectedVersion: version }),
            changes: wish,
          }),
        });
      }
    }
    const told = leftOutWords(left, cells.length, (count, reason) =>
      t("matrix.leftOut", { count, reason }),
    );
    if (targets.length === 0 && same > 0) {
      announce(t("saving.same"));
    }
    desk.change(targets, words.changed, [...told, ...besides].join(" "));
  }

  /** Agreed and raised of one column, with what was changed here since the page came. */
  function count(index: number): { promised: number; raised: number } {
    const column = matrix.columns[index] as MatrixColumn;
    const counted = { promised: column.promised, raised: column.raised };
    for (const region of matrix.regions) {
      for (const row of region.rows) {
        if (desk.values.has(placeOf(row, column))) {
          counted.promised +=
            isAt("agreed", cellOf(row, index)) - isAt("agreed", row.cells[index] ?? null);
        }
      }
    }
    return counted;
  }

  return {
    cellOf,
    cellsOf,
    allows,
    set,
    count,
    conflicts: desk.conflicts,
    settleConflict: desk.settleConflict,
  };
}

const isAt = (stage: ShownStage, cell: MatrixCell) => (cell?.[0] === stage ? 1 : 0);

const isSame = (cell: MatrixCell, { stage, word }: CellChange) =>
  (stage === undefined || (cell?.[0] ?? "not_approached") === stage) &&
  (word === undefined || (cell?.[2] ?? 0) === (word ?? 0));

const holdingOn = (today: string): Holding<MatrixCell> => ({
  read: (row: CommitmentRow) => [
    shownStage(row),
    row.version,
    row.word ?? 0,
    overlayOf(row, today) ?? "",
    1,
  ],
  version: (cell) => cell?.[1] ?? 0,
  apply(cell, changes) {
    const [stage, version, word, overlay, count] = cell ?? ["not_approached", 0, 0, "", 1];
    const set = changes.word === undefined ? word : (changes.word ?? 0);
    return [
      changes.stage ?? stage,
      version,
      set,
      set >= 4 && overlay === "" ? "writing" : overlay,
      count,
    ];
  },
  invert: (before, changes): CommitmentChanges => ({
    ...(changes.stage !== undefined && { stage: (before?.[0] ?? "not_approached") as Stage }),
    ...(changes.word !== undefined && { word: before?.[2] || null }),
  }),
});
