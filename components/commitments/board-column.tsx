"use client";

import type { Route } from "next";
import { useTranslations } from "next-intl";
import { type DragEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import { ChevronDown, ChevronRight } from "@/components/ui/icons";
import { countedUpTo } from "@/lib/commitments/commitment";
import { BoardCard } from "./board-card";
import { StageTile, useStageName } from "./stage-glyph";
import { as } from "./table-roles";
import type { ShownColumn } from "./use-board";

/** The cards of one stage, or only its name and count where it is folded. Cards may be dropped on both. */
export function BoardColumn({
  column,
  query,
  today,
  members,
  dragged,
  onDrop,
  onMore,
  onUnfold,
  onFold,
}: {
  column: ShownColumn;
  /** The filters of the board, in the words of the address. */
  query: string;
  today: string;
  members: readonly { name: string }[];
  /** The card that is being dragged, from wherever. */
  dragged: string | null;
  onDrop: () => void;
  onMore: () => void;
  onUnfold: () => void;
  onFold: () => void;
}) {
  const t = useTranslations("commitments.board");
  const letter = useTranslations("stages.letter");
  const stageName = useStageName();
  const [isOver, setOver] = useState(false);
  const { stage, isFolded, cards, hasMore } = column;
  const name = stageName(stage);
  const count = useColumnCount()(column);
  const isTarget = isOver && dragged !== null;

  const over = (event: DragEvent) => {
    if (dragged !== null) {
      event.preventDefault();
      event.dataTransfer.dropEffect = "move";
      setOver(true);
    }
  };
  const leave = (event: DragEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget as Node | null)) {
      setOver(false);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onDrop();
  };
  return (
    <tbody
      {...as.rowgroup}
      aria-label={t("column", { stage: name, count })}
      data-column={stage}
      data-folded={isFolded || undefined}
      onDragOver={over}
      onDragLeave={leave}
      onDrop={drop}
      className={classes(
        "board-column flex-col gap-2 rounded-panel border bg-sunken p-2",
        isTarget ? "border-accent bg-accent-soft" : "border-line",
      )}
    >
      {isFolded ? (
        <tr {...as.row} className="flex flex-1">
          <td {...as.gridcell} className="flex flex-1">
            {/* Without scripts it is the way to the same stage alone. */}
            <a
              data-stop={stage}
              href={alone(query, stage, "board")}
              onClick={(event) => {
                if (!event.metaKey && !event.ctrlKey) {
                  event.preventDefault();
                  onUnfold();
                }
              }}
              className="board-strip flex min-h-8 flex-1 items-center gap-2 rounded-cell text-meta hover:text-accent"
            >
              <StageTile stage={stage} silent />
              <span className="sr-only">
                {t("unfold", { stage: name })}, {count}
              </span>
              <span aria-hidden="true" className="font-semibold tabular-nums">
                {count}
              </span>
              <span aria-hidden="true" className="board-strip-name">
                {name}
              </span>
            </a>
          </td>
        </tr>
      ) : (
        <>
          <tr {...as.row} className="block">
            <th
              {...as.columnheader}
              className="flex min-h-8 flex-wrap items-center gap-x-2 text-start"
            >
              <StageTile stage={stage} silent />
              <span className="min-w-0 flex-auto wrap-anywhere">
                <span className="font-semibold">{name}</span>{" "}
                <span aria-hidden="true" className="text-meta text-ink-muted pointer-coarse:hidden">
                  {letter(stage)}
                </span>
              </span>
              <span className="ms-auto text-end text-meta text-ink-muted tabular-nums">
                {count}
              </span>
              {column.mayFold && (
                <button
                  type="button"
                  data-stop={`fold ${stage}`}
                  aria-label={t("fold", { stage: name })}
                  onClick={onFold}
                  className="target max-sm:hidden"
                >
                  <Icon of={ChevronRight} size={16} directional />
                </button>
              )}
            </th>
          </tr>
          {isTarget && stage === "raised" && (
            <tr {...as.row} className="block text-meta text-accent">
              <td {...as.gridcell} className="block">
                {t("raisedColumn")}
              </td>
            </tr>
          )}
          {cards.map((row, index) => (
            <BoardCard
              key={row.id}
              row={row}
              today={today}
              members={members}
              n={index + 1}
              total={count}
              isDragged={dragged === row.id}
            />
          ))}
          {cards.length === 0 && !hasMore && column.state === "there" && (
            <tr {...as.row} className="block">
              <td {...as.gridcell} className="block px-1 text-meta text-ink-muted">
                {t("none")}
              </td>
            </tr>
          )}
          {(hasMore || column.state !== "there") && (
            <tr {...as.row} className="block">
              <td {...as.gridcell} className="block">
                <Button
                  size="small"
                  icon={ChevronDown}
                  data-stop={`more ${stage}`}
                  aria-label={`${t("more")}, ${name}`}
                  aria-disabled={column.state === "loading" || undefined}
                  onClick={onMore}
                  className="scripts-off:hidden w-full"
                >
                  {column.state === "loading"
                    ? t("loading")
                    : column.state === "failed"
                      ? t("failed")
                      : t("more")}
                </Button>
                <a href={alone(query, stage)} className="link target hidden scripts-off:inline">
                  {t("more")}
                </a>
              </td>
            </tr>
          )}
        </>
      )}
    </tbody>
  );
}

/** "12", "more than 1,000", or "3 or more" where fewer were met and nobody looked through all. */
export function useColumnCount() {
  const t = useTranslations("commitments.board");
  return ({ total }: Pick<ShownColumn, "total">) =>
    t(!total.atLeast ? "count" : total.n < countedUpTo ? "countOrMore" : "countAtLeast", {
      n: total.n,
    });
}

/** One stage alone: as a board, or as a list of pages. */
function alone(query: string, stage: string, view?: "board"): Route {
  const params = new URLSearchParams(query);
  params.set("stage", stage);
  if (view) {
    params.set("view", view);
  }
  return `/commitments?${params}` as Route;
}
