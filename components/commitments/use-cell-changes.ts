"use client";

import { useTranslations } from "next-intl";
import { announce } from "@/components/ui/announce";
import { notify } from "@/components/ui/notify";
import type { ShownStage, Stage, Word } from "@/db/reference/words";
import {
  type CommitmentChanges,
  type CommitmentRow,
  type Matrix,
  type MatrixCell,
  type MatrixColumn,
  type MatrixRow,
  markOfWord,
  overlayOf,
  shownStage,
  wordGoneWith,
} from "@/lib/commitments/commitment";
import { leftOutWords } from "./left-out";
import { type OpenCell, partsOf, placeOf, recordHref } from "./matrix-cells";
import { useOutcomeWords } from "./outcome-words";
import { type PlaceValues, useAllValues, useLine } from "./place-values";
import { type Holding, type Target, useChanges } from "./use-changes";

/** What is set in a cell; null takes the word back. */
export type CellChange = Pick<CommitmentChanges, "stage" | "word">;

export type CellValues = PlaceValues<MatrixCell>;

export type CellChanges = ReturnType<typeof useCellChanges>;

/** Sets stage and word of cells, one or a whole block, as one step. */
export function useCellChanges(matrix: Matrix) {
  const t = useTranslations("commitments");
  const words = useOutcomeWords();
  const session = matrix.session;
  const me = matrix.members.find(({ isMe }) => isMe)?.id ?? "";
  const desk = useChanges(`cells of ${me} at ${session?.id}`, holdingOn(matrix.today));

  /** A cell as it stands at this moment: for what happens, not for what is drawn (`useRowCells`). */
  const cellOf = (row: MatrixRow, index: number): MatrixCell =>
    cellNow(row, matrix.columns, index, desk.values.line(row.code));

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
    cells: readonly (OpenCell & { wish: CellChange; because?: string })[],
    besides: readonly string[] = [],
  ) {
    const left: string[] = [];
    const targets: Target<MatrixCell>[] = [];
    let same = 0;
    for (const cell of cells) {
      const { row, column, wish, because } = cell;
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
            ...(because && { because }),
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
    void desk.change(targets, words.changed, [...told, ...besides].join(" "));
  }

  return {
    values: desk.values,
    cellOf,
    set,
    conflicts: desk.conflicts,
    settleConflict: desk.settleConflict,
    hear: desk.hear,
    backAt: desk.backAt,
    /** By a link, to the page at `path`. */
    leave: (path: string, { row, column }: OpenCell) => desk.leave(path, placeOf(row, column)),
    /** To where what the State said on the case is recorded, and back to the cell from there. */
    record(cell: OpenCell) {
      if (allows(cell)) {
        void desk.leaveFor(recordHref(cell, session), placeOf(cell.row, cell.column));
      }
    },
  };
}

/** What was changed here in one row; what was read later may know more. */
function cellNow(
  row: MatrixRow,
  columns: readonly MatrixColumn[],
  index: number,
  changed: ReadonlyMap<string, MatrixCell>,
): MatrixCell {
  const standing = row.cells[index] ?? null;
  const column = columns[index];
  const mine = column && changed.get(placeOf(row, column));
  return mine === undefined || (standing?.[1] ?? 0) > (mine?.[1] ?? 0) ? standing : mine;
}

/** The cells of a row as they are shown; draws anew when one of them changes, and not when those of others do. */
export function useRowCells(
  values: CellValues,
  columns: readonly MatrixColumn[],
  row: MatrixRow,
): readonly MatrixCell[] {
  const changed = useLine(values, row.code);
  return changed.size === 0
    ? row.cells
    : columns.map((_, index) => cellNow(row, columns, index, changed));
}

/** Agreed and raised of each column, with what was changed here since the page came. */
export function useColumnCounts(
  values: CellValues,
  matrix: Matrix,
): { toCome: number; raised: number }[] {
  const changed = useAllValues(values);
  const rows = new Map(
    matrix.regions.flatMap((region) => region.rows.map((row) => [row.code, row])),
  );
  const counts = matrix.columns.map(({ toCome, raised }) => ({ toCome, raised }));
  for (const place of changed.keys()) {
    const { code, columnId } = partsOf(place);
    const row = rows.get(code);
    const index = matrix.columns.findIndex(({ id }) => id === columnId);
    const count = counts[index];
    if (row && count) {
      count.toCome +=
        isAt("agreed", cellNow(row, matrix.columns, index, changed)) -
        isAt("agreed", row.cells[index] ?? null);
    }
  }
  return counts;
}

const isAt = (stage: ShownStage, cell: MatrixCell) => (cell?.[0] === stage ? 1 : 0);

const isSame = (cell: MatrixCell, { stage, word }: CellChange) =>
  (stage === undefined || (cell?.[0] ?? "not_approached") === stage) &&
  (word === undefined || (cell?.[2] ?? 0) === (word ?? 0));

const holdingOn = (today: string): Holding<MatrixCell> => ({
  lineOf: (place) => partsOf(place).code,
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
    const gone =
      stage === "raised"
        ? {}
        : wordGoneWith({ stage, word: (word || null) as Word | null }, changes);
    const { word: said = word } = { ...gone, ...changes };
    const set = said ?? 0;
    return [
      changes.stage ?? stage,
      version,
      set,
      overlay === "due" || overlay === "restricted" ? overlay : (markOfWord(set) ?? ""),
      count,
    ];
  },
  invert: (before, changes): CommitmentChanges => ({
    ...(changes.stage !== undefined && { stage: (before?.[0] ?? "not_approached") as Stage }),
    ...(changes.word !== undefined && { word: before?.[2] || null }),
  }),
});
