import type { Matrix, MatrixColumn, MatrixRow } from "@/lib/commitments/commitment";

/** The cell that is looked at. */
export interface OpenCell {
  row: MatrixRow;
  column: MatrixColumn;
}

/** The place of a cell in the changes of its matrix. */
export const placeOf = (row: MatrixRow, column: MatrixColumn) => `${row.code} ${column.id}`;

/** Of which State and case a place is. */
export function partsOf(place: string): { code: string; columnId: string } {
  const [code = "", columnId = ""] = place.split(" ");
  return { code, columnId };
}

/** Puts the focus on the cell at a place. */
export function focusPlace(place: string, matrix: Matrix): void {
  for (const row of matrix.regions.flatMap(({ rows }) => rows)) {
    const column = matrix.columns.find((one) => placeOf(row, one) === place);
    if (column) {
      focusCell({ row, column }, matrix.columns);
    }
  }
}

/** Puts the focus on a cell. Cells carry no ids: there are thousands, and each byte of them goes over the wire. */
export function focusCell({ row, column }: OpenCell, columns: readonly MatrixColumn[]): void {
  const line = document.querySelector<HTMLTableRowElement>(`tr[data-s="${row.code}"]`);
  line?.cells[columns.indexOf(column) + 1]?.focus();
}

/** Where what this State said on this case is recorded. */
export function recordHref({ row, column }: OpenCell, session: Matrix["session"]): string {
  const query = new URLSearchParams({
    case: column.id,
    state: row.key,
    ...(session && { session: session.id }),
  });
  return `/commitments/record?${query}`;
}
