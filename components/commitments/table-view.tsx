"use client";

import type { RowSelectionState } from "@tanstack/react-table";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Fragment, useEffect, useState } from "react";
import { useAppTable } from "@/components/table/app-table";
import { KeysetPager } from "@/components/table/keyset-pager";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import { ChevronDown } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { stages } from "@/db/reference/words";
import type {
  CommitmentPage,
  CommitmentRow,
  Grouping,
  SortOrder,
} from "@/lib/commitments/commitment";
import { lastPage } from "@/lib/commitments/commitment";
import { sendChange } from "./change-requests";
import { type ColumnId, columnIds, sortOf } from "./column-ids";
import { CellToolsProvider, commitmentColumns } from "./commitment-columns";
import { useCommitmentWords } from "./commitment-words";
import { ExportForm } from "./export-form";
import { useStageName } from "./stage-glyph";
import { useRowChanges } from "./use-row-changes";
import "./tracker.css";

export type Params = Record<string, string>;

/** Rows become blocks on a narrow screen, and a browser then forgets what they are unless it is written out. */
const as = {
  table: { role: "table" },
  rowgroup: { role: "rowgroup" },
  row: { role: "row" },
  cell: { role: "cell" },
  rowheader: { role: "rowheader" },
  columnheader: { role: "columnheader" },
} as const;

const hrefOf = (params: Params) => {
  const text = new URLSearchParams(params).toString();
  return text ? `/commitments?${text}` : "/commitments";
};

/** The same view, another page of it. */
function paged(params: Params, page: Params): Params {
  const { after: _, before: __, ...view } = params;
  return { ...view, ...page };
}

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
  const { page, busy, failed, retry } = usePage(first, params);
  const changes = useRowChanges(page.members);
  const [selected, setSelected] = useState<RowSelectionState>({});
  const group = params.group as Grouping | undefined;
  const sort = (params.sort ?? "changed") as SortOrder;
  const direction = params.dir ?? (sort === "changed" || sort === "case" ? "desc" : "asc");
  const rows = page.rows.map(changes.shown);
  // The heading of a group says it already.
  const shownColumns = columns.filter((id) => id !== group || id === "state");
  const table = useAppTable({
    columns: commitmentColumns,
    data: rows,
    getRowId: (row) => row.id,
    enableRowSelection: (row) => row.original.mayChange,
    state: {
      sorting: [{ id: sort, desc: direction === "desc" }],
      columnVisibility: Object.fromEntries(columnIds.map((id) => [id, shownColumns.includes(id)])),
      rowSelection: selected,
    },
    onRowSelectionChange: setSelected,
  });
  const canSelect = Boolean(selectable) && rows.some((row) => row.mayChange);
  const chosen = rows.filter((row) => selected[row.id]);
  const go = (href: string) =>
    onParams(Object.fromEntries(new URLSearchParams(href.split("?")[1] ?? "")));
  const link = (page: Params | null) => page && hrefOf(paged(params, page));
  const width = shownColumns.length + (canSelect ? 1 : 0);
  return (
    <CellToolsProvider
      value={{ today: page.today, members: page.members, onChange: changes.change }}
    >
      <div className="flex flex-col gap-3">
        {failed && (
          <Notice tone="danger" role="alert" title={t("table.failed")}>
            <Button size="small" onClick={retry}>
              {t("table.retry")}
            </Button>
          </Notice>
        )}
        <Conflicts changes={changes} members={page.members} />
        {chosen.length > 0 && (
          <SelectedBar
            rows={chosen}
            onDone={(changed) => {
              changed.forEach(changes.put);
              setSelected({});
            }}
          />
        )}
        <section
          aria-label={t("table.region")}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
          tabIndex={0}
          className="relative overflow-x-auto rounded-panel border border-line bg-surface focus-visible:-outline-offset-3 print:overflow-visible print:border-0"
        >
          <table
            {...as.table}
            aria-busy={busy || undefined}
            className={classes(
              "commitments w-full table-fixed border-collapse",
              busy && "opacity-60",
            )}
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
            <tbody {...as.rowgroup}>
              {table.getRowModel().rows.map((row, index, all) => {
                const before = all[index - 1]?.original;
                const startsGroup =
                  group && (!before || groupKey(before, group) !== groupKey(row.original, group));
                return (
                  <Fragment key={row.id}>
                    {startsGroup && (
                      <tr {...as.row} className="border-b border-line bg-sunken">
                        <th
                          scope="colgroup"
                          {...as.columnheader}
                          colSpan={width}
                          className="px-3 py-1.5 text-start"
                        >
                          <bdi>{groupName(row.original, group)}</bdi>
                        </th>
                      </tr>
                    )}
                    <tr {...as.row} className="border-b border-line align-middle last:border-b-0">
                      {canSelect && (
                        <td {...as.cell} data-cell="select" className="px-2 py-2.5 print:hidden">
                          {row.original.mayChange && (
                            <input
                              type="checkbox"
                              aria-label={t("table.select", {
                                state: row.original.state.name,
                                case: row.original.case.reference,
                              })}
                              checked={row.getIsSelected()}
                              onChange={row.getToggleSelectedHandler()}
                              className="target size-[1.125rem] accent-accent"
                            />
                          )}
                        </td>
                      )}
                      {row.getVisibleCells().map((cell) =>
                        cell.column.id === "state" ? (
                          <th
                            key={cell.id}
                            scope="row"
                            {...as.rowheader}
                            data-cell="state"
                            className="sticky start-0 z-[1] bg-surface px-2 py-1 text-start"
                          >
                            <table.FlexRender cell={cell} />
                          </th>
                        ) : (
                          <td
                            key={cell.id}
                            {...as.cell}
                            data-cell={cell.column.id}
                            data-label={t(`column.${cell.column.id as ColumnId}`)}
                            data-empty={isEmpty(row.original, cell.column.id) || undefined}
                            className="px-2 py-1"
                          >
                            <div className="min-w-0">
                              <table.FlexRender cell={cell} />
                            </div>
                          </td>
                        ),
                      )}
                    </tr>
                  </Fragment>
                );
              })}
            </tbody>
            {rows.length > 0 && (
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
                        ? t("table.promisedRaisedAtLeast", {
                            n: page.total.n,
                            promised: page.promised,
                            raised: page.raised,
                          })
                        : t("table.promisedRaised", {
                            promised: page.promised,
                            raised: page.raised,
                          })}
                    </span>
                    <span className="ms-3 text-ink-muted">{t("table.countingRule")}</span>
                  </td>
                </tr>
              </tfoot>
            )}
          </table>
          {rows.length === 0 && (
            <EmptyState title={isFiltered(params) ? t("empty.filtered") : t("empty.title")}>
              {!isFiltered(params) && t("empty.hint")}
            </EmptyState>
          )}
        </section>
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

/** Whether a cell holds only a dash; on a phone such a line is left out. */
const isEmpty = (row: CommitmentRow, column: string) =>
  (column === "word" && row.word === null) ||
  (column === "nextStep" && !row.nextStep) ||
  (column === "due" && !row.dueOn) ||
  (column === "owner" && !row.owner);

const withoutGroup = ({ group: _, ...params }: Params): Params => params;

const isFiltered = (params: Params) =>
  Object.keys(params).some((name) => !["sort", "dir", "group", "after", "before"].includes(name));

const groupKey = (row: CommitmentRow, group: Grouping) =>
  group === "state" ? row.state.code : group === "case" ? row.case.id : row.session.id;

const groupName = (row: CommitmentRow, group: Grouping) =>
  group === "state"
    ? row.state.name
    : group === "case"
      ? `${row.case.reference} ${row.case.title}`
      : row.session.title;

/** Least widths; what is left over is shared in proportion. */
const widths: Record<ColumnId, string> = {
  state: "w-30",
  case: "w-40",
  session: "w-28",
  stage: "w-32",
  word: "w-28",
  what: "w-26",
  nextStep: "w-30",
  due: "w-22",
  owner: "w-20",
  changed: "w-22",
};

function SortHeader({
  id,
  sort,
  descending,
  grouped,
  hrefFor,
  onGo,
}: {
  id: ColumnId;
  sort: SortOrder;
  descending: boolean;
  grouped: boolean;
  hrefFor: (order: SortOrder, direction: string) => string;
  onGo: (href: string) => void;
}) {
  const t = useTranslations("commitments");
  const order = sortOf[id];
  const label = t(`column.${id}`);
  const isSorted = !grouped && order === sort;
  const className = classes(
    "px-2 py-2 text-start",
    widths[id],
    id === "state" && "sticky start-0 z-[1] bg-surface",
  );
  if (!order) {
    return (
      <th scope="col" {...as.columnheader} className={className}>
        {label}
      </th>
    );
  }
  const next = isSorted ? !descending : order === "changed" || order === "case";
  const href = hrefFor(order, next ? "desc" : "asc");
  return (
    <th
      scope="col"
      {...as.columnheader}
      aria-sort={isSorted ? (descending ? "descending" : "ascending") : undefined}
      className={className}
    >
      <Link
        href={href as Route}
        prefetch={false}
        title={t("table.sortBy", { column: label })}
        className="target inline-flex items-center gap-1 hover:underline"
        onClick={(event) => {
          if (!event.metaKey && !event.ctrlKey) {
            event.preventDefault();
            onGo(href);
          }
        }}
      >
        {label}
        {isSorted && (
          <Icon of={ChevronDown} size={16} className={descending ? undefined : "rotate-180"} />
        )}
      </Link>
    </th>
  );
}

function Conflicts({
  changes,
  members,
}: {
  changes: ReturnType<typeof useRowChanges>;
  members: CommitmentPage["members"];
}) {
  const t = useTranslations("commitments.conflict");
  const words = useCommitmentWords();
  const stageName = useStageName();
  return changes.conflicts.map((conflict) => {
    const { row, wanted } = conflict;
    const stands =
      wanted.stage !== undefined
        ? stageName(row.isRaised ? "raised" : row.stage)
        : words.value(
            {
              ...(wanted.word !== undefined && { word: row.word }),
              ...(wanted.dueOn !== undefined && { dueOn: row.dueOn }),
              ...(wanted.ownerId !== undefined && { ownerId: row.owner?.id ?? null }),
              ...(wanted.nextStep !== undefined && { nextStep: row.nextStep }),
            },
            members,
          );
    return (
      <Notice key={row.id} tone="caution" role="alert" title={t("title", words.who(row))}>
        <p>{t("theirs", { value: stands })}</p>
        <p>{t("yours", { value: words.value(wanted, members) })}</p>
        <div className="mt-2 flex flex-wrap gap-2">
          <Button size="small" onClick={() => changes.settleConflict(conflict, false)}>
            {t("keep")}
          </Button>
          <Button size="small" onClick={() => changes.settleConflict(conflict, true)}>
            {t("useMine")}
          </Button>
        </div>
      </Notice>
    );
  });
}

function SelectedBar({
  rows,
  onDone,
}: {
  rows: CommitmentRow[];
  onDone: (changed: CommitmentRow[]) => void;
}) {
  const t = useTranslations("commitments.table");
  const stageName = useStageName();
  const [busy, setBusy] = useState(false);
  return (
    <div className="sticky bottom-20 z-10 flex flex-wrap items-center gap-3 rounded-panel border border-line-strong bg-surface px-4 py-2 shadow-overlay lg:bottom-4 print:hidden">
      <span role="status" className="font-semibold">
        {t("selected", { count: rows.length })}
      </span>
      <span>{t("setSelected")}</span>
      {stages.map((stage) => (
        <Button
          key={stage}
          size="small"
          disabled={busy}
          onClick={async () => {
            setBusy(true);
            try {
              const answer = await sendChange({
                kind: "stages",
                ids: rows.map((row) => row.id),
                stage,
              });
              if (answer.outcome === "several") {
                onDone(answer.changed);
                announce(t("updated", { count: answer.changed.length }));
              }
            } finally {
              setBusy(false);
            }
          }}
        >
          {stageName(stage)}
        </Button>
      ))}
    </div>
  );
}

function usePage(first: CommitmentPage, params: Params) {
  const t = useTranslations("commitments.table");
  const key = new URLSearchParams(params).toString();
  const [state, setState] = useState({ key, page: first, failed: false });
  const [attempt, setAttempt] = useState(0);
  // What the server rendered is newer than what is held, when the page itself was visited again.
  const [rendered, setRendered] = useState(first);
  if (rendered !== first) {
    setRendered(first);
    setState({ key, page: first, failed: false });
  }
  const wanted = state.key !== key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt is made again without another key.
  useEffect(() => {
    if (!wanted) {
      return;
    }
    const gone = new AbortController();
    fetch(`/commitments/rows?${key}`, { signal: gone.signal })
      .then((response) => {
        if (response.status === 401) {
          location.assign(`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`);
        }
        return response.ok ? response.json() : Promise.reject(new Error(String(response.status)));
      })
      .then((page: CommitmentPage) => {
        setState({ key, page, failed: false });
        announce(t("updated", { count: page.rows.length }));
      })
      .catch((failure: Error) => {
        if (failure.name !== "AbortError") {
          setState((before) => ({ ...before, failed: true }));
        }
      });
    return () => gone.abort();
  }, [key, wanted, attempt, t]);
  return {
    page: state.page,
    busy: wanted && !state.failed,
    failed: wanted && state.failed,
    retry: () => {
      setState((before) => ({ ...before, failed: false }));
      setAttempt((before) => before + 1);
    },
  };
}
