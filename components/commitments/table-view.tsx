"use client";

import type { RowSelectionState } from "@tanstack/react-table";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { KeysetPager } from "@/components/table/keyset-pager";
import { Button } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import {
  type CommitmentPage,
  type Grouping,
  lastPage,
  type SortOrder,
} from "@/lib/commitments/commitment";
import type { ColumnId } from "./column-ids";
import { CellToolsProvider } from "./commitment-columns";
import { ConflictNotices } from "./conflict-notices";
import { ExportForm } from "./export-form";
import { HistoryPanel } from "./history-panel";
import { MovedPill } from "./moved-pill";
import { SelectedBar } from "./selected-bar";
import { SortHeader } from "./sort-header";
import { hrefOf, isFiltered, type Params, paged, withoutGroup } from "./table-address";
import { as } from "./table-roles";
import { TableRows } from "./table-rows";
import { useColumnRange } from "./use-column-range";
import { useCommitmentTable } from "./use-commitment-table";
import { useMoved } from "./use-moved";
import { usePage } from "./use-page";
import { useRowChanges } from "./use-row-changes";
import { useTableKeys } from "./use-table-keys";
import "./tracker.css";

/**
 * A page of commitments as a table. `params` say what is shown, in the words of the address; when they change, rows
 * are fetched, not pages. What was rendered by the server stays until the new rows are here.
 */
export function TableView({
  first,
  params,
  onParams,
  columns,
  selectable,
}: {
  first: CommitmentPage;
  params: Params;
  onParams: (params: Params) => void;
  columns: readonly ColumnId[];
  selectable?: boolean;
}) {
  const t = useTranslations("commitments");
  const { page, busy, failed, retry, reload } = usePage(first, params);
  const changes = useRowChanges(page.members);
  const [selected, setSelected] = useState<RowSelectionState>({});
  const section = useRef<HTMLElement>(null);
  const body = useRef<HTMLTableElement>(null);
  const group = params.group as Grouping | undefined;
  const sort = (params.sort ?? "changed") as SortOrder;
  const direction = params.dir ?? (sort === "changed" || sort === "case" ? "desc" : "asc");
  const rows = page.rows.map(changes.shown);
  // The heading of a group says it already.
  const shownColumns = columns.filter((id) => id !== group || id === "state");
  const table = useCommitmentTable({
    rows,
    columns: shownColumns,
    sort,
    descending: direction === "desc",
    selected,
    onSelected: setSelected,
  });
  const range = useColumnRange(body, rows);
  const [past, setPast] = useState<{ id: string; opener: Element | null } | null>(null);
  const showHistory = (id: string) => setPast({ id, opener: document.activeElement });
  const pastRow = rows.find((row) => row.id === past?.id);
  const keys = useTableKeys(rows, range, changes.change, showHistory);
  const versions = new Map(rows.map((row) => [row.id, row.version]));
  const moved = useMoved({
    asOf: page.asOf,
    query: page.query,
    shows: ({ id }) => versions.has(id) || undefined,
    counts: ({ id, version, isAfter, fits }) =>
      versions.has(id) ? (versions.get(id) ?? 0) < version : isAfter && fits,
  });
  const canSelect = Boolean(selectable) && rows.some((row) => row.mayChange);
  const inRange = new Set(range.rows.length > 1 ? range.rows : []);
  const chosen = rows.filter((row) => selected[row.id] || inRange.has(row));
  const go = (href: string) =>
    onParams(Object.fromEntries(new URLSearchParams(href.split("?")[1] ?? "")));
  const link = (page: Params | null) => page && hrefOf(paged(params, page));
  const width = shownColumns.length + (canSelect ? 1 : 0);

  /** The bar goes away with the selection, and with it the focus that was on it. */
  function unselect() {
    setSelected({});
    range.clear();
    if (range.end) {
      range.focus(range.end);
    } else {
      section.current?.focus({ preventScroll: true });
    }
  }

  return (
    <CellToolsProvider
      value={{
        today: page.today,
        members: page.members,
        onChange: (row, wanted) => changes.change([{ row, changes: wanted }]),
        onHistory: (row) => showHistory(row.id),
      }}
    >
      <div className="flex flex-col gap-3">
        {failed && (
          <Notice tone="danger" role="alert" title={t("table.failed")}>
            <Button size="small" onClick={retry}>
              {t("table.retry")}
            </Button>
          </Notice>
        )}
        <div className="min-w-0">
          <MovedPill
            count={moved}
            onShow={() => {
              reload();
              section.current?.focus({ preventScroll: true });
            }}
          />
          <section
            ref={section}
            aria-label={t("table.region")}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
            tabIndex={0}
            className="relative overflow-x-auto rounded-panel border border-line bg-surface focus-visible:-outline-offset-3 print:overflow-visible print:border-0"
          >
            <table
              {...as.table}
              ref={body}
              aria-busy={busy || undefined}
              className={classes(
                "commitments w-full table-fixed border-collapse",
                busy && "opacity-60",
              )}
              onKeyDown={keys.onKeyDown}
              onCopy={keys.onCopy}
              onPaste={keys.onPaste}
              onMouseDown={(event) => {
                // Choosing cells would choose the text between them, too.
                if (event.shiftKey && range.cellAt(event.target)) {
                  event.preventDefault();
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
                      <th scope="col" className="w-8 print:hidden">
                        <span className="sr-only">{t("table.selection")}</span>
                      </th>
                    )}
                    {headers.headers.map((header) => (
                      <SortHeader
                        key={header.id}
                        id={header.column.id as ColumnId}
                        sort={sort}
                        descending={direction === "desc"}
                        grouped={Boolean(group)}
                        hrefFor={(order, dir) =>
                          hrefOf(paged({ ...withoutGroup(params), sort: order, dir }, {}))
                        }
                        onGo={go}
                      />
                    ))}
                  </tr>
                ))}
              </thead>
              <TableRows
                table={table}
                group={group}
                width={width}
                canSelect={canSelect}
                isChosen={(row, column) => inRange.has(row) && column === range.column}
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
        {(chosen.length > 0 || changes.conflicts.length > 0) && (
          <div className="tracker-bar sticky bottom-20 z-10 flex max-h-[60dvh] flex-col gap-2 overflow-y-auto lg:bottom-4 print:hidden">
            <ConflictNotices
              conflicts={changes.conflicts}
              members={page.members}
              onSettle={(conflict, useMine) => {
                changes.settleConflict(conflict, useMine);
                range.focus({ id: conflict.target.place, column: "stage" });
              }}
            />
            {chosen.length > 0 && (
              <SelectedBar
                count={chosen.length}
                members={page.members}
                onClear={unselect}
                onSet={(wanted) => {
                  changes.change(chosen.map((row) => ({ row, changes: wanted })));
                  unselect();
                }}
              />
            )}
          </div>
        )}
        {pastRow && (
          <HistoryPanel
            key={pastRow.id}
            row={pastRow}
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

/** Promised and raised over all pages, with the rule by which they are counted. */
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
              ? t("promisedRaisedAtLeast", {
                  n: page.total.n,
                  promised: page.promised,
                  raised: page.raised,
                })
              : t("promisedRaised", { promised: page.promised, raised: page.raised })}
          </span>
          <span className="ms-3 text-ink-muted">{t("countingRule")}</span>
        </td>
      </tr>
    </tfoot>
  );
}
