"use client";

import type { CommitmentPage, Moved } from "@/lib/commitments/commitment";
import { MovedPill } from "./moved-pill";
import { useAllValues } from "./place-values";
import { useMoved } from "./use-moved";
import { newerOf, type RowValues } from "./use-row-changes";

/** How many of the rows of a page others changed since it was read; what came back with an own change is known. */
export function TableMoved({
  page,
  values,
  onMoved,
  onShow,
}: {
  page: CommitmentPage;
  values: RowValues;
  onMoved: (moved: readonly Moved[]) => void;
  onShow: () => void;
}) {
  const changed = useAllValues(values);
  const standing = (id: string) => {
    const row = page.rows.find((one) => one.id === id);
    return row && newerOf(changed.get(id), row);
  };
  const moved = useMoved({
    onMoved,
    asOf: page.asOf,
    query: page.query,
    shows: ({ id }) => standing(id) !== undefined || undefined,
    counts({ id, version, isAfter, fits }) {
      const row = standing(id);
      return row ? row.version < version : isAfter && fits;
    },
  });
  return <MovedPill count={moved} onShow={onShow} />;
}
