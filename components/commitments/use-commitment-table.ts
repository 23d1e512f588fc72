"use client";

import type { RowSelectionState, Updater } from "@tanstack/react-table";
import { useAppTable } from "@/components/table/app-table";
import type { CommitmentRow, SortOrder } from "@/lib/commitments/commitment";
import { type ColumnId, columnIds } from "./column-ids";
import { commitmentColumns } from "./commitment-columns";

export type CommitmentTable = ReturnType<typeof useCommitmentTable>;

/** The rows as a table with the columns that are wanted. */
export function useCommitmentTable(options: {
  rows: CommitmentRow[];
  columns: readonly ColumnId[];
  sort: SortOrder;
  descending: boolean;
  selected: RowSelectionState;
  onSelected: (next: Updater<RowSelectionState>) => void;
}) {
  const { rows, columns, sort, descending, selected, onSelected } = options;
  return useAppTable({
    columns: commitmentColumns,
    data: rows,
    getRowId: (row) => row.id,
    enableRowSelection: (row) => row.original.mayChange,
    state: {
      sorting: [{ id: sort, desc: descending }],
      columnVisibility: Object.fromEntries(columnIds.map((id) => [id, columns.includes(id)])),
      rowSelection: selected,
    },
    onRowSelectionChange: onSelected,
  });
}
