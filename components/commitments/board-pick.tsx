"use client";

import { useTranslations } from "next-intl";
import type { ShownStage } from "@/db/reference/words";
import { useColumnCount } from "./board-column";
import { StageTile, useStageName } from "./stage-glyph";
import type { ShownColumn } from "./use-board";

/**
 * On a narrow screen: which one of the columns is shown. Ordinary choices that the style sheet follows, so that one
 * column is shown from the first moment, and without scripts too.
 */
export function BoardPick({
  columns,
  picked,
  onPick,
}: {
  columns: readonly ShownColumn[];
  /** The one that was looked at before, where somebody has come back. */
  picked: ShownStage | undefined;
  onPick: (stage: ShownStage) => void;
}) {
  const t = useTranslations("commitments.board");
  const stageName = useStageName();
  const countOf = useColumnCount();
  const first =
    columns.find(({ stage }) => stage === picked) ??
    columns.find(({ isFolded, total }) => !isFolded && total.n > 0) ??
    columns.find(({ isFolded }) => !isFolded) ??
    columns[0];
  return (
    <fieldset className="board-pick sm:hidden print:hidden">
      <legend className="sr-only">{t("pick")}</legend>
      {columns.map((column) => (
        <label
          key={column.stage}
          className="relative flex min-h-11 items-center gap-1.5 rounded-control border border-line bg-surface px-2 text-meta leading-4 has-checked:border-accent has-checked:bg-accent-soft has-checked:font-semibold has-focus-visible:outline-3 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name="board-stage"
            value={column.stage}
            defaultChecked={column === first}
            onChange={() => onPick(column.stage)}
            className="absolute inset-0 cursor-pointer appearance-none outline-none"
          />
          <StageTile stage={column.stage} silent />
          <span className="min-w-0 flex-1 wrap-anywhere">{stageName(column.stage)}</span>
          <span className="tabular-nums">{countOf(column)}</span>
        </label>
      ))}
    </fieldset>
  );
}
