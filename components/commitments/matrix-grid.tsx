"use client";

import { useTranslations } from "next-intl";
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from "react";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import { ChevronDown } from "@/components/ui/icons";
import { shownStages, type Word } from "@/db/reference/words";
import type { CellWish } from "@/lib/commitments/cell-text";
import { type Matrix, stageByKey } from "@/lib/commitments/commitment";
import { moveFrom } from "./cell-moves";
import { useCellNames } from "./cell-names";
import { cornersOf } from "./cell-range";
import { stepOf } from "./grid-moves";
import { focusCell, type OpenCell } from "./matrix-cells";
import { MatrixFoot, MatrixHead } from "./matrix-head";
import { hasCell, linesOf, standing } from "./matrix-lines";
import { MatrixLine } from "./matrix-row";
import { useAllValues } from "./place-values";
import { useCellBlocks } from "./use-cell-blocks";
import type { CellChanges, CellValues } from "./use-cell-changes";
import { useGridRange } from "./use-grid-range";

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
  onOpen: (open: OpenCell, withHistory: boolean) => void;
}) {
  const t = useTranslations("commitments");
  const letter = useTranslations("stages.letter");
  const names = useCellNames();
  const table = useRef<HTMLTableElement>(null);
  const { regions, folded, whole, toggle, toggleRest } = useFolding(matrix);
  const shown = regions.map((region) => ({
    group: region.group,
    count: region.rows.length,
    lines: folded.has(region.group)
      ? []
      : linesOf(region.rows, matrix.columns, whole.has(region.group)),
  }));
  const rows = shown.flatMap(({ lines }) =>
    lines.flatMap((line) => ("row" in line ? [line.row] : [])),
  );
  const places = new Map(rows.map((row, index) => [row, index]));
  const grid = useGridRange(rows, matrix.columns);
  const blocks = useCellBlocks(matrix, changes, grid);
  // The letters stand under the glyphs in print; said once here instead of in each of thousands of cells.
  const letters = Object.fromEntries(
    shownStages.map((stage) => [`--letter-${stage}`, `"${letter(stage)}"`]),
  );
  // Names lie on their side only where they would not fit upright.
  const turned = matrix.columns.length > 6;
  const { range } = grid;

  const found = (element: Element): OpenCell | null => {
    const cell = element.closest("td");
    const code = cell?.closest<HTMLElement>("[data-s]")?.dataset.s;
    const row = rows.find((one) => one.code === code);
    // The State's name stands before the cells.
    const column = matrix.columns[(cell?.cellIndex ?? 0) - 1];
    return row && column ? { row, column } : null;
  };

  const setAll = (cell: OpenCell, wish: CellWish) =>
    changes.set(
      cornersOf(grid.actedOn(cell) ?? { top: 0, bottom: -1, start: 0, end: -1 }).flatMap(
        (corner) => {
          const chosen = grid.cellAt(corner);
          return chosen ? [{ ...chosen, wish }] : [];
        },
      ),
    );

  /** Whether the key chose further cells. */
  function extend(event: KeyboardEvent, cell: OpenCell): boolean {
    const corner = grid.cornerOf(cell);
    const step = stepOf(event, table.current);
    if (!event.shiftKey || !corner || !step) {
      return false;
    }
    const to = grid.cellAt({
      row: Math.min(Math.max(corner.row + step[0], 0), grid.last.row),
      column: Math.min(Math.max(corner.column + step[1], 0), grid.last.column),
    });
    if (to) {
      grid.extend(cell, to);
      focusCell(to, matrix.columns);
    }
    return true;
  }

  function onKeyDown(event: KeyboardEvent<HTMLTableElement>) {
    const at = event.target as HTMLElement;
    const cell = found(at);
    if (event.altKey) {
      return;
    }
    if (cell && extend(event, cell)) {
      event.preventDefault();
      return;
    }
    const moved = event.metaKey ? null : moveFrom(at, event, table.current);
    if (moved) {
      event.preventDefault();
      grid.clear();
      moved.focus();
      return;
    }
    if (isHeading(at) && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      pressHeading(at);
    } else if (cell && onCellKey(event, cell)) {
      event.preventDefault();
    }
  }

  /** Whether the key means something on a cell. Copying and pasting come as events of their own. */
  function onCellKey(event: KeyboardEvent, cell: OpenCell): boolean {
    const key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey) {
      const chosen = key === "d" && !event.shiftKey ? grid.actedOn(cell) : null;
      if (chosen) {
        blocks.fillDown(chosen);
      }
      return chosen !== null;
    }
    const stage = stageByKey[key];
    if (event.key === "Enter" || event.key === " ") {
      onOpen(cell, false);
    } else if (key === "h") {
      onOpen(cell, true);
    } else if (stage) {
      setAll(cell, { stage });
    } else if (/^[1-5]$/.test(key)) {
      setAll(cell, { word: Number(key) as Word });
    } else if (event.key === "Escape" && range) {
      grid.clear();
    } else if (key === "r") {
      changes.record(cell);
    } else {
      return false;
    }
    return true;
  }

  const isHeading = (at: HTMLElement) => (at.dataset.group ?? at.dataset.rest) !== undefined;
  const pressHeading = (at: HTMLElement) => {
    if (at.dataset.rest !== undefined) {
      toggleRest(at.dataset.rest);
    } else {
      toggle(at.dataset.group ?? "");
    }
  };

  function onClick(event: MouseEvent<HTMLTableElement>) {
    const at = event.target as HTMLElement;
    const heading = at.closest<HTMLElement>("[data-group], [data-rest]");
    const cell = found(at);
    if (heading) {
      pressHeading(heading);
      return;
    }
    if (!cell) {
      return;
    }
    const from = table.current?.querySelector('[tabindex="0"]');
    const before = from && found(from);
    if (event.shiftKey && before) {
      grid.extend(before, cell);
      focusCell(cell, matrix.columns);
      return;
    }
    grid.clear();
    if (cell.row.code !== cell.column.ownState) {
      onOpen(cell, false);
    }
  }

  /** The cells that a copy or a paste is about; null where it is about a text. */
  function actedOn(event: ClipboardEvent) {
    const cell = found(event.target as HTMLElement);
    return cell && document.getSelection()?.isCollapsed !== false ? grid.actedOn(cell) : null;
  }

  return (
    <div className="min-w-0">
      {/* Of one height, so that no cell moves from under the pointer when the words change. */}
      <p
        aria-hidden="true"
        dir="auto"
        className="mb-1 h-5 truncate text-meta text-ink-muted pointer-coarse:hidden max-sm:hidden scripts-off:hidden print:hidden"
      >
        {range ? (
          t("matrix.selected", { count: cornersOf(range).length })
        ) : (
          <Here grid={table} keys={keysOf(matrix)} values={changes.values} />
        )}
      </p>
      <div className="relative overflow-x-auto rounded-panel border border-line bg-surface py-2 ps-0.5 pe-2 print:overflow-visible print:rounded-none print:border-0 print:p-0">
        <table
          ref={table}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA's own pattern, a table that can be worked in.
          role="grid"
          aria-multiselectable="true"
          aria-label={t("matrix.label", {
            session: matrix.session?.title ?? t("matrix.allSessions"),
          })}
          className={classes("matrix", turned ? undefined : "w-full")}
          style={letters}
          onKeyDown={onKeyDown}
          onClick={onClick}
          onMouseDown={(event) => {
            // Choosing cells would choose the text between them, too.
            if (event.shiftKey) {
              event.preventDefault();
            }
          }}
          onCopy={(event) => {
            const chosen = actedOn(event);
            if (chosen) {
              event.preventDefault();
              event.clipboardData.setData("text/plain", blocks.copied(chosen));
            }
          }}
          onPaste={(event) => {
            const chosen = actedOn(event);
            const text = event.clipboardData.getData("text/plain");
            if (chosen && text) {
              event.preventDefault();
              blocks.paste(text, chosen);
            }
          }}
          onFocus={(event) => {
            const at = event.target as HTMLElement;
            table.current
              ?.querySelector<HTMLElement>('[tabindex="0"]')
              ?.setAttribute("tabindex", "-1");
            at.setAttribute("tabindex", "0");
          }}
        >
          <MatrixHead matrix={matrix} turned={turned} />
          {shown.map(({ group, count, lines }) => (
            <tbody key={group}>
              <Heading
                kind="group"
                value={group}
                span={matrix.columns.length + 2}
                isOpen={!folded.has(group)}
              >
                {t(`region.${(group || "other") as "other"}`)}
                <span className="font-normal text-ink-muted">
                  {folded.has(group) ? t("matrix.folded", { count }) : count}
                </span>
              </Heading>
              {lines.map((line) => {
                if ("rest" in line) {
                  return (
                    <Heading
                      key="rest"
                      kind="rest"
                      value={group}
                      span={matrix.columns.length + 2}
                      isOpen={whole.has(group)}
                    >
                      {t("matrix.rest", { count: line.rest })}
                    </Heading>
                  );
                }
                const index = places.get(line.row) ?? -1;
                const isChosen = range !== null && index >= range.top && index <= range.bottom;
                return (
                  <MatrixLine
                    key={line.row.code}
                    row={line.row}
                    columns={matrix.columns}
                    values={changes.values}
                    names={names}
                    isFirst={index === 0}
                    chosenFrom={isChosen ? range.start : -1}
                    chosenTo={isChosen ? range.end : -1}
                  />
                );
              })}
            </tbody>
          ))}
          <MatrixFoot matrix={matrix} values={changes.values} />
        </table>
      </div>
      <p className="mt-2 max-w-measure text-meta text-ink-muted print:max-w-none print:break-inside-avoid">
        {t("table.countingRule")}
      </p>
    </div>
  );
}

/** What has the focus, in full; apart from the grid, which a step from cell to cell does not draw anew. */
function Here({
  grid,
  keys,
  values,
}: {
  grid: RefObject<HTMLTableElement | null>;
  keys: "howTo" | "howToRead" | "howToReadAll";
  values: CellValues;
}) {
  const t = useTranslations("commitments.matrix");
  const [here, setHere] = useState("");
  const at = useRef<HTMLElement | null>(null);
  // Draws it anew when a key sets a cell.
  useAllValues(values);
  useEffect(() => {
    const table = grid.current;
    const tell = ({ target }: { target: EventTarget | null }) => {
      if (target instanceof HTMLElement && table?.contains(target)) {
        at.current = target;
        setHere(fullName(target));
      }
    };
    tell({ target: document.activeElement });
    table?.addEventListener("focusin", tell);
    return () => table?.removeEventListener("focusin", tell);
  }, [grid]);
  useEffect(() => {
    if (at.current?.isConnected) {
      setHere(fullName(at.current));
    }
  });
  return here || t(keys);
}

/** The keys that work here: an ask belongs to one occasion, and is set by whoever may change it. */
function keysOf({ session, columns }: Matrix): "howTo" | "howToRead" | "howToReadAll" {
  const mayChange = columns.some((column) => column.mayChange);
  return !mayChange ? "howToRead" : session ? "howTo" : "howToReadAll";
}

const fullName = (element: HTMLElement) =>
  element.dataset.full ?? element.getAttribute("aria-label") ?? "";

/** A line across the grid that folds what stands below it: a region, or its States that nobody has approached. */
function Heading({
  kind,
  value,
  span,
  isOpen,
  children,
}: {
  kind: "group" | "rest";
  value: string;
  span: number;
  isOpen: boolean;
  children: ReactNode;
}) {
  return (
    <tr className={kind === "rest" ? "print:hidden" : undefined}>
      <th
        scope={kind === "rest" ? "row" : "rowgroup"}
        colSpan={span}
        tabIndex={-1}
        {...{ [`data-${kind}`]: value }}
        aria-expanded={isOpen}
        className={classes(
          "cursor-pointer px-2 text-start",
          kind === "rest" ? "h-7 text-meta font-normal text-ink-muted" : "h-8 print:h-auto",
        )}
      >
        <span className="sticky start-2 inline-flex items-center gap-2">
          <Icon
            of={ChevronDown}
            size={16}
            {...(!isOpen && { className: "-rotate-90 rtl:rotate-90" })}
          />
          {children}
        </span>
      </th>
    </tr>
  );
}

/** Which regions are folded, and of which the States that nobody has approached are shown, too. */
function useFolding(matrix: Matrix) {
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
  return {
    // What is still open comes first, then what is on record; regions with nothing follow, folded.
    regions: [...matrix.regions].sort((a, b) => standing(b.rows) - standing(a.rows)),
    folded,
    whole,
    toggle: (group: string) => setFolded((before) => turnedIn(before, group)),
    toggleRest: (group: string) => setWhole((before) => turnedIn(before, group)),
  };
}

function turnedIn(set: ReadonlySet<string>, value: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(value)) {
    next.add(value);
  }
  return next;
}
