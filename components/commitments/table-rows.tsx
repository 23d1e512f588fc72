"use client";

import { useTranslations } from "next-intl";
import { Fragment } from "react";
import type { ColumnId } from "@/lib/commitments/columns";
import {
  type CommitmentPage,
  type CommitmentRow,
  type Grouping,
  groupKey,
} from "@/lib/commitments/commitment";
import type { CellRange } from "./cell-range";
import { TableLine } from "./table-line";
import { as } from "./table-roles";
import type { CommitmentTable } from "./use-commitment-table";
import type { RowValues } from "./use-row-changes";

/** The rows of a page, under the headings of their groups. `chosen`: the cells that the keys act on, where there are several. */
export function TableRows({
  table,
  columns,
  values,
  group,
  groups,
  width,
  places,
  canSelect,
  chosen,
}: {
  table: CommitmentTable;
  columns: readonly ColumnId[];
  /** What was changed here since the page was read. */
  values: RowValues;
  group: Grouping | undefined;
  groups: CommitmentPage["groups"];
  width: number;
  /** Where pinned columns stay, in pixels from the beginning of the line. */
  places: ReadonlyMap<string, number>;
  canSelect: boolean;
  chosen: CellRange | null;
}) {
  const t = useTranslations("commitments");
  const region = (key: string) => t(`region.${(key || "other") as "other"}`);
  return (
    <tbody {...as.rowgroup}>
      {table.getRowModel().rows.map((row, index, all) => {
        const before = all[index - 1]?.original;
        const startsGroup =
          group && (!before || groupKey(before, group) !== groupKey(row.original, group));
        const isChosen = chosen !== null && index >= chosen.top && index <= chosen.bottom;
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
                  <span className="sticky start-3 inline-flex max-w-full flex-wrap gap-x-3">
                    <bdi>{groupName(row.original, group, region)}</bdi>
                    <GroupCount of={groups[groupKey(row.original, group)]} />
                  </span>
                </th>
              </tr>
            )}
            <TableLine
              line={row}
              columns={columns}
              values={values}
              places={places}
              canSelect={canSelect}
              isSelected={row.getIsSelected()}
              chosenFrom={isChosen ? chosen.start : -1}
              chosenTo={isChosen ? chosen.end : -1}
            />
          </Fragment>
        );
      })}
    </tbody>
  );
}

function GroupCount({ of }: { of: { n: number; atLeast: boolean } | undefined }) {
  const t = useTranslations("commitments.table");
  return (
    of && (
      <span className="font-normal text-ink-muted">
        {t(of.atLeast ? "totalAtLeast" : "total", { n: of.n })}
      </span>
    )
  );
}

const groupName = (row: CommitmentRow, group: Grouping, region: (key: string) => string) =>
  group === "state"
    ? row.state.name
    : group === "region"
      ? region(row.region)
      : group === "case"
        ? `${row.case.reference} ${row.case.title}`
        : row.session.title;
