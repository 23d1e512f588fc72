import type { Matrix, MatrixColumn, MatrixRow } from "@/lib/commitments/commitment";

/** The cell that is looked at. */
export interface OpenCell {
  row: MatrixRow;
  column: MatrixColumn;
}

export const cellId = ({ row, column }: OpenCell) => `${row.key}-${column.id}`;

/** Where what this State said on this case is recorded. */
export function recordHref({ row, column }: OpenCell, session: Matrix["session"]): string {
  const query = new URLSearchParams({
    case: column.id,
    state: row.key,
    ...(session && { session: session.id }),
  });
  return `/commitments/record?${query}`;
}
