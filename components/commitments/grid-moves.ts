import type { KeyboardEvent } from "react";

const steps: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  PageUp: [-10, 0],
  PageDown: [10, 0],
};

/** How many rows down and columns on a key leads; null for other keys. Columns go the way that is read. */
export function stepOf(
  event: KeyboardEvent,
  grid: HTMLElement | null,
): readonly [number, number] | null {
  if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
    const isRtl = grid !== null && getComputedStyle(grid).direction === "rtl";
    return [0, (event.key === "ArrowRight") === isRtl ? -1 : 1];
  }
  return steps[event.key] ?? null;
}
