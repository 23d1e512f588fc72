"use client";

import type { Matrix, Moved } from "@/lib/commitments/commitment";
import { placeOf } from "./matrix-cells";
import { MovedPill } from "./moved-pill";
import { useAllValues } from "./place-values";
import type { CellValues } from "./use-cell-changes";
import { useMoved } from "./use-moved";

/** How many of the cells of a matrix others changed since it was read; what came back with an own change is known. */
export function MatrixMoved({
  matrix,
  values,
  onMoved,
  onShow,
}: {
  matrix: Matrix;
  values: CellValues;
  onMoved: (moved: readonly Moved[]) => void;
  onShow: () => void;
}) {
  const changed = useAllValues(values);
  const { session, columns } = matrix;
  const rows = new Map(
    matrix.regions.flatMap((region) => region.rows.map((row) => [row.code, row])),
  );
  const columnAt = (id: string) => columns.findIndex((one) => one.id === id);
  const moved = useMoved({
    onMoved,
    asOf: matrix.asOf,
    query: session ? `session=${session.id}` : "",
    shows: ({ stateCode, caseId, sessionId }) =>
      (!session || session.id === sessionId) && rows.has(stateCode) && columnAt(caseId) >= 0,
    counts({ stateCode, caseId, version, isAfter, fits }) {
      const row = rows.get(stateCode);
      const index = columnAt(caseId);
      const column = columns[index];
      if (!fits || !row || !column) {
        return false;
      }
      const known = Math.max(
        row.cells[index]?.[1] ?? 0,
        changed.get(placeOf(row, column))?.[1] ?? 0,
      );
      // A cell of all sessions may show another ask than the one that moved.
      return session ? known < version : isAfter;
    },
  });
  return <MovedPill count={moved} onShow={onShow} />;
}
