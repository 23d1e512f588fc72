"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { type CommitmentPage, countedUpTo, mostSelected } from "@/lib/commitments/commitment";
import type { Selection } from "./use-selection";

/** The box in the head of the table: all rows of the page that may be changed, or none of them. */
export function SelectPage({ page }: Pick<Selection, "page">) {
  const t = useTranslations("commitments.table");
  const box = useRef<HTMLInputElement>(null);
  const isAll = page.count > 0 && page.selected === page.count;
  useEffect(() => {
    if (box.current) {
      box.current.indeterminate = page.selected > 0 && !isAll;
    }
  }, [page.selected, isAll]);
  return (
    <input
      ref={box}
      type="checkbox"
      aria-label={t("selectPage")}
      checked={isAll}
      onChange={(event) => page.select(event.target.checked)}
      className="target size-[1.125rem] accent-accent scripts-off:hidden"
    />
  );
}

/** Beside what is selected: the rest of the list, by its number; then what of it was left out. */
export function SelectAll({
  count,
  total,
  isFiltered,
  selection: { left, state, selectAll },
}: {
  /** How many are selected. */
  count: number;
  total: CommitmentPage["total"];
  isFiltered: boolean;
  selection: Pick<Selection, "left" | "state" | "selectAll">;
}) {
  const t = useTranslations("commitments.table");
  if (left) {
    return (
      <span className="text-meta text-ink-muted">
        {left.others > 0 && `${t("othersLeft", { count: left.others })} `}
        {left.hasMore && t("moreLeft", { most: mostSelected })}
      </span>
    );
  }
  if (count >= total.n && !total.atLeast) {
    return null;
  }
  const { n } = total;
  const label =
    n <= mostSelected && !total.atLeast
      ? t(isFiltered ? "selectAll" : "selectAllShown", { n })
      : t(total.atLeast && n >= countedUpTo ? "selectFirstOfMore" : "selectFirst", {
          most: mostSelected,
          n,
        });
  return (
    <>
      <Button
        size="small"
        aria-disabled={state === "reading" || undefined}
        onClick={() => state !== "reading" && selectAll()}
      >
        {state === "reading" ? t("selecting") : label}
      </Button>
      {state === "failed" && (
        <span role="alert" className="text-meta text-danger">
          {t("selectFailed")}
        </span>
      )}
    </>
  );
}
