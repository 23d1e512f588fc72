"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { announce } from "@/components/ui/announce";
import { notify } from "@/components/ui/notify";
import type { ShownStage } from "@/db/reference/words";
import type { Board } from "@/lib/commitments/board";
import {
  type CommitmentChanges,
  type CommitmentPage,
  type CommitmentRow,
  shownStage,
} from "@/lib/commitments/commitment";
import { signInAgain } from "./change-requests";
import { useAllValues } from "./place-values";
import { newerOf, useRowChanges } from "./use-row-changes";

/** A column as it is shown: what was read, with what was moved here since. */
export interface ShownColumn {
  stage: ShownStage;
  total: { n: number; atLeast: boolean };
  cards: CommitmentRow[];
  isFolded: boolean;
  /** Whether it can be folded: those that the server left unfolded stay so. */
  mayFold: boolean;
  hasMore: boolean;
  state: "there" | "loading" | "failed";
}

/** What was read of one stage, page by page. */
interface Stretch {
  stage: ShownStage;
  rows: CommitmentRow[];
  next: string | null;
  state: ShownColumn["state"];
}

export type BoardTool = ReturnType<typeof useBoard>;

/** What is shown beside what was read at first; it is there again for whoever comes back. */
interface Unfolded {
  asOf: string;
  stretches: Stretch[];
  unfolded: readonly ShownStage[];
  moves: readonly string[];
}

/** The cards of a board: read page by page, moved at once, and called moved only when the server has said so. */
export function useBoard(board: Board) {
  const t = useTranslations("commitments");
  const changes = useRowChanges<Unfolded>(board.members);
  const changed = useAllValues(changes.values);
  const { backTo } = changes;
  const [read, setRead] = useState({
    board,
    stretches: backTo?.asOf === board.asOf ? backTo.stretches : stretchesOf(board),
  });
  const [unfolded, setUnfolded] = useState<readonly ShownStage[]>(backTo?.unfolded ?? []);
  /** The newest first: what was moved here stands on top of where it came. */
  const [moves, setMoves] = useState<readonly string[]>(backTo?.moves ?? []);
  if (read.board !== board) {
    setRead({ board, stretches: stretchesOf(board) });
  }

  const put = (stage: ShownStage, part: (before: Stretch) => Stretch) =>
    setRead((before) =>
      // Another board may have come while this was on its way.
      before.board !== board
        ? before
        : {
            board,
            stretches: before.stretches.some((one) => one.stage === stage)
              ? before.stretches.map((one) => (one.stage === stage ? part(one) : one))
              : [...before.stretches, part({ stage, rows: [], next: null, state: "there" })],
          },
    );

  async function more(stage: ShownStage) {
    const standing = read.stretches.find((one) => one.stage === stage);
    if (standing?.state === "loading") {
      return;
    }
    put(stage, (before) => ({ ...before, state: "loading" }));
    const params = new URLSearchParams(board.query);
    params.set("stage", stage);
    if (standing?.next) {
      params.set("after", standing.next);
    }
    const page = await readPage(params);
    put(stage, (before) =>
      page
        ? { stage, rows: [...before.rows, ...page.rows], next: page.next, state: "there" }
        : { ...before, state: "failed" },
    );
    announce(page ? t("table.updated", { count: page.rows.length }) : t("board.failed"));
  }

  const readUnfolded = useEffectEvent(() => {
    for (const stage of unfolded) {
      if (
        board.columns.some((one) => one.stage === stage) &&
        !read.stretches.some((one) => one.stage === stage)
      ) {
        void more(stage);
      }
    }
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new board is read anew, too.
  useEffect(() => readUnfolded(), [board, unfolded]);

  const shown = (): Unfolded => ({
    asOf: board.asOf,
    // What was on its way is asked for again.
    stretches: read.stretches.flatMap((one) =>
      one.state === "there" || one.rows.length > 0 ? [{ ...one, state: "there" }] : [],
    ),
    unfolded,
    moves,
  });

  // In the order in which they were read: a card counts where it stood when it was first seen.
  const seen = new Map<string, { row: CommitmentRow; from: ShownStage }>();
  for (const stretch of read.stretches) {
    for (const row of stretch.rows) {
      if (!seen.has(row.id)) {
        seen.set(row.id, { row: newerOf(changed.get(row.id), row), from: shownStage(row) });
      }
    }
  }
  const rows = new Map([...seen].map(([id, { row }]) => [id, row]));
  const standing = [...seen.values()];
  const rank = ({ row }: { row: CommitmentRow }) => {
    const at = moves.indexOf(row.id);
    return at < 0 ? moves.length : at;
  };
  const columns = board.columns.map(({ stage, total, cards }): ShownColumn => {
    const stretch = read.stretches.find((one) => one.stage === stage);
    const here = standing.filter(({ row }) => shownStage(row) === stage);
    const came = here.filter(({ from }) => from !== stage).sort((a, b) => rank(a) - rank(b));
    const stayed = here.filter(({ from }) => from === stage);
    const left = standing.filter(({ row, from }) => from === stage && shownStage(row) !== stage);
    return {
      stage,
      total: { ...total, n: Math.max(total.n + came.length - left.length, 0) },
      cards: [...came, ...stayed].map(({ row }) => row),
      isFolded: !cards && !unfolded.includes(stage),
      mayFold: !cards,
      hasMore: stretch?.next != null,
      state: stretch?.state ?? "there",
    };
  });

  function refuse(message: string) {
    announce(message, "assertive");
    notify({ message });
  }

  function change(row: CommitmentRow, wanted: CommitmentChanges) {
    setMoves((before) => [row.id, ...before.filter((id) => id !== row.id)]);
    changes.change([{ row, changes: wanted }]);
  }

  /** Whether this card's stage may be set at all; says why not. */
  function mayMove(row: CommitmentRow): boolean {
    const no = !row.mayChange ? t("detail.readOnly") : row.isRaised ? t("matrix.isRaised") : null;
    if (no) {
      refuse(no);
    }
    return !no;
  }

  return {
    rows,
    columns,
    more,
    mayMove,
    change,
    /** To another stage; *raised* is never set, so that the way there is to record what was said. */
    move(row: CommitmentRow, stage: ShownStage) {
      if (stage !== "raised") {
        change(row, { stage });
      } else if (row.mayChange) {
        void changes.record(row.id, row.id, shown());
      } else {
        refuse(t("detail.readOnly"));
      }
    },
    unfold: (stage: ShownStage) =>
      setUnfolded((before) =>
        before.includes(stage) || board.columns.some((one) => one.stage === stage && one.cards)
          ? before
          : [...before, stage],
      ),
    fold: (stage: ShownStage) => setUnfolded((before) => before.filter((one) => one !== stage)),
    conflicts: changes.conflicts,
    settleConflict: changes.settleConflict,
    hear: changes.hear,
    backAt: changes.backAt,
    /** By the link of a card, to the page at `path`. */
    leave: (row: CommitmentRow, path: string) => changes.leave(path, row.id, shown()),
    /** Whether a column that stands open is still empty because its cards are on their way. */
    isReading: columns.some(
      ({ stage, isFolded, state }) =>
        !isFolded &&
        (state === "loading" || !read.stretches.some((stretch) => stretch.stage === stage)),
    ),
  };
}

const stretchesOf = (board: Board): Stretch[] =>
  board.columns.flatMap(({ stage, cards, next }) =>
    cards ? [{ stage, rows: cards, next, state: "there" }] : [],
  );

async function readPage(params: URLSearchParams): Promise<CommitmentPage | null> {
  try {
    const response = await fetch(`/commitments/rows?${params}`);
    if (response.status === 401) {
      signInAgain();
    }
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
