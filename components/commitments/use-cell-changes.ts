"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { announce } from "@/components/ui/announce";
import { notify } from "@/components/ui/notify";
import { reportSave } from "@/components/ui/save-status";
import type { ShownStage, Stage, Word } from "@/db/reference/words";
import {
  type CommitmentRow,
  type Matrix,
  type MatrixCell,
  type MatrixColumn,
  type MatrixRow,
  overlayOf,
  shownStage,
} from "@/lib/commitments/commitment";
import { NotSaved, sendChange } from "./change-requests";
import { useCommitmentWords } from "./commitment-words";

export type Wanted = { stage: Stage } | { word: Word };
export type CellChanges = ReturnType<typeof useCellChanges>;

const placeOf = (row: MatrixRow, column: MatrixColumn) => `${row.code} ${column.id}`;

/** Sets stage and word of cells: shown at once, saved when the server says so, taken back by the same way. */
export function useCellChanges(matrix: Matrix) {
  const t = useTranslations();
  const words = useCommitmentWords();
  const [cells, setCells] = useState<ReadonlyMap<string, MatrixCell>>(new Map());
  const queues = useRef(new Map<string, Promise<MatrixCell>>());
  const session = matrix.session;

  const cellOf = (row: MatrixRow, index: number): MatrixCell => {
    const column = matrix.columns[index];
    const place = column ? placeOf(row, column) : "";
    return cells.has(place) ? (cells.get(place) ?? null) : (row.cells[index] ?? null);
  };
  const put = (row: MatrixRow, column: MatrixColumn, cell: MatrixCell) =>
    setCells((before) => new Map(before).set(placeOf(row, column), cell));
  const fromRow = (row: CommitmentRow): MatrixCell => [
    shownStage(row),
    row.version,
    row.word ?? 0,
    overlayOf(row, matrix.today) ?? "",
    1,
  ];

  /** Why a cell can't be set here; null when it can. */
  function refusal(row: MatrixRow, column: MatrixColumn, wanted: Wanted | null): string | null {
    const cell = cellOf(row, matrix.columns.indexOf(column));
    return row.code === column.ownState
      ? t("commitments.matrix.isOwn")
      : !column.mayChange
        ? t("commitments.matrix.notYours")
        : !session
          ? t("commitments.matrix.chooseSession")
          : cell?.[0] === "raised" && wanted && "stage" in wanted
            ? t("commitments.matrix.isRaised")
            : null;
  }

  /** Whether this may be set here, or what was said recorded (null); says why not. */
  function allows(row: MatrixRow, column: MatrixColumn, wanted: Wanted | null): boolean {
    const no = refusal(row, column, wanted);
    if (no) {
      announce(no, "assertive");
      notify({ message: no });
    }
    return !no;
  }

  function set(row: MatrixRow, column: MatrixColumn, wanted: Wanted) {
    if (!allows(row, column, wanted) || !session) {
      return;
    }
    const shown = cellOf(row, matrix.columns.indexOf(column));
    put(row, column, applied(shown, wanted));
    const place = placeOf(row, column);
    const queued = (queues.current.get(place) ?? Promise.resolve(shown)).then((standing) =>
      send(row, column, standing, wanted, session.id),
    );
    queues.current.set(place, queued);
    announce(
      t("commitments.saving.changed", {
        state: row.name,
        case: column.reference,
        value: words.value(wanted, []),
      }),
    );
  }

  async function send(
    row: MatrixRow,
    column: MatrixColumn,
    standing: MatrixCell,
    wanted: Wanted,
    sessionId: string,
  ): Promise<MatrixCell> {
    const who = { state: row.name, case: column.reference };
    const sayNo = (message: string, state: "failed" | "none") => {
      reportSave({ state });
      put(row, column, standing);
      announce(message, "assertive");
      notify({ message });
      return standing;
    };
    reportSave({ state: "sending" });
    try {
      const answer = await sendChange({
        kind: "set",
        caseId: column.id,
        sessionId,
        state: row.key,
        ...(standing && { expectedVersion: standing[1] }),
        changes: wanted,
      });
      if (answer.outcome === "refused") {
        const reason = t(answer.messageKey as Parameters<typeof t>[0]);
        return sayNo(`${t("commitments.saving.refused", who)} ${reason}`, "none");
      }
      if (answer.outcome === "several") {
        return standing;
      }
      const cell = fromRow(answer.row);
      put(row, column, cell);
      if (answer.outcome === "conflict") {
        reportSave({ state: "none" });
        const message = [
          t("commitments.conflict.title", who),
          t("commitments.conflict.theirs", {
            value: "stage" in wanted ? words.stage(answer.row) : words.word(answer.row.word),
          }),
          t("commitments.conflict.yours", { value: words.value(wanted, []) }),
        ].join(". ");
        announce(message, "assertive");
        notify({ message });
        return cell;
      }
      reportSave({ state: "saved", at: new Date() });
      const { eventId, row: saved } = answer;
      notify({
        message: t("commitments.saving.changed", { ...who, value: words.value(wanted, []) }),
        undo: () =>
          eventId
            ? undo(row, column, saved.id, eventId)
            : // An ask that was opened by a key press stays as a row, and goes back to where it was.
              set(row, column, { stage: "not_approached" }),
      });
      return cell;
    } catch (failure) {
      if (!(failure instanceof NotSaved)) {
        throw failure;
      }
      return sayNo(t("commitments.saving.failed", who), "failed");
    }
  }

  function undo(row: MatrixRow, column: MatrixColumn, id: string, eventId: string) {
    const place = placeOf(row, column);
    const queued = (queues.current.get(place) ?? Promise.resolve(null)).then(async (standing) => {
      reportSave({ state: "sending" });
      try {
        const answer = await sendChange({ kind: "undo", id, eventId });
        if (answer.outcome === "changed" || answer.outcome === "conflict") {
          const cell = fromRow(answer.row);
          put(row, column, cell);
          const done = answer.outcome === "changed";
          reportSave(done ? { state: "saved", at: new Date() } : { state: "none" });
          announce(
            done
              ? t("commitments.saving.undone", { state: row.name, case: column.reference })
              : t("refusals.conflict"),
          );
          return cell;
        }
      } catch {
        reportSave({ state: "failed" });
      }
      return standing;
    });
    queues.current.set(place, queued);
  }

  /** Agreed and raised of one column, with what was changed here since the page came. */
  function count(index: number): { promised: number; raised: number } {
    const column = matrix.columns[index] as MatrixColumn;
    const counted = { promised: column.promised, raised: column.raised };
    for (const region of matrix.regions) {
      for (const row of region.rows) {
        const changed = cells.get(placeOf(row, column));
        if (changed !== undefined) {
          counted.promised += isAt("agreed", changed) - isAt("agreed", row.cells[index] ?? null);
        }
      }
    }
    return counted;
  }

  return { cellOf, allows, set, count };
}

const isAt = (stage: ShownStage, cell: MatrixCell) => (cell?.[0] === stage ? 1 : 0);

function applied(cell: MatrixCell, wanted: Wanted): MatrixCell {
  const [stage, version, word, overlay, count] = cell ?? ["not_approached", 0, 0, "", 1];
  return "stage" in wanted
    ? [wanted.stage, version, word, overlay, count]
    : [
        stage,
        version,
        wanted.word,
        wanted.word >= 4 && overlay === "" ? "writing" : overlay,
        count,
      ];
}
