import type { KeyboardEvent } from "react";
import { stepOf } from "./grid-moves";

/**
 * What an arrow, Home or End leads to from a cell of the table: the next cell of the row that holds something to go to,
 * or the next row that has something in this column. Null for other keys, and inside a field that is being changed.
 */
export function neighbourOf(event: KeyboardEvent): HTMLElement | null {
  const at = event.target as HTMLElement;
  const cell = at.closest<HTMLElement>("tr[data-row] > [data-cell]");
  const line = cell?.parentElement;
  const isPlain = !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
  if (!cell || !line || !isPlain || !at.matches(stops)) {
    return null;
  }
  const along = [...line.children].map(stopIn).filter((stop) => stop !== null);
  if (event.key === "Home" || event.key === "End") {
    return along.at(event.key === "Home" ? 0 : -1) ?? null;
  }
  const [down, on] = stepOf(event, cell) ?? [0, 0];
  if (on !== 0) {
    return along[along.indexOf(at) + on] ?? at;
  }
  return Math.abs(down) === 1 ? (below(line, cell, down) ?? at) : null;
}

const stops = "a, input[type=checkbox]";

/** Whether something is what arrows lead to in a row. */
export const isStop = (at: EventTarget): boolean =>
  at instanceof Element && at.matches(`tr[data-row] > [data-cell] :is(${stops})`);

const stopIn = (cell: Element) => cell.querySelector<HTMLElement>(stops);

function below(line: HTMLElement, { dataset }: HTMLElement, way: number): HTMLElement | null {
  const next = (one: Element) => (way > 0 ? one.nextElementSibling : one.previousElementSibling);
  for (let row = next(line); row; row = next(row)) {
    const cell = row.querySelector(`:scope > [data-cell="${dataset.cell}"]`);
    const stop = cell && row.matches("[data-row]") ? stopIn(cell) : null;
    if (stop) {
      return stop;
    }
  }
  return null;
}
