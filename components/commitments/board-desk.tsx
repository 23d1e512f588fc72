"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type DragEvent, type MouseEvent, useEffect, useRef, useState } from "react";
import { announce } from "@/components/ui/announce";
import type { ShownStage } from "@/db/reference/words";
import type { Board } from "@/lib/commitments/board";
import { type CommitmentRow, shownStage } from "@/lib/commitments/commitment";
import { draggedType } from "./board-card";
import { BoardColumn } from "./board-column";
import { BoardMenu } from "./board-menu";
import { BoardPick } from "./board-pick";
import { ConflictNotices } from "./conflict-notices";
import { HistoryPanel } from "./history-panel";
import { KeysHint } from "./keys-hint";
import { MovedPill } from "./moved-pill";
import { as } from "./table-roles";
import { useBoard } from "./use-board";
import { useBoardFocus } from "./use-board-focus";
import { useBoardKeys } from "./use-board-keys";
import { useMoved } from "./use-moved";
import { opensHere } from "./way-back";

/**
 * Commitments as cards in columns by stage. One grid with one tab stop: cards are its rows, columns its groups of rows.
 * A card is moved by its letter, by its menu or by being dragged, and all three do the same.
 */
export default function BoardDesk({ board }: { board: Board }) {
  const t = useTranslations("commitments");
  const router = useRouter();
  const desk = useBoard(board);
  const grid = useRef<HTMLTableElement>(null);
  const focus = useBoardFocus(grid);
  const [menu, setMenu] = useState<{ id: string; opener: HTMLElement } | null>(null);
  const [past, setPast] = useState<string | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const openMenu = (row: CommitmentRow, opener: HTMLElement) =>
    desk.mayMove(row) && setMenu({ id: row.id, opener });
  const onKeyDown = useBoardKeys(grid, desk, openMenu, setPast);
  useAnnouncedCount(board);
  const back = useRef(desk.backAt);
  useEffect(() => {
    // The column in which it stood may still be on its way.
    if (back.current && (desk.rows.has(back.current) || !desk.isReading)) {
      focus.backToCard(back.current);
      back.current = null;
    }
  });
  const moved = useMoved({
    asOf: board.asOf,
    query: board.query,
    shows: ({ id }) => desk.rows.has(id) || undefined,
    counts: ({ id, version, isAfter, fits }) => {
      const standing = desk.rows.get(id);
      return standing ? standing.version < version : isAfter && fits;
    },
    onMoved: desk.hear,
  });
  const backRow = desk.rows.get(desk.backAt ?? "");
  const inMenu = desk.rows.get(menu?.id ?? "");
  const pastRow = desk.rows.get(past ?? "");

  const cardAt = (element: EventTarget) => {
    const card = element instanceof Element ? element.closest<HTMLElement>(".board-card") : null;
    return desk.rows.get(card?.dataset.stop ?? "");
  };

  function onClick(event: MouseEvent<HTMLElement>) {
    const opener =
      event.target instanceof Element ? event.target.closest<HTMLElement>("[data-move]") : null;
    const row = opener && cardAt(opener);
    if (opener && row && !event.metaKey && !event.ctrlKey) {
      event.preventDefault();
      openMenu(row, opener);
    }
    const link =
      event.target instanceof Element
        ? event.target.closest<HTMLAnchorElement>("a[data-open]")
        : null;
    const opened = link && cardAt(link);
    if (link && opened && opensHere(event)) {
      desk.leave(opened, link.pathname);
    }
  }

  function onDragStart(event: DragEvent<HTMLElement>) {
    const row = cardAt(event.target);
    if (row) {
      event.dataTransfer.setData(draggedType, row.id);
      event.dataTransfer.effectAllowed = "move";
      setDragged(row.id);
    }
  }

  function drop(stage: ShownStage) {
    const row = desk.rows.get(dragged ?? "");
    setDragged(null);
    if (row && shownStage(row) !== stage) {
      desk.move(row, stage);
    }
  }

  return (
    <div className="board flex flex-col gap-3" data-barred={desk.conflicts.length > 0 || undefined}>
      <BoardPick
        columns={desk.columns}
        picked={backRow && shownStage(backRow)}
        onPick={(stage) => {
          desk.unfold(stage);
          focus.settle();
        }}
      />
      <div className="min-w-0">
        <MovedPill
          count={moved}
          onShow={() => {
            router.refresh();
            focus.toStop();
          }}
        />
        <KeysHint>{t("board.howTo")}</KeysHint>
        <table
          ref={grid}
          {...as.grid}
          aria-label={t("board.label")}
          onKeyDown={onKeyDown}
          onFocus={focus.onFocus}
          onBlur={focus.onBlur}
          onClick={onClick}
          onDragStart={onDragStart}
          onDragEnd={() => setDragged(null)}
          className="relative flex items-stretch gap-2 overflow-x-auto pb-1 max-sm:block"
        >
          {desk.columns.map((column) => (
            <BoardColumn
              key={column.stage}
              column={column}
              query={board.query}
              today={board.today}
              members={board.members}
              dragged={dragged}
              onDrop={() => drop(column.stage)}
              onMore={() => desk.more(column.stage)}
              onUnfold={() => {
                desk.unfold(column.stage);
                focus.toColumn(column.stage);
              }}
              onFold={() => desk.fold(column.stage)}
            />
          ))}
        </table>
      </div>
      {/* Below the cards, and in sight: nothing moves from under the focus. */}
      {desk.conflicts.length > 0 && (
        <div className="tracker-bar sticky bottom-40 z-10 flex max-h-[60dvh] flex-col gap-2 overflow-y-auto lg:bottom-24 print:hidden">
          <ConflictNotices
            conflicts={desk.conflicts}
            members={board.members}
            onSettle={(conflict, useMine) => {
              desk.settleConflict(conflict, useMine);
              focus.toCard(conflict.target.place);
            }}
          />
        </div>
      )}
      {menu && inMenu && (
        <BoardMenu
          key={menu.id}
          row={inMenu}
          opener={menu.opener}
          onChoose={(stage) => desk.move(inMenu, stage)}
          onClose={(isDone) => {
            setMenu(null);
            if (isDone) {
              focus.toCard(menu.id);
            }
          }}
        />
      )}
      {pastRow && (
        <HistoryPanel
          key={pastRow.id}
          row={pastRow}
          onRestore={(changes) => desk.change(pastRow, changes)}
          onClose={() => {
            setPast(null);
            focus.toCard(pastRow.id);
          }}
        />
      )}
    </div>
  );
}

/** Says how many there are when another filter has brought another board. */
function useAnnouncedCount(board: Board) {
  const t = useTranslations("commitments.table");
  const query = useRef(board.query);
  useEffect(() => {
    if (query.current !== board.query) {
      query.current = board.query;
      announce(t("updated", { count: board.columns.reduce((sum, { total }) => sum + total.n, 0) }));
    }
  }, [board, t]);
}
