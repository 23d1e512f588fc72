"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Matrix } from "@/lib/commitments/commitment";
import { ConflictNotices } from "./conflict-notices";
import { focusCell, focusPlace, type OpenCell } from "./matrix-cells";
import { MatrixGrid } from "./matrix-grid";
import { MatrixPanel } from "./matrix-panel";
import { MovedPill } from "./moved-pill";
import { useCellChanges } from "./use-cell-changes";
import { useMoved } from "./use-moved";

/** The grid and, beside it, the commitment that was opened. */
export function MatrixDesk({ matrix }: { matrix: Matrix }) {
  const changes = useCellChanges(matrix);
  const router = useRouter();
  const [opened, setOpened] = useState<(OpenCell & { withHistory: boolean }) | null>(null);
  const rows = new Map(
    matrix.regions.flatMap((region) => region.rows.map((row) => [row.code, row])),
  );
  const columnAt = (id: string | undefined) => matrix.columns.findIndex((one) => one.id === id);
  // The matrix may have been read again since.
  const row = rows.get(opened?.row.code ?? "");
  const at = columnAt(opened?.column.id);
  const column = matrix.columns[at];
  const open = opened && row && column ? { row, column } : null;
  const { session } = matrix;
  const moved = useMoved({
    asOf: matrix.asOf,
    query: session ? `session=${session.id}` : "",
    shows: ({ stateCode, caseId, sessionId }) =>
      (!session || session.id === sessionId) && rows.has(stateCode) && columnAt(caseId) >= 0,
    counts({ stateCode, caseId, version, isAfter, fits }) {
      const changed = rows.get(stateCode);
      const index = columnAt(caseId);
      return (
        fits &&
        changed !== undefined &&
        index >= 0 &&
        // A cell of all sessions may show another ask than the one that moved.
        (session ? (changes.cellOf(changed, index)?.[1] ?? 0) < version : isAfter)
      );
    },
  });
  return (
    <div
      className={open ? "gap-6 lg:grid lg:grid-cols-[minmax(0,1fr)_18rem] print:block" : undefined}
    >
      <div className="min-w-0">
        <MovedPill
          count={moved}
          onShow={() => {
            router.refresh();
            document.querySelector<HTMLElement>('.matrix [tabindex="0"]')?.focus();
          }}
        />
        <MatrixGrid
          matrix={matrix}
          changes={changes}
          onOpen={(cell, withHistory) => setOpened({ ...cell, withHistory })}
        />
        {/* Below what is worked in, and in sight: nothing moves from under the focus. */}
        {changes.conflicts.length > 0 && (
          <div className="tracker-bar sticky bottom-20 z-10 mt-3 flex max-h-[40dvh] flex-col gap-2 overflow-y-auto lg:bottom-4 print:hidden">
            <ConflictNotices
              conflicts={changes.conflicts}
              onSettle={(conflict, useMine) => {
                changes.settleConflict(conflict, useMine);
                focusPlace(conflict.target.place, matrix);
              }}
            />
          </div>
        )}
      </div>
      {open && (
        <MatrixPanel
          key={`${open.row.code} ${open.column.id} ${opened?.withHistory}`}
          {...open}
          session={session}
          today={matrix.today}
          cell={changes.cellOf(open.row, at)}
          withHistory={opened?.withHistory ?? false}
          onSet={(wish) => changes.set([{ ...open, wish }])}
          onClose={() => {
            setOpened(null);
            focusCell(open, matrix.columns);
          }}
        />
      )}
    </div>
  );
}
