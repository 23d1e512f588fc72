"use client";

import { useTranslations } from "next-intl";
import { type ComponentProps, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { KeysetPager } from "@/components/table/keyset-pager";
import { Button } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import type { ColumnId } from "@/lib/commitments/columns";
import {
  type CommitmentChanges,
  type CommitmentPage,
  type CommitmentRow,
  type Grouping,
  lastPage,
  type SortOrder,
} from "@/lib/commitments/commitment";
import { type Look, pinnedPlaces, placeColumn, widenColumn, widthOf } from "@/lib/commitments/look";
import { CellToolsProvider, useSteadyTools } from "./commitment-columns";
import { ConflictNotices } from "./conflict-notices";
import { ExportForm } from "./export-form";
import { FootCounts } from "./foot-counts";
import { HistoryPanel } from "./history-panel";
import { KeysHint } from "./keys-hint";
import { PackLink } from "./pack-link";
import { SelectAll, SelectPage } from "./select-all";
import { SelectedBar } from "./selected-bar";
import { SortHeader } from "./sort-header";
import { isFiltered, type Params, paged } from "./table-address";
import { TableMoved } from "./table-moved";
import { as } from "./table-roles";
import { TableRows } from "./table-rows";
import { useAboveBar } from "./use-above-bar";
import { useCommitmentTable } from "./use-commitment-table";
import { usePage } from "./use-page";
import { type RowValues, useRowChanges, useShownRow } from "./use-row-changes";
import { useSelection } from "./use-selection";
import { useTableKeys } from "./use-table-keys";
import { useTableRange } from "./use-table-range";
import { focusAgain, opensHere } from "./way-back";
import "./tracker.css";

/** Of the column of boxes, in pixels of an unzoomed page. */
const selectWidth = 32;

/**
 * A page of commitments as a table. `params` say what is shown, in the words of the address; when they change, rows
 * are fetched, not pages. What was rendered by the server stays until the new rows are here.
 */
export function TableView({
  first,
  firstParams,
  params,
  onParams,
  hrefOf,
  look,
  onLook,
  selectable,
}: {
  first: CommitmentPage;
  /** What is shown by these first rows. */
  firstParams: Params;
  params: Params;
  onParams: (params: Params) => void;
  /** The address that shows this, for browsers without scripts and for new tabs. */
  hrefOf: (params: Params) => string;
  look: Look;
  /** Where columns may be changed by hand. */
  onLook?: (look: Look) => void;
  selectable?: boolean;
}) {
  const t = useTranslations("commitments");
  const { page, busy, failed, retry, reload } = usePage(first, firstParams, params);
  const changes = useRowChanges(page.members);
  const section = useRef<HTMLElement>(null);
  const body = useRef<HTMLTableElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const group = params.group as Grouping | undefined;
  const sort = (params.sort ?? "changed") as SortOrder;
  const direction = params.dir ?? (sort === "changed" || sort === "case" ? "desc" : "asc");
  // As they were read: each row listens for what is changed in it, so that a key draws no other.
  const { rows } = page;
  const selection = useSelection(rows, params);
  // The heading of a group says it already.
  const shownColumns = useMemo(
    () => look.columns.filter((id) => id !== group || id === "state"),
    [look, group],
  );
  const canSelect = Boolean(selectable) && rows.some((row) => row.mayChange);
  const table = useCommitmentTable({
    rows,
    columns: shownColumns,
    sort,
    descending: direction === "desc",
    selected: selection.selected,
    onSelected: selection.setSelected,
  });
  const range = useTableRange(body, rows, shownColumns);
  useWayBack(changes.backAt, body, rows);
  const [past, setPast] = useState<{ id: string; opener: Element | null } | null>(null);
  const showHistory = (id: string) => setPast({ id, opener: document.activeElement });
  const pastRow = rows.find((row) => row.id === past?.id);
  const keys = useTableKeys(
    { ...changes, rows, columns: shownColumns, members: page.members, today: page.today },
    range,
    showHistory,
  );
  const inRange = range.rows.length > 1 ? range.rows : [];
  const chosen = [...selection.rows, ...inRange.filter((row) => !selection.selected[row.id])];
  /** What is selected at this moment: an answer may come when it is something else. */
  const now = useRef(chosen);
  useEffect(() => {
    now.current = chosen;
  });
  const ways = new Map<string, Params>();
  const wayTo = (params: Params) => {
    const href = hrefOf(params);
    ways.set(href, params);
    return href;
  };
  const go = (href: string) => onParams(ways.get(href) ?? params);
  const link = (page: Params | null) => page && wayTo(paged(params, page));
  const places = useMemo(
    () =>
      pinnedPlaces(
        { ...look, pinned: look.pinned.filter((id) => shownColumns.includes(id)) },
        canSelect ? selectWidth : 0,
      ),
    [look, shownColumns, canSelect],
  );
  const tools = useSteadyTools({
    today: page.today,
    members: page.members,
    onChange: (row, wanted) => changes.change([{ row, changes: wanted }]),
    onHistory: (row) => showHistory(row.id),
  });
  const hasBar = chosen.length > 0 || changes.conflicts.length > 0;
  const width = shownColumns.length + (canSelect ? 1 : 0);
  useAboveBar(
    bar,
    hasBar,
    changes.conflicts.at(-1)?.target.place,
    (id) => body.current?.querySelector(`[data-row="${id}"]`) ?? null,
  );

  /** The bar goes away with the selection, and with it the focus that was on it. */
  function unselect() {
    const hadFocus = bar.current?.contains(document.activeElement);
    selection.clear();
    range.clear();
    if (hadFocus && range.end) {
      range.focus(range.end);
    } else if (hadFocus) {
      section.current?.focus({ preventScroll: true });
    }
  }

  /** Sets all that is selected. What was refused leaves the selection as it is, to be tried again. */
  async function setChosen(wanted: CommitmentChanges, because: string): Promise<string> {
    const asked = chosen;
    const problems = await changes.change(asked.map((row) => ({ row, changes: wanted, because })));
    const isSame =
      now.current.length === asked.length && asked.every((row) => isIn(now.current, row));
    if (!problems && isSame) {
      unselect();
    }
    return problems;
  }

  return (
    <CellToolsProvider value={tools}>
      <div className="flex flex-col gap-3" data-barred={hasBar || undefined}>
        {failed && (
          <Notice tone="danger" role="alert" title={t("table.failed")}>
            <Button size="small" onClick={retry}>
              {t("table.retry")}
            </Button>
          </Notice>
        )}
        <div className="min-w-0">
          <TableMoved
            page={page}
            values={changes.values}
            onMoved={changes.hear}
            onShow={() => {
              reload();
              section.current?.focus({ preventScroll: true });
            }}
          />
          {canSelect && <KeysHint>{t("table.howTo")}</KeysHint>}
          <section
            ref={section}
            aria-label={t("table.region")}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
            tabIndex={0}
            className="relative overflow-x-auto rounded-panel border border-line bg-surface focus-visible:-outline-offset-3 print:overflow-visible print:border-0"
          >
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard on their way down, before the cells' own. */}
            <table
              {...as.table}
              ref={body}
              aria-busy={busy || undefined}
              data-density={look.density}
              className={classes(
                "commitments w-full table-fixed border-collapse",
                busy && "opacity-60",
              )}
              onKeyDownCapture={keys.onKeyDownCapture}
              onCopy={keys.onCopy}
              onPaste={keys.onPaste}
              onMouseDown={(event) => {
                // Choosing cells would choose the text between them, too.
                if (event.shiftKey && range.cellAt(event.target)) {
                  event.preventDefault();
                }
              }}
              onClick={(event) => {
                const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-leaves]");
                if (link && opensHere(event)) {
                  changes.leave(link.pathname, placeOf(link));
                }
              }}
              onClickCapture={(event) => {
                if (range.press(event)) {
                  event.preventDefault();
                  event.stopPropagation();
                }
              }}
            >
              <caption className="sr-only">{t("table.caption")}</caption>
              <thead {...as.rowgroup}>
                {table.getHeaderGroups().map((headers) => (
                  <tr key={headers.id} {...as.row} className="border-b border-line text-meta">
                    {canSelect && (
                      <th
                        scope="col"
                        className={classes(
                          "w-8 px-2 print:hidden",
                          places.size > 0 && "sticky start-0 z-[1] bg-surface",
                        )}
                      >
                        <span className="sr-only">{t("table.selection")}</span>
                        <SelectPage page={selection.page} />
                      </th>
                    )}
                    {headers.headers.map((header) => (
                      <SortHeader
                        key={header.id}
                        id={header.column.id as ColumnId}
                        sort={sort}
                        descending={direction === "desc"}
                        hrefFor={(order, dir) => wayTo(paged({ ...params, sort: order, dir }, {}))}
                        onGo={go}
                        width={widthOf(look, header.column.id as ColumnId)}
                        places={places}
                        onWiden={onLook && ((id, width) => onLook(widenColumn(look, id, width)))}
                        onPlace={onLook && ((id, at) => onLook(placeColumn(look, id, at)))}
                      />
                    ))}
                  </tr>
                ))}
              </thead>
              <TableRows
                table={table}
                columns={shownColumns}
                values={changes.values}
                group={group}
                groups={page.groups}
                width={width}
                places={places}
                canSelect={canSelect}
                chosen={range.range}
              />
              {rows.length > 0 && <TableFoot page={page} width={width} />}
            </table>
            {rows.length === 0 && (
              <EmptyState title={isFiltered(params) ? t("empty.filtered") : t("empty.title")}>
                {!isFiltered(params) && t("empty.hint")}
              </EmptyState>
            )}
          </section>
        </div>
        {/* Below the rows, and in sight: nothing moves from under the focus. */}
        {hasBar && (
          <div
            ref={bar}
            className="tracker-bar sticky bottom-40 z-10 flex max-h-[60dvh] flex-col gap-2 overflow-y-auto lg:bottom-24 print:hidden"
          >
            <ConflictNotices
              conflicts={changes.conflicts}
              members={page.members}
              onSettle={(conflict, useMine) => {
                changes.settleConflict(conflict, useMine);
                range.focus({ id: conflict.target.place, column: columnOf(conflict.wanted) });
              }}
            />
            {chosen.length > 0 && (
              <SelectedBar
                count={chosen.length}
                isSaid={inRange.length > 0}
                members={page.members}
                today={page.today}
                onClear={unselect}
                onSet={setChosen}
              >
                <SelectAll
                  count={chosen.length}
                  total={page.total}
                  isFiltered={isFiltered(params)}
                  selection={selection}
                />
                <PackLink rows={chosen} />
              </SelectedBar>
            )}
          </div>
        )}
        {pastRow && (
          <RowHistory
            key={pastRow.id}
            row={pastRow}
            values={changes.values}
            onRestore={(wanted) => changes.change([{ row: pastRow, changes: wanted }])}
            onClose={() => {
              setPast(null);
              if (past?.opener instanceof HTMLElement) {
                past.opener.focus();
              }
            }}
          />
        )}
        <KeysetPager
          from={page.from}
          count={rows.length}
          total={page.total}
          links={{
            first: page.previous ? link({}) : null,
            previous: link(page.previous ? { before: page.previous } : null),
            next: link(page.next ? { after: page.next } : null),
            last: page.next ? link({ before: lastPage }) : null,
          }}
          onGo={go}
        />
        {selectable && rows.length > 0 && <ExportForm query={page.query} />}
      </div>
    </CellToolsProvider>
  );
}

const isIn = (rows: readonly CommitmentRow[], { id }: CommitmentRow) =>
  rows.some((row) => row.id === id);

/** The column of what somebody wanted to change. */
const columnOf = ({ stage, word, nextStep, dueOn }: CommitmentChanges): ColumnId =>
  stage !== undefined
    ? "stage"
    : word !== undefined
      ? "word"
      : nextStep !== undefined
        ? "nextStep"
        : dueOn !== undefined
          ? "due"
          : "owner";

/** The place of a link in the table: its row and its column. */
const placeOf = (link: Element) =>
  `${link.closest<HTMLElement>("[data-row]")?.dataset.row} ${link.closest<HTMLElement>("[data-cell]")?.dataset.cell}`;

/** Puts the focus where it was when the table was left; the rows of the address may still be on their way. */
function useWayBack(
  place: string | null,
  table: RefObject<HTMLTableElement | null>,
  rows: readonly CommitmentRow[],
) {
  const back = useRef(place);
  useEffect(() => {
    const [id = "", column = ""] = back.current?.split(" ") ?? [];
    if (rows.some((row) => row.id === id)) {
      back.current = null;
      const link = table.current?.querySelector<HTMLElement>(
        `[data-row="${id}"] > [data-cell="${column}"] a`,
      );
      if (link) {
        focusAgain(link);
      }
    }
  }, [rows, table]);
}

/** The history of a row as it stands now: it is read again when the row changes. */
function RowHistory({
  values,
  row,
  ...panel
}: { values: RowValues } & ComponentProps<typeof HistoryPanel>) {
  return <HistoryPanel {...panel} row={useShownRow(values, row)} />;
}

/** What is still to come and what was raised, over all pages, with the rule by which they are counted. */
function TableFoot({ page, width }: { page: CommitmentPage; width: number }) {
  const t = useTranslations("commitments.table");
  return (
    <tfoot {...as.rowgroup}>
      <tr {...as.row}>
        <td
          {...as.cell}
          data-cell="total"
          colSpan={width}
          className="border-t border-line px-2.5 py-2 text-meta"
        >
          <span className="font-semibold">
            {page.total.atLeast
              ? t("toComeRaisedAtLeast", {
                  n: page.total.n,
                  toCome: page.toCome,
                  raised: page.raised,
                })
              : t("toComeRaised", { toCome: page.toCome, raised: page.raised })}
          </span>
          <span className="ms-3 text-ink-muted">{t("countingRule")}</span>
          {page.counts.length > 0 && <FootCounts counts={page.counts} />}
        </td>
      </tr>
    </tfoot>
  );
}
