"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, type MouseEvent, useRef, useState } from "react";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import { ChevronDown, ChevronRight } from "@/components/ui/icons";
import { shownStages, type Word } from "@/db/reference/words";
import {
  type Matrix,
  type MatrixCell,
  type MatrixColumn,
  type MatrixRow,
  stageByKey,
} from "@/lib/commitments/commitment";
import { useFormats } from "@/lib/i18n/formats";
import { type OpenCell, recordHref } from "./matrix-cells";
import { StageCorner, StageGlyph, StageLegend, useStageName } from "./stage-glyph";
import type { CellChanges } from "./use-cell-changes";

/**
 * All States against the cases: a grid with one tab stop. Cells hold no controls of their own, since controls inside
 * grid cells keep screen readers from the cell itself; every key and press is handled by the grid.
 */
export function MatrixGrid({
  matrix,
  changes,
  onOpen,
}: {
  matrix: Matrix;
  changes: CellChanges;
  onOpen: (open: OpenCell) => void;
}) {
  const t = useTranslations("commitments");
  const letter = useTranslations("stages.letter");
  const { day } = useFormats();
  const names = useCellNames();
  const grid = useRef<HTMLTableElement>(null);
  const [here, setHere] = useState("");
  const hasAny = matrix.regions.some((region) => region.rows.some(hasCell));
  const [folded, setFolded] = useState<ReadonlySet<string>>(
    () =>
      new Set(
        hasAny
          ? matrix.regions.filter((region) => !region.rows.some(hasCell)).map(({ group }) => group)
          : [],
      ),
  );
  // Of a region where somebody is asked, the others wait behind one row.
  const [whole, setWhole] = useState<ReadonlySet<string>>(new Set());
  const toggleRest = (group: string) =>
    setWhole((before) => {
      const next = new Set(before);
      if (!next.delete(group)) {
        next.add(group);
      }
      return next;
    });
  const regionName = (group: string) => t(`region.${(group || "other") as "other"}`);
  const toggle = (group: string) =>
    setFolded((before) => {
      const next = new Set(before);
      if (!next.delete(group)) {
        next.add(group);
      }
      return next;
    });
  // The letters stand under the glyphs in print; said once here instead of in each of thousands of cells.
  const letters = Object.fromEntries(
    shownStages.map((stage) => [`--letter-${stage}`, `"${letter(stage)}"`]),
  );
  // Names lie on their side only where they would not fit upright.
  const turned = matrix.columns.length > 6;
  // What is still open comes first, then what is on record; regions with nothing follow, folded.
  const regions = [...matrix.regions].sort((a, b) => standing(b.rows) - standing(a.rows));
  const all = matrix.regions.flatMap((region) => region.rows);

  const found = (element: Element): OpenCell | null => {
    const cell = element.closest("td");
    const code = cell?.closest<HTMLElement>("[data-s]")?.dataset.s;
    const row = all.find((one) => one.code === code);
    // The State's name stands before the cells.
    const column = matrix.columns[(cell?.cellIndex ?? 0) - 1];
    return row && column ? { row, column } : null;
  };

  function onKeyDown(event: KeyboardEvent<HTMLTableElement>) {
    const at = event.target as HTMLElement;
    if (event.altKey || event.metaKey) {
      return;
    }
    const moved = moveFrom(at, event, grid.current);
    if (moved) {
      event.preventDefault();
      moved.focus();
      return;
    }
    const group = at.dataset.group;
    const rest = at.dataset.rest;
    if ((group ?? rest) !== undefined && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      if (rest !== undefined) {
        toggleRest(rest);
      } else if (group !== undefined) {
        toggle(group);
      }
      return;
    }
    const cell = found(at);
    if (!cell || event.ctrlKey) {
      return;
    }
    const key = event.key.toLowerCase();
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      onOpen(cell);
    } else if (stageByKey[key]) {
      event.preventDefault();
      changes.set(cell.row, cell.column, { stage: stageByKey[key] });
    } else if (/^[1-5]$/.test(key)) {
      event.preventDefault();
      changes.set(cell.row, cell.column, { word: Number(key) as Word });
    } else if (key === "r") {
      event.preventDefault();
      if (changes.allows(cell.row, cell.column, null)) {
        location.assign(recordHref(cell, matrix.session));
      }
    }
  }

  function onClick(event: MouseEvent<HTMLTableElement>) {
    const at = event.target as HTMLElement;
    const group = at.closest<HTMLElement>("[data-group]")?.dataset.group;
    const rest = at.closest<HTMLElement>("[data-rest]")?.dataset.rest;
    const cell = found(at);
    if (group !== undefined) {
      toggle(group);
    } else if (rest !== undefined) {
      toggleRest(rest);
    } else if (cell && cell.row.code !== cell.column.ownState) {
      onOpen(cell);
    }
  }

  const [firstRow] = regions
    .filter((region) => !folded.has(region.group))
    .flatMap((region) => linesOf(region.rows, matrix.columns, false))
    .flatMap((line) => ("row" in line ? [line.row] : []));
  const drawn = (row: MatrixRow) => (
    <tr key={row.code} data-s={row.code}>
      <th
        scope="row"
        tabIndex={-1}
        className="sticky start-0 z-[1] max-w-44 min-w-36 bg-surface px-2 text-start text-ui"
      >
        <bdi>{row.name}</bdi>
      </th>
      {matrix.columns.map((column, index) => {
        const cell = changes.cellOf(row, index);
        const first = index === 0 && row === firstRow;
        return (
          <Cell
            key={column.id}
            row={row}
            column={column}
            cell={cell}
            name={names(row, column, cell)}
            tabIndex={first ? 0 : -1}
          />
        );
      })}
      <td tabIndex={-1} className="max-w-56 min-w-32 truncate px-2 text-meta text-ink-muted">
        {row.nextStep && (
          <>
            <bdi>{row.nextStep}</bdi>
            {row.nextDue && (
              <>
                , <bdi>{day(row.nextDue, "short")}</bdi>
              </>
            )}
          </>
        )}
      </td>
    </tr>
  );
  return (
    <div className="min-w-0">
      {/* Of one height, so that no cell moves from under the pointer when the words change. */}
      <p
        aria-hidden="true"
        className="mb-1 h-5 truncate text-meta text-ink-muted pointer-coarse:hidden max-sm:hidden print:hidden"
      >
        {here || t("matrix.howTo")}
      </p>
      <div className="relative overflow-x-auto rounded-panel border border-line bg-surface py-2 ps-0.5 pe-2 print:overflow-visible print:rounded-none print:border-0 print:p-0">
        <table
          ref={grid}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA's own pattern, a table that can be worked in.
          role="grid"
          aria-label={t("matrix.label", {
            session: matrix.session?.title ?? t("matrix.allSessions"),
          })}
          className={classes("matrix", turned ? undefined : "w-full")}
          style={letters}
          onKeyDown={onKeyDown}
          onClick={onClick}
          onFocus={(event) => {
            const at = event.target as HTMLElement;
            grid.current
              ?.querySelector<HTMLElement>('[tabindex="0"]')
              ?.setAttribute("tabindex", "-1");
            at.setAttribute("tabindex", "0");
            setHere(at.dataset.full ?? at.getAttribute("aria-label") ?? "");
          }}
        >
          <thead>
            {/* Heads are repeated on each printed page, and with them what the glyphs mean and of which day this is. */}
            <tr className="hidden print:table-row">
              <td colSpan={matrix.columns.length + 2}>
                <span className="flex flex-wrap justify-between gap-4 pb-1">
                  <span>
                    {matrix.session?.title ?? t("matrix.allSessions")}.{" "}
                    {t("matrix.printedOn", { day: day(matrix.today) })}
                  </span>
                  <StageLegend />
                </span>
              </td>
            </tr>
            <tr>
              <th
                scope="col"
                className="sticky start-0 z-[1] bg-surface px-2 text-start align-bottom"
              >
                {t("column.state")}
              </th>
              {matrix.columns.map((column) => (
                <th
                  key={column.id}
                  scope="col"
                  tabIndex={-1}
                  title={`${column.reference} ${column.title}`}
                  data-full={`${column.reference} ${column.title}`}
                  className="px-0.5 pb-1 align-bottom text-meta"
                >
                  <span className={turned ? "matrix-head mx-auto block" : "block w-24 text-center"}>
                    {column.reference}
                    <bdi
                      className={classes(
                        "font-normal text-ink-muted",
                        turned ? "block max-h-40 truncate" : "line-clamp-3",
                      )}
                    >
                      {column.title}
                    </bdi>
                  </span>
                </th>
              ))}
              <th scope="col" className="w-full px-2 text-start align-bottom">
                {t("matrix.nextStep")}
              </th>
            </tr>
          </thead>
          {regions.map((region) => (
            <tbody key={region.group}>
              <tr>
                <th
                  scope="rowgroup"
                  colSpan={matrix.columns.length + 2}
                  tabIndex={-1}
                  data-group={region.group}
                  aria-expanded={!folded.has(region.group)}
                  className="h-8 cursor-pointer px-2 text-start print:h-auto"
                >
                  <span className="sticky start-2 inline-flex items-center gap-2">
                    <Icon
                      of={folded.has(region.group) ? ChevronRight : ChevronDown}
                      size={16}
                      directional
                    />
                    {regionName(region.group)}
                    <span className="font-normal text-ink-muted">
                      {folded.has(region.group)
                        ? t("matrix.folded", { count: region.rows.length })
                        : region.rows.length}
                    </span>
                  </span>
                </th>
              </tr>
              {!folded.has(region.group) &&
                linesOf(region.rows, matrix.columns, whole.has(region.group)).map((line) =>
                  "rest" in line ? (
                    <tr key="rest" className="print:hidden">
                      <th
                        scope="row"
                        colSpan={matrix.columns.length + 2}
                        tabIndex={-1}
                        data-rest={region.group}
                        aria-expanded={whole.has(region.group)}
                        className="h-7 cursor-pointer px-2 text-start text-meta font-normal text-ink-muted"
                      >
                        <span className="sticky start-2 inline-flex items-center gap-2">
                          <Icon
                            of={whole.has(region.group) ? ChevronDown : ChevronRight}
                            size={16}
                            directional
                          />
                          {t("matrix.rest", { count: line.rest })}
                        </span>
                      </th>
                    </tr>
                  ) : (
                    drawn(line.row)
                  ),
                )}
            </tbody>
          ))}
          <tfoot>
            <tr>
              <th scope="row" className="sticky start-0 bg-surface px-2 text-start text-meta">
                {t("matrix.footer")}
              </th>
              {matrix.columns.map((column, index) => {
                const counted = changes.count(index);
                return (
                  <td
                    key={column.id}
                    tabIndex={-1}
                    className="text-center text-meta whitespace-nowrap"
                  >
                    <span className="sr-only">
                      {t("matrix.promisedRaisedName", { case: column.reference, ...counted })}
                    </span>
                    <span
                      aria-hidden="true"
                      className={
                        counted.promised + counted.raised === 0 ? "text-danger" : undefined
                      }
                    >
                      {t("matrix.promisedRaised", counted)}
                    </span>
                  </td>
                );
              })}
              <td className="px-2 text-meta text-ink-muted" />
            </tr>
          </tfoot>
        </table>
      </div>
      <p className="mt-2 max-w-measure text-meta text-ink-muted print:max-w-none print:break-inside-avoid">
        {t("table.countingRule")}
      </p>
    </div>
  );
}

const hasCell = (row: MatrixRow) => row.cells.some((cell) => cell !== null);

/** 2 where something is still open, 1 where all that was asked is on record, 0 where nobody was asked. */
const standing = (rows: readonly MatrixRow[]): number =>
  rows.some((row) => row.cells.some((cell) => cell && cell[0] !== "raised"))
    ? 2
    : Number(rows.some(hasCell));

/** Fewer than this are not worth a press. */
const leastHidden = 4;

type Line = { row: MatrixRow } | { rest: number };

/** The rows of a region as drawn: where some are asked, these and the State concerned, then the others on demand. */
function linesOf(
  rows: readonly MatrixRow[],
  columns: readonly MatrixColumn[],
  whole: boolean,
): Line[] {
  const isShown = (row: MatrixRow) =>
    hasCell(row) || columns.some((column) => column.ownState === row.code);
  const rest = rows.filter((row) => !isShown(row));
  if (rest.length < leastHidden || !rows.some(hasCell)) {
    return rows.map((row) => ({ row }));
  }
  return [
    ...rows.filter(isShown).map((row) => ({ row })),
    { rest: rest.length },
    ...(whole ? rest.map((row) => ({ row })) : []),
  ];
}

function Cell({
  row,
  column,
  cell,
  name,
  tabIndex,
}: {
  row: MatrixRow;
  column: MatrixColumn;
  cell: MatrixCell;
  name: string;
  tabIndex: number;
}) {
  if (row.code === column.ownState) {
    return <td tabIndex={tabIndex} aria-label={name} className="mx-own" />;
  }
  const stage = cell?.[0] ?? "not_approached";
  return (
    <td tabIndex={tabIndex} data-stage={stage} aria-label={name} className="stage mx">
      <StageGlyph stage={stage} />
      {cell && cell[3] !== "" && <StageCorner overlay={cell[3]} />}
    </td>
  );
}

/**
 * "Example State 4, PL-2026-017: Agreed, in writing. Reply due". There are thousands of cells and few different
 * sentences, so each sentence is formatted once and the State is put in.
 */
function useCellNames() {
  const t = useTranslations("commitments.matrix");
  const stageName = useStageName();
  const gap = "\u0001";
  const known = new Map<string, string>();
  return (row: MatrixRow, column: MatrixColumn, cell: MatrixCell): string => {
    const isOwn = row.code === column.ownState;
    const key = isOwn
      ? column.id
      : `${column.id} ${cell?.[0]} ${cell?.[2]} ${cell?.[3]} ${cell?.[4]}`;
    let sentence = known.get(key);
    if (sentence === undefined) {
      const value = [
        [
          stageName(cell?.[0] ?? "not_approached"),
          cell && cell[2] >= 4 && t("inWriting"),
          cell && cell[4] > 1 && t("several", { count: cell[4] }),
        ]
          .filter(Boolean)
          .join(", "),
        cell?.[3] === "due" && t("replyDue"),
      ]
        .filter(Boolean)
        .join(". ");
      const parts = { state: gap, case: column.reference };
      sentence = isOwn ? t("ownCell", parts) : t("cell", { ...parts, value });
      known.set(key, sentence);
    }
    return sentence.replace(gap, row.name);
  };
}

const steps: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  PageUp: [-10, 0],
  PageDown: [10, 0],
};

/** The cell that a key leads to. Rows and cells are taken from what is drawn, so folding needs no bookkeeping. */
function moveFrom(
  at: HTMLElement,
  event: KeyboardEvent,
  table: HTMLTableElement | null,
): HTMLElement | null {
  const cell = at.closest<HTMLTableCellElement>("td, th");
  const row = cell?.parentElement as HTMLTableRowElement | null;
  if (!cell || !row || !table) {
    return null;
  }
  const rows = [...table.rows].filter((one) => focusable(one).length > 0);
  const cells = focusable(row);
  const x = cells.indexOf(cell);
  const y = rows.indexOf(row);
  if (event.key === "Home" || event.key === "End") {
    const line = event.ctrlKey ? rows.at(event.key === "Home" ? 0 : -1) : row;
    return (line && focusable(line).at(event.key === "Home" ? 0 : -1)) ?? null;
  }
  const isRtl = getComputedStyle(table).direction === "rtl";
  if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
    return cells[x + ((event.key === "ArrowRight") === isRtl ? -1 : 1)] ?? cell;
  }
  const step = steps[event.key];
  const line = step && rows[Math.min(Math.max(y + step[0], 0), rows.length - 1)];
  if (!line) {
    return null;
  }
  // Headings of regions are one cell wide: the column is remembered from the cell's own place.
  const wanted = columnOf(cell) ?? Number(table.dataset.column ?? 1);
  table.dataset.column = String(wanted);
  const target = focusable(line);
  return target.find((one) => columnOf(one) === wanted) ?? target[0] ?? null;
}

const focusable = (row: HTMLTableRowElement) =>
  [...row.cells].filter((cell) => cell.hasAttribute("tabindex"));

const columnOf = (cell: HTMLTableCellElement) => (cell.colSpan > 1 ? null : cell.cellIndex);
