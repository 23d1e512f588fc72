"use client";

import { useState } from "react";
import type { Matrix } from "@/lib/commitments/commitment";
import { focusCell, type OpenCell } from "./matrix-cells";
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
      <MatrixGrid matrix={matrix} changes={changes} onOpen={setOpen} />
      {open && (
        <MatrixPanel
          key={`${open.row.code} ${open.column.id}`}
          {...open}
          session={matrix.session}
          today={matrix.today}
          cell={changes.cellOf(open.row, matrix.columns.indexOf(open.column))}
          onSet={(wanted) => changes.set(open.row, open.column, wanted)}
          onClose={() => {
            setOpen(null);
            focusCell(open, matrix.columns);
          }}
        />
      )}
    </div>
  );
}
