"use client";

import { useState } from "react";
import type { Matrix } from "@/lib/commitments/commitment";
import { ConflictNotices } from "./conflict-notices";
import { focusCell, focusPlace, type OpenCell } from "./matrix-cells";
import { MatrixGrid } from "./matrix-grid";
import { MatrixPanel } from "./matrix-panel";
import { useCellChanges } from "./use-cell-changes";

/** The grid and, beside it, the commitment that was opened. */
export function MatrixDesk({ matrix }: { matrix: Matrix }) {
  const changes = useCellChanges(matrix);
  const [open, setOpen] = useState<OpenCell | null>(null);
  return (
    <div
      className={open ? "gap-6 lg:grid lg:grid-cols-[minmax(0,1fr)_18rem] print:block" : undefined}
    >
      <div className="min-w-0">
        <MatrixGrid matrix={matrix} changes={changes} onOpen={setOpen} />
        {/* Below what is worked in, and in sight: nothing moves from under the focus. */}
        {changes.conflicts.length > 0 && (
          <div className="sticky bottom-20 z-10 mt-3 flex max-h-[40dvh] flex-col gap-2 overflow-y-auto lg:bottom-4 print:hidden">
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
          key={`${open.row.code} ${open.column.id}`}
          {...open}
          session={matrix.session}
          today={matrix.today}
          cell={changes.cellOf(open.row, matrix.columns.indexOf(open.column))}
          onSet={(wish) => changes.set([{ ...open, wish }])}
          onClose={() => {
            setOpen(null);
            focusCell(open, matrix.columns);
          }}
        />
      )}
    </div>
  );
}
