"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { classes } from "@/components/ui/classes";
import type { ColumnId } from "@/lib/commitments/columns";
import type { CommitmentRow } from "@/lib/commitments/commitment";
import { commitmentCells } from "./commitment-columns";
import { pinned } from "./pinned";
import { as } from "./table-roles";
import type { CommitmentTable } from "./use-commitment-table";
import { type RowValues, useShownRow } from "./use-row-changes";

type Line = ReturnType<CommitmentTable["getRowModel"]>["rows"][number];

/**
 * One commitment as a row. It listens for its own changes, and is drawn anew for nothing else: what a key costs does
 * not grow with the rows around it. `chosenFrom` and `chosenTo` are the first and last chosen
 * column, -1 without any.
 */
export const TableLine = memo(function TableLine({
  line,
  columns,
  values,
  places,
  canSelect,
  isSelected,
  chosenFrom,
  chosenTo,
}: {
  line: Line;
  columns: readonly ColumnId[];
  values: RowValues;
  /** Where pinned columns stay, in pixels from the beginning of the line. */
  places: ReadonlyMap<string, number>;
  canSelect: boolean;
  isSelected: boolean;
  chosenFrom: number;
  chosenTo: number;
}) {
  const t = useTranslations("commitments");
  const row = useShownRow(values, line.original);
  const isChosen = (index: number) => chosenFrom >= 0 && index >= chosenFrom && index <= chosenTo;
  return (
    <tr {...as.row} data-row={row.id} className="border-b border-line align-middle last:border-b-0">
      {canSelect && (
        <td
          {...as.cell}
          data-cell="select"
          className={classes(
            "px-2 print:hidden",
            places.size > 0 && "z-[1] bg-surface min-[48rem]:sticky min-[48rem]:start-0",
          )}
        >
          {row.mayChange && (
            <input
              type="checkbox"
              aria-label={t("table.select", { state: row.state.name, case: row.case.reference })}
              checked={isSelected}
              onChange={(event) => line.toggleSelected(event.target.checked)}
              className="target size-[1.125rem] accent-accent"
            />
          )}
        </td>
      )}
      {columns.map((column, index) => {
        const Cell = commitmentCells[column];
        return column === "state" ? (
          <th
            key={column}
            scope="row"
            {...as.rowheader}
            data-cell="state"
            data-chosen={isChosen(index) || undefined}
            {...pinned(places, "state", "px-2 min-[48rem]:max-[90rem]:px-1.5 py-1 text-start")}
          >
            <Cell row={row} />
          </th>
        ) : (
          <td
            key={column}
            {...as.cell}
            data-cell={column}
            data-label={t(`column.${column}`)}
            data-empty={isEmpty(row, column) || undefined}
            data-chosen={isChosen(index) || undefined}
            {...pinned(places, column, "px-2 min-[48rem]:max-[90rem]:px-1.5 py-1")}
          >
            <div className="min-w-0">
              <Cell row={row} />
            </div>
          </td>
        );
      })}
    </tr>
  );
});

/** Whether a cell holds only a dash; on a phone such a line is left out. */
const isEmpty = (row: CommitmentRow, column: ColumnId) =>
  (column === "word" && row.word === null) ||
  (column === "nextStep" && !row.nextStep) ||
  (column === "due" && !row.dueOn) ||
  (column === "owner" && !row.owner);
