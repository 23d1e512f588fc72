import type { KeyboardEvent } from "react";
import { stepOf } from "./grid-moves";

export const isDrawn = (element: HTMLElement) => element.getClientRects().length > 0;

/** The columns that are drawn: on a narrow screen only one is. */
export const visibleColumns = (board: HTMLElement) =>
  [...board.querySelectorAll<HTMLElement>("[data-column]")].filter(isDrawn);

/** What the keys go to in a column: its cards, what unfolds it, what shows more of it. */
export const stopsIn = (column: HTMLElement) =>
  [...column.querySelectorAll<HTMLElement>("[data-stop]")].filter(isDrawn);

/** Where a key leads on the board; null for other keys. Taken from what is drawn, so folding needs no bookkeeping. */
export function boardStep(
  stop: HTMLElement,
  event: KeyboardEvent,
  board: HTMLElement,
): HTMLElement | null {
  const here = stop.closest<HTMLElement>("[data-column]");
  const step = stepOf(event, board);
  if (!here || !(step || event.key === "Home" || event.key === "End")) {
    return null;
  }
  const columns = visibleColumns(board);
  const stops = stopsIn(here);
  // Only the columns on the way are looked into: there may be hundreds of cards in each.
  const nextWith = (from: readonly HTMLElement[]) =>
    from.map(stopsIn).find((found) => found.length > 0) ?? [];
  if (!step) {
    const isHome = event.key === "Home";
    const column = event.ctrlKey ? nextWith(isHome ? columns : columns.toReversed()) : stops;
    return column.at(isHome ? 0 : -1) ?? null;
  }
  const [down, across] = step;
  const x = columns.indexOf(here);
  const beside =
    across === 0
      ? []
      : nextWith(across > 0 ? columns.slice(x + 1) : columns.slice(0, x).toReversed());
  const column = beside.length > 0 ? beside : stops;
  const y = stops.indexOf(stop);
  return column[Math.min(Math.max(y + down, 0), column.length - 1)] ?? null;
}
