import type { MatrixColumn, MatrixRow } from "@/lib/commitments/commitment";

/** Whether this State was asked on any of the cases. */
export const hasCell = (row: MatrixRow) => row.cells.some((cell) => cell !== null);

/** 2 where something is still open, 1 where all that was asked is on record, 0 where nobody was asked. */
export const standing = (rows: readonly MatrixRow[]): number =>
  rows.some((row) => row.cells.some((cell) => cell && cell[0] !== "raised"))
    ? 2
    : Number(rows.some(hasCell));

/** Fewer than this are not worth a press. */
const leastHidden = 4;

export type Line = { row: MatrixRow } | { rest: number };

/** The rows of a region as drawn: where some are asked, these and the State concerned, then the others on demand. */
export function linesOf(
  rows: readonly MatrixRow[],
  columns: readonly MatrixColumn[],
  whole: boolean,
): Line[] {
  const isShown = (row: MatrixRow) =>
    hasCell(row) || columns.some((column) => column.ownState === row.code);
  const rest = rows.filter((row) => !isShown(row));
  if (rest.length < leastHidden || !rows.some(hasCell)) {
    return rows.map((row) => ({ row }));
  }
  return [
    ...rows.filter(isShown).map((row) => ({ row })),
    { rest: rest.length },
    ...(whole ? rest.map((row) => ({ row })) : []),
  ];
}
