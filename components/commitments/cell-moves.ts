import type { KeyboardEvent } from "react";
import { stepOf } from "./grid-moves";

/** The cell that a key leads to. Rows and cells are taken from what is drawn, so folding needs no bookkeeping. */
export function moveFrom(
  at: HTMLElement,
  event: KeyboardEvent,
  table: HTMLTableElement | null,
): HTMLElement | null {
  const cell = at.closest<HTMLTableCellElement>("td, th");
  const row = cell?.parentElement as HTMLTableRowElement | null;
  const step = stepOf(event, table);
  // Most keys lead nowhere, and there are thousands of cells to look through.
  if (!cell || !row || !table || !(step || event.key === "Home" || event.key === "End")) {
    return null;
  }
  const rows = [...table.rows].filter((one) => one.querySelector("[tabindex]"));
  const cells = focusable(row);
  if (event.key === "Home" || event.key === "End") {
    const line = event.ctrlKey ? rows.at(event.key === "Home" ? 0 : -1) : row;
    return (line && focusable(line).at(event.key === "Home" ? 0 : -1)) ?? null;
  }
  if (step && step[1] !== 0) {
    return cells[cells.indexOf(cell) + step[1]] ?? cell;
  }
  const line = step && rows[Math.min(Math.max(rows.indexOf(row) + step[0], 0), rows.length - 1)];
  if (!line) {
    return null;
  }
  // Headings of regions are one cell wide: the column is remembered from the cell's own place.
  const wanted = columnOf(cell) ?? Number(table.dataset.column ?? 1);
  table.dataset.column = String(wanted);
  const target = focusable(line);
  return target.find((one) => columnOf(one) === wanted) ?? target[0] ?? null;
}

const focusable = (row: HTMLTableRowElement) =>
  [...row.cells].filter((cell) => cell.hasAttribute("tabindex"));

const columnOf = (cell: HTMLTableCellElement) => (cell.colSpan > 1 ? null : cell.cellIndex);
