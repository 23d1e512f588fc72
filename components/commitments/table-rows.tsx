"use client";

import { useTranslations } from "next-intl";
import { Fragment } from "react";
import type { CommitmentRow, Grouping } from "@/lib/commitments/commitment";
import type { ColumnId } from "./column-ids";
import { as } from "./table-roles";
import type { CommitmentTable } from "./use-commitment-table";

/** The rows of a page, under the headings of their groups. `isChosen` marks the cells that the keys act on. */
export function TableRows({
  table,
  group,
  width,
  canSelect,
  isChosen,
}: {
  table: CommitmentTable;
  group: Grouping | undefined;
  width: number;
  canSelect: boolean;
  isChosen: (row: CommitmentRow, column: string) => boolean;
}) {
  const t = useTranslations("commitments");
  return (
    <tbody {...as.rowgroup}>
      {table.getRowModel().rows.map((row, index, all) => {
        const before = all[index - 1]?.original;
        const startsGroup =
          group && (!before || groupKey(before, group) !== groupKey(row.original, group));
        return (
          <Fragment key={row.id}>
            {startsGroup && (
              <tr {...as.row} className="border-b border-line bg-sunken">
                <th
                  scope="colgroup"
                  {...as.columnheader}
                  colSpan={width}
                  className="px-3 py-1.5 text-start"
                >
                  <bdi>{groupName(row.original, group)}</bdi>
                </th>
              </tr>
            )}
            <tr
              {...as.row}
              data-row={row.id}
              className="border-b border-line align-middle last:border-b-0"
            >
              {canSelect && (
                <td {...as.cell} data-cell="select" className="px-2 py-2.5 print:hidden">
                  {row.original.mayChange && (
                    <input
                      type="checkbox"
                      aria-label={t("table.select", {
                        state: row.original.state.name,
                        case: row.original.case.reference,
                      })}
                      checked={row.getIsSelected()}
                      onChange={row.getToggleSelectedHandler()}
                      className="target size-[1.125rem] accent-accent"
                    />
                  )}
                </td>
              )}
              {row.getVisibleCells().map((cell) =>
                cell.column.id === "state" ? (
                  <th
                    key={cell.id}
                    scope="row"
                    {...as.rowheader}
                    data-cell="state"
                    className="sticky start-0 z-[1] bg-surface px-2 py-1 text-start"
                  >
                    <table.FlexRender cell={cell} />
                  </th>
                ) : (
                  <td
                    key={cell.id}
                    {...as.cell}
                    data-cell={cell.column.id}
                    data-label={t(`column.${cell.column.id as ColumnId}`)}
                    data-empty={isEmpty(row.original, cell.column.id) || undefined}
                    data-chosen={isChosen(row.original, cell.column.id) || undefined}
                    className="px-2 py-1"
                  >
                    <div className="min-w-0">
                      <table.FlexRender cell={cell} />
                    </div>
                  </td>
                ),
              )}
            </tr>
          </Fragment>
        );
      })}
    </tbody>
  );
}

/** Whether a cell holds only a dash; on a phone such a line is left out. */
const isEmpty = (row: CommitmentRow, column: string) =>
  (column === "word" && row.word === null) ||
  (column === "nextStep" && !row.nextStep) ||
  (column === "due" && !row.dueOn) ||
  (column === "owner" && !row.owner);

const groupKey = (row: CommitmentRow, group: Grouping) =>
  group === "state" ? row.state.code : group === "case" ? row.case.id : row.session.id;

const groupName = (row: CommitmentRow, group: Grouping) =>
  group === "state"
    ? row.state.name
    : group === "case"
      ? `${row.case.reference} ${row.case.title}`
      : row.session.title;
