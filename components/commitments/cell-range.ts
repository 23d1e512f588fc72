/** A cell by its place among the rows and columns that are drawn, counted from 0. */
export interface Corner {
  row: number;
  column: number;
}

/** A rectangle of cells, its edges within it. */
export interface CellRange {
  top: number;
  bottom: number;
  start: number;
  end: number;
}

/** The rectangle that has both cells as corners, whichever comes first. */
export function rangeBetween(a: Corner, b: Corner): CellRange {
  return {
    top: Math.min(a.row, b.row),
    bottom: Math.max(a.row, b.row),
    start: Math.min(a.column, b.column),
    end: Math.max(a.column, b.column),
  };
}

/** Whether all cells of one range are cells of the other. */
export function isWithin(inner: CellRange, outer: CellRange): boolean {
  return (
    inner.top >= outer.top &&
    inner.bottom <= outer.bottom &&
    inner.start >= outer.start &&
    inner.end <= outer.end
  );
}

/** The cells of a range, row by row. */
export function cornersOf({ top, bottom, start, end }: CellRange): Corner[] {
  const corners: Corner[] = [];
  for (let row = top; row <= bottom; row++) {
    for (let column = start; column <= end; column++) {
      corners.push({ row, column });
    }
  }
  return corners;
}

const heightOf = (range: CellRange) => range.bottom - range.top + 1;
const widthOf = (range: CellRange) => range.end - range.start + 1;

/**
 * Where the cells of a pasted block go: from the range's first cell; repeated down and along the range as far as it is a
 * multiple of the block that way; cut at the `last` cell of the grid, and then `lost` counts the cells with something in them
 * that found no place.
 */
export function placesFor(
  block: readonly (readonly string[])[],
  range: CellRange,
  last: Corner,
): { cells: (Corner & { text: string })[]; covered: CellRange; lost: number } {
  const height = block.length;
  const width = Math.max(...block.map((row) => row.length));
  const bottom = heightOf(range) % height === 0 ? range.bottom : range.top + height - 1;
  const end = widthOf(range) % width === 0 ? range.end : range.start + width - 1;
  const cells: (Corner & { text: string })[] = [];
  let lost = 0;
  for (const { row, column } of cornersOf({ ...range, bottom, end })) {
    const text = block[(row - range.top) % height]?.[(column - range.start) % width] ?? "";
    if (row <= last.row && column <= last.column) {
      cells.push({ row, column, text });
    } else if (text.trim() !== "") {
      lost++;
    }
  }
  const covered = {
    ...range,
    bottom: Math.min(bottom, last.row),
    end: Math.min(end, last.column),
  };
  return { cells, covered, lost };
}
