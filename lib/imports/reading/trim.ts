import { type Cell, most } from "../workbook.ts";
import type { Budget } from "./budget.ts";
import { Refused } from "./refused.ts";

/**
 * Takes away what lies beyond the last row and the last column that say something in words: sheets are often coloured
 * to their very end. Throws where there are more rows or columns of words than may be.
 */
export function trimRows(rows: (Cell | null)[][], budget: Budget): (Cell | null)[][] {
  let lastRow = -1;
  let lastColumn = -1;
  for (const [row, cells] of rows.entries()) {
    const last = cells?.findLastIndex((cell) => cell && (cell.text !== "" || cell.note)) ?? -1;
    if (last >= 0) {
      lastRow = row;
      lastColumn = Math.max(lastColumn, last);
    }
  }
  if (lastRow >= most.rows) {
    throw new Refused("tooManyRows");
  }
  if (lastColumn >= most.columns) {
    throw new Refused("tooManyColumns");
  }
  const kept: (Cell | null)[][] = [];
  for (let row = 0; row <= lastRow; row++) {
    const cells = (rows[row] ?? []).slice(0, lastColumn + 1);
    const last = cells.findLastIndex((cell) => cell != null);
    const whole = Array.from({ length: last + 1 }, (_, column) => cells[column] ?? null);
    let characters = 0;
    for (const cell of whole) {
      characters += cell ? cell.text.length + (cell.note?.length ?? 0) : 0;
    }
    budget.spend(whole.length, characters);
    kept.push(whole);
  }
  return kept;
}
