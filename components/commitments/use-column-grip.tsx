"use client";

import { type PointerEvent, useRef, useState } from "react";
import type { ColumnId } from "@/lib/commitments/columns";
import { leastWidth, mostWidth } from "@/lib/commitments/look";

/**
 * The edge of a heading by which its column is widened with a pointer. For the keyboard, and for fingers, there are
 * buttons beside the list of columns.
 */
export function useColumnGrip(
  id: ColumnId,
  width: number,
  onWiden: ((id: ColumnId, width: number) => void) | undefined,
) {
  const [held, setHeld] = useState<number | null>(null);
  const start = useRef({ x: 0, width: 0 });
  const widthAt = (event: PointerEvent) => {
    const by = event.clientX - start.current.x;
    const isMirrored = getComputedStyle(event.currentTarget).direction === "rtl";
    const wanted = start.current.width + (isMirrored ? -by : by);
    return Math.min(Math.max(Math.round(wanted), leastWidth), mostWidth);
  };
  const handle = onWiden && (
    <span
      aria-hidden="true"
      data-grip={id}
      // Else the heading would be dragged.
      draggable
      onDragStart={(event) => {
        event.preventDefault();
        event.stopPropagation();
      }}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        // From what is seen: a table that is narrower than its frame shares out the rest.
        const seen = event.currentTarget.parentElement?.getBoundingClientRect().width;
        start.current = { x: event.clientX, width: seen ?? width };
        setHeld(start.current.width);
      }}
      onPointerMove={(event) => held !== null && setHeld(widthAt(event))}
      onPointerUp={(event) => {
        if (held !== null) {
          setHeld(null);
          onWiden(id, widthAt(event));
        }
      }}
      onPointerCancel={() => setHeld(null)}
      className="absolute inset-y-0 end-0 w-2 cursor-col-resize touch-none border-e-2 border-transparent hover:border-line-strong pointer-coarse:hidden print:hidden"
    />
  );
  return { handle, width: held ?? width };
}
