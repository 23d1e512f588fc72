"use client";

import { useRouter } from "next/navigation";
import { type ComponentProps, useEffect, useState } from "react";
import type { Matrix, MatrixColumn } from "@/lib/commitments/commitment";
import { ConflictNotices } from "./conflict-notices";
import { focusCell, focusPlace, type OpenCell } from "./matrix-cells";
import { MatrixGrid } from "./matrix-grid";
import { MatrixMoved } from "./matrix-moved";
import { MatrixPanel } from "./matrix-panel";
import { type CellValues, useCellChanges, useRowCells } from "./use-cell-changes";

/** The grid and, beside it, the commitment that was opened. */
export default function MatrixDesk({ matrix }: { matrix: Matrix }) {
  const changes = useCellChanges(matrix);
  const router = useRouter();
  const [opened, setOpened] = useState<(OpenCell & { withHistory: boolean }) | null>(null);
  const rows = new Map(
    matrix.regions.flatMap((region) => region.rows.map((row) => [row.code, row])),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, on coming back.
  useEffect(() => {
    if (changes.backAt) {
      focusPlace(changes.backAt, matrix);
    }
  }, []);
  const columnAt = (id: string | undefined) => matrix.columns.findIndex((one) => one.id === id);
  // The matrix may have been read again since.
  const row = rows.get(opened?.row.code ?? "");
  const at = columnAt(opened?.column.id);
  const column = matrix.columns[at];
  const open = opened && row && column ? { row, column } : null;
  const { session } = matrix;
  return (
    <div
      className={open ? "gap-6 lg:grid lg:grid-cols-[minmax(0,1fr)_18rem] print:block" : undefined}
    >
      <div className="min-w-0" data-barred={changes.conflicts.length > 0 || undefined}>
        <MatrixMoved
          matrix={matrix}
          values={changes.values}
          onMoved={changes.hear}
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
          <div className="tracker-bar sticky bottom-40 z-10 mt-3 flex max-h-[40dvh] flex-col gap-2 overflow-y-auto lg:bottom-24 print:hidden">
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
        <CellPanel
          key={`${open.row.code} ${open.column.id} ${opened?.withHistory}`}
          {...open}
          session={session}
          today={matrix.today}
          values={changes.values}
          columns={matrix.columns}
          withHistory={opened?.withHistory ?? false}
          onSet={(wish, because) => changes.set([{ ...open, wish, ...(because && { because }) }])}
          onLeave={(path) => changes.leave(path, open)}
          onClose={() => {
            setOpened(null);
            focusCell(open, matrix.columns);
          }}
        />
      )}
    </div>
  );
}

/** The panel of a cell as it stands now. */
function CellPanel({
  values,
  columns,
  ...panel
}: { values: CellValues; columns: readonly MatrixColumn[] } & Omit<
  ComponentProps<typeof MatrixPanel>,
  "cell"
>) {
  const cells = useRowCells(values, columns, panel.row);
  return <MatrixPanel {...panel} cell={cells[columns.indexOf(panel.column)] ?? null} />;
}
