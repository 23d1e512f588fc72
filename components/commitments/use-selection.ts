"use client";

import type { RowSelectionState } from "@tanstack/react-table";
import { useState } from "react";
import type { CommitmentRow, Selectable } from "@/lib/commitments/commitment";
import { signInAgain } from "./change-requests";
import { type Params, unpaged } from "./table-address";

/** All that could be selected of a list, beyond the page that is shown. */
type Found = Selectable & { list: string };

export type Selection = ReturnType<typeof useSelection>;

/** Which rows are selected: of the page that is shown, or of all pages of the list. Another list has another selection. */
export function useSelection(rows: readonly CommitmentRow[], params: Params) {
  const { sort: _, dir: __, group: ___, ...filter } = unpaged(params);
  const list = new URLSearchParams(filter).toString();
  const [selected, setSelected] = useState<RowSelectionState>({});
  const [found, setFound] = useState<Found | null>(null);
  const [state, setState] = useState<"there" | "reading" | "failed">("there");
  if (found && found.list !== list) {
    setFound(null);
    setSelected({});
  }
  const selectable = rows.filter((row) => row.mayChange);
  const isShown = new Set(rows.map((row) => row.id));
  const all = [...rows, ...(found?.rows ?? []).filter((row) => !isShown.has(row.id))];

  return {
    selected,
    setSelected,
    rows: all.filter((row) => selected[row.id]),
    /** What of the list is not selected although all of it was asked for. */
    left: found && { others: found.others, hasMore: found.hasMore },
    state,
    clear() {
      setSelected({});
      setFound(null);
      setState("there");
    },
    page: {
      count: selectable.length,
      selected: selectable.filter((row) => selected[row.id]).length,
      select: (isSelected: boolean) =>
        setSelected((before) => ({
          ...Object.fromEntries(Object.entries(before).filter(([id]) => !isShown.has(id))),
          ...(isSelected && allOf(selectable)),
        })),
    },
    /** Selects what the filter finds on all pages, as far as that is done at once. */
    async selectAll() {
      setState("reading");
      const read = await readSelectable(unpaged(params));
      setState(read ? "there" : "failed");
      if (read) {
        setFound({ ...read, list });
        setSelected(allOf(read.rows));
      }
    },
  };
}

const allOf = (rows: readonly CommitmentRow[]): RowSelectionState =>
  Object.fromEntries(rows.map((row) => [row.id, true as const]));

async function readSelectable(params: Params): Promise<Selectable | null> {
  try {
    const response = await fetch(`/commitments/selectable?${new URLSearchParams(params)}`);
    if (response.status === 401) {
      signInAgain();
    }
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
