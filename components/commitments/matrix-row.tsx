"use client";

import { memo } from "react";
import type { MatrixCell, MatrixColumn, MatrixRow } from "@/lib/commitments/commitment";
import { useFormats } from "@/lib/i18n/formats";
import type { CellNames } from "./cell-names";
import { StageCorner, StageGlyph } from "./stage-glyph";
import { type CellValues, useRowCells } from "./use-cell-changes";

/**
 * One State of the matrix. It listens for its own changes, so that a key draws the row that it changes and not the
 * thousands of cells of all. `chosenFrom` and `chosenTo` are the first and last chosen column, -1 without any.
 */
export const MatrixLine = memo(function MatrixLine({
  row,
  columns,
  values,
  names,
  isFirst,
  chosenFrom,
  chosenTo,
}: {
  row: MatrixRow;
  columns: readonly MatrixColumn[];
  /** What was changed here since the page was read. */
  values: CellValues;
  names: CellNames;
  isFirst: boolean;
  chosenFrom: number;
  chosenTo: number;
}) {
  const { day } = useFormats();
  const cells = useRowCells(values, columns, row);
  return (
    <tr data-s={row.code}>
      <th
        scope="row"
        tabIndex={-1}
        className="sticky start-0 z-[1] max-w-44 min-w-36 bg-surface px-2 text-start text-ui"
      >
        <bdi>{row.name}</bdi>
      </th>
      {columns.map((column, index) => (
        <Cell
          key={column.id}
          isOwn={row.code === column.ownState}
          cell={cells[index] ?? null}
          name={names(row, column, cells[index] ?? null)}
          tabIndex={isFirst && index === 0 ? 0 : -1}
          isChosen={chosenFrom >= 0 && index >= chosenFrom && index <= chosenTo}
        />
      ))}
      <td
        tabIndex={-1}
        dir="auto"
        className="max-w-56 min-w-32 truncate px-2 text-meta text-ink-muted"
      >
        {row.nextStep && (
          <>
            {row.nextStep}
            {row.nextDue && (
              <>
                , <bdi>{day(row.nextDue, "short")}</bdi>
              </>
            )}
          </>
        )}
      </td>
    </tr>
  );
});

function Cell({
  isOwn,
  cell,
  name,
  tabIndex,
  isChosen,
}: {
  isOwn: boolean;
  cell: MatrixCell;
  name: string;
  tabIndex: number;
  isChosen: boolean;
}) {
  // Said of the chosen ones only: there are thousands of others, and each byte of them goes over the wire.
  const chosen = isChosen || undefined;
  if (isOwn) {
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: in a grid it is a gridcell.
    return <td tabIndex={tabIndex} aria-label={name} aria-selected={chosen} className="mx-own" />;
  }
  const stage = cell?.[0] ?? "not_approached";
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: in a grid it is a gridcell.
    <td
      tabIndex={tabIndex}
      data-stage={stage}
      data-n={cell && cell[4] > 1 ? cell[4] : undefined}
      aria-label={name}
      aria-selected={chosen}
      className="stage mx"
    >
      <StageGlyph stage={stage} />
      {cell && cell[3] !== "" && <StageCorner overlay={cell[3]} />}
    </td>
  );
}
