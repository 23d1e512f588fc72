"use client";

import type { KeyboardEvent, RefObject } from "react";
import type { Word } from "@/db/reference/words";
import { type CommitmentRow, stageByKey } from "@/lib/commitments/commitment";
import { boardStep } from "./board-moves";
import type { BoardTool } from "./use-board";

/** The keys of the board: arrows between cards and columns, and on a card what they are in the table. */
export function useBoardKeys(
  grid: RefObject<HTMLElement | null>,
  desk: BoardTool,
  onMenu: (row: CommitmentRow, opener: HTMLElement) => void,
  onHistory: (id: string) => void,
) {
  return (event: KeyboardEvent<HTMLElement>) => {
    const at = event.target as HTMLElement;
    const stop = at.closest<HTMLElement>("[data-stop]");
    if (!stop || !grid.current || event.altKey || event.metaKey) {
      return;
    }
    const to = boardStep(stop, event, grid.current);
    if (to) {
      event.preventDefault();
      to.focus();
      return;
    }
    const row = desk.rows.get(stop.dataset.stop ?? "");
    // On a link or button within the card, Enter and the space bar are its own.
    const isInner = at !== stop && (event.key === "Enter" || event.key === " ");
    if (row && !isInner && !event.ctrlKey && onCardKey(event, row, stop)) {
      event.preventDefault();
    }
  };

  function onCardKey(event: KeyboardEvent, row: CommitmentRow, card: HTMLElement): boolean {
    const key = event.key.toLowerCase();
    const stage = stageByKey[key];
    if (event.key === "Enter") {
      card.querySelector<HTMLElement>("[data-open]")?.click();
    } else if (key === "m" || event.key === " ") {
      onMenu(row, card);
    } else if (stage) {
      desk.change(row, { stage });
    } else if (/^[1-5]$/.test(key)) {
      desk.change(row, { word: Number(key) as Word });
    } else if (key === "r") {
      desk.move(row, "raised");
    } else if (key === "h") {
      onHistory(row.id);
    } else {
      return false;
    }
    return true;
  }
}
