"use client";

import type { CommitmentPage } from "@/lib/commitments/commitment";
import type { ColumnId } from "./column-ids";
import { TableView } from "./table-view";
import { useTrackerAddress } from "./tracker-address";

/** The table of the tracker: the address says what it shows, and goes back and forth with it. */
export function AddressTable({
  first,
  columns,
}: {
  first: CommitmentPage;
  columns: readonly ColumnId[];
}) {
  const { params, setParams } = useTrackerAddress();
  const { cols, view: _, ...shown } = params;
  const chosen = cols ? columns.filter((id) => cols.split(",").includes(id)) : columns;
  return (
    <TableView
      first={first}
      params={shown}
      onParams={(next) => setParams({ ...next, ...(cols && { cols }) })}
      columns={chosen}
      selectable
    />
  );
}
