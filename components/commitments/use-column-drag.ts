"use client";

import { type DragEvent, useState } from "react";
import { type ColumnId, columnIds } from "@/lib/commitments/columns";

const draggedType = "application/x-plenary-column";

/** Headings that are dragged onto one another. The same can be done with buttons beside the list of columns. */
export function useColumnDrag(
  id: ColumnId,
  onPlace: ((id: ColumnId, at: ColumnId) => void) | undefined,
) {
  const [isOver, setOver] = useState(false);
  if (!onPlace) {
    return { cell: {}, isOver: false };
  }
  const takes = (event: DragEvent) => event.dataTransfer.types.includes(draggedType);
  return {
    isOver,
    cell: {
      draggable: true,
      onDragStart(event: DragEvent) {
        event.dataTransfer.setData(draggedType, id);
        event.dataTransfer.effectAllowed = "move";
      },
      onDragOver(event: DragEvent) {
        if (takes(event)) {
          event.preventDefault();
          setOver(true);
        }
      },
      onDragLeave: () => setOver(false),
      onDrop(event: DragEvent) {
        setOver(false);
        const dragged = columnIds.find(
          (other) => other === event.dataTransfer.getData(draggedType),
        );
        if (dragged && dragged !== id) {
          event.preventDefault();
          onPlace(dragged, id);
        }
      },
    },
  };
}
