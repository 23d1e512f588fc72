"use client";

import type { RowSelectionState, Updater } from "@tanstack/react-table";
import { useMemo } from "react";
import { useAppTable } from "@/components/table/app-table";
import type { ColumnId } from "@/lib/commitments/columns";
import type { CommitmentRow, SortOrder } from "@/lib/commitments/commitment";
import { commitmentColumns } from "./commitment-columns";

export type CommitmentTable = ReturnType<typeof useCommitmentTable>;

/** The rows as a table with the columns that are wanted, in their order. */
export function useCommitmentTable(options: {
  rows: CommitmentRow[];
  columns: readonly ColumnId[];
  sort: SortOrder;
  descending: boolean;
  selected: RowSelectionState;
  onSelected: (next: Updater<RowSelectionState>) => void;
}) {
  const { rows, columns, sort, descending, selected, onSelected } = options;
  const key = columns.join();
  const inOrder = useMemo(
    () =>
      key
        .split(",")
        .flatMap((id) => commitmentColumns.find((definition) => definition.id === id) ?? []),
    [key],
  );
  return useAppTable({
    columns: inOrder,
    data: rows,
    getRowId: (row) => row.id,
    enableRowSelection: (row) => row.original.mayChange,
    state: {
      sorting: [{ id: sort, desc: descending }],
      rowSelection: selected,
    },
    onRowSelectionChange: onSelected,
  });
}
