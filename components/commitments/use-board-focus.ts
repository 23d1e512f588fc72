"use client";

import { type FocusEvent, type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { isDrawn, stopsIn, visibleColumns } from "./board-moves";
import { focusAgain } from "./way-back";

/** What stands where something stood that is no longer there; else the first of all. */
function nextTo(columns: HTMLElement[], stage: string, at: number): HTMLElement | undefined {
  const left = columns.find((one) => one.dataset.column === stage);
  const beside = left ? stopsIn(left) : [];
  return beside[Math.min(at, beside.length - 1)] ?? columns.flatMap(stopsIn)[0];
}

/** What no key has been told of yet, and what stands within a stop. */
const awry = '[data-stop]:not([tabindex]), [data-stop] :is(a, button):not([tabindex="-1"])';

/**
 * One tab stop for the whole board, and a focus that goes with a card when it moves to another column. What is no
 * longer there leaves the focus to what stands in its place. Before the scripts are there every link is a stop.
 */
export function useBoardFocus(grid: RefObject<HTMLElement | null>) {
  const here = useRef({ stop: "", stage: "", at: 0, isIn: false });

  function note(element: Element | null) {
    const stop = element?.closest<HTMLElement>("[data-stop]");
    const column = stop?.closest<HTMLElement>("[data-column]");
    if (stop && column) {
      here.current = {
        stop: stop.dataset.stop ?? "",
        stage: column.dataset.column ?? "",
        at: stopsIn(column).indexOf(stop),
        isIn: true,
      };
    }
  }

  function settle() {
    const board = grid.current;
    if (!board) {
      return;
    }
    // What has the focus may stand elsewhere in its column since it got it.
    note(board.contains(document.activeElement) ? document.activeElement : null);
    const { stop, stage, at, isIn } = here.current;
    const same = board.querySelector<HTMLElement>(`[data-stop="${CSS.escape(stop)}"]`);
    const current = same && isDrawn(same) ? same : nextTo(visibleColumns(board), stage, at);
    // Only what differs is written: each write makes the browser look at styles again.
    for (const one of board.querySelectorAll<HTMLElement>(awry)) {
      one.tabIndex = -1;
    }
    if (current && current.tabIndex !== 0) {
      for (const one of board.querySelectorAll<HTMLElement>('[data-stop][tabindex="0"]')) {
        one.tabIndex = -1;
      }
      current.tabIndex = 0;
    }
    if (isIn && (document.activeElement === document.body || !document.activeElement)) {
      current?.focus();
    }
  }

  useLayoutEffect(settle);
  useEffect(() => {
    window.addEventListener("resize", settle);
    return () => window.removeEventListener("resize", settle);
  });

  const to = (selector: string) => {
    const found = grid.current?.querySelector<HTMLElement>(selector);
    if (found && isDrawn(found)) {
      found.focus();
    } else {
      // It may come with the next drawing, or have left the board: then its neighbour is meant.
      here.current.isIn = true;
      settle();
    }
  };
  return {
    settle,
    onFocus: settle,
    onBlur({ target }: FocusEvent<HTMLElement>) {
      // What is taken out of the page loses the focus too, and then it is to go on.
      here.current.isIn = !target.isConnected;
    },
    toCard: (id: string) => to(`[data-stop="${id}"]`),
    /** To the card, or what stands in its place, for whoever comes back from another page. */
    backToCard(id: string) {
      to(`[data-stop="${id}"]`);
      const focused = document.activeElement;
      if (focused instanceof HTMLElement && grid.current?.contains(focused)) {
        focusAgain(focused);
      }
    },
    /** To what folds a column again that has just been unfolded. */
    toColumn(stage: string) {
      here.current = { stop: "", stage, at: 0, isIn: true };
    },
    toStop: () => to('[data-stop][tabindex="0"]'),
  };
}
