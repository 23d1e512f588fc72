"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useRef } from "react";
import { useSessionName } from "@/components/sessions/session-name";
import { createAppColumnHelper } from "@/components/table/app-table";
import type { ColumnId } from "@/lib/commitments/columns";
import type { CommitmentRow } from "@/lib/commitments/commitment";
import { useFormats } from "@/lib/i18n/formats";
import {
  type CellProps,
  DueCell,
  NextStepCell,
  OwnerCell,
  StageCell,
  WhatCell,
  WordCell,
} from "./cells";

/** What the cells of one table share. */
export type CellTools = Omit<CellProps, "row">;

const Tools = createContext<CellTools | null>(null);
export const CellToolsProvider = Tools.Provider;

export function useCellTools(): CellTools {
  const tools = useContext(Tools);
  if (!tools) {
    throw new Error("A cell stands inside a commitments table.");
  }
  return tools;
}

/** The same tools from one drawing of the table to the next: else a range that grows would draw every cell anew. */
export function useSteadyTools({ today, members, ...acts }: CellTools): CellTools {
  const latest = useRef(acts);
  useLayoutEffect(() => {
    latest.current = acts;
  });
  return useMemo(
    () => ({
      today,
      members,
      onChange: (row, changes) => latest.current.onChange(row, changes),
      onHistory: (row) => latest.current.onHistory(row),
    }),
    [today, members],
  );
}

function StateName({ row }: { row: CommitmentRow }) {
  const t = useTranslations("commitments.cell");
  return (
    <Link
      href={`/commitments/${row.id}` as Route}
      prefetch={false}
      data-leaves
      className="target font-semibold hover:underline"
      aria-label={t("open", { state: row.state.name, case: row.case.reference })}
    >
      <bdi>{row.state.name}</bdi>
    </Link>
  );
}

function CaseName({ row }: { row: CommitmentRow }) {
  return (
    <Link
      href={`/cases/${row.case.id}` as Route}
      prefetch={false}
      data-leaves
      className="group block hover:underline"
    >
      <span dir="auto" title={row.case.title} className="line-clamp-2">
        <bdi className="text-meta text-ink-muted">{row.case.reference}</bdi> {row.case.title}
      </span>
    </Link>
  );
}

/** In a column its short title, for eyes alone; a card and a screen reader have room for the whole. */
function Occasion({ row }: { row: CommitmentRow }) {
  const t = useTranslations("commitments.forumShort");
  const nameOf = useSessionName();
  const { title, short } = row.session;
  const forum = t(row.forum);
  return (
    <span dir="auto" title={title} className="line-clamp-2 text-meta">
      {!short && !title.includes(forum) && (
        <bdi className="text-ink-muted max-sm:hidden">{forum} </bdi>
      )}
      {short && (
        <span aria-hidden="true" className="short-name">
          {nameOf(row.session)}
        </span>
      )}
      <span className={short ? "whole-name" : undefined}>{title}</span>
    </span>
  );
}

/** The day of the last change, and behind it all of them: beside the table, or without scripts on the own page. */
function Changed({ row }: { row: CommitmentRow }) {
  const t = useTranslations("commitments.history");
  const { day } = useFormats();
  const { onHistory } = useCellTools();
  const shown = day(row.changedOn, "short");
  return (
    <a
      href={`/commitments/${row.id}#history`}
      aria-label={t("open", { day: shown, state: row.state.name, case: row.case.reference })}
      title={t("show")}
      className="target whitespace-nowrap text-meta text-ink-muted hover:underline"
      onClick={(event) => {
        if (!event.metaKey && !event.ctrlKey && !event.shiftKey) {
          event.preventDefault();
          onHistory(row);
        }
      }}
    >
      <time dateTime={row.changedAt} dir="auto">
        {shown}
      </time>
    </a>
  );
}

function Stage({ row }: { row: CommitmentRow }) {
  return <StageCell row={row} {...useCellTools()} />;
}
function WordOf({ row }: { row: CommitmentRow }) {
  return <WordCell row={row} {...useCellTools()} />;
}
function NextStep({ row }: { row: CommitmentRow }) {
  return <NextStepCell row={row} {...useCellTools()} />;
}
function Due({ row }: { row: CommitmentRow }) {
  return <DueCell row={row} {...useCellTools()} />;
}
function Owner({ row }: { row: CommitmentRow }) {
  return <OwnerCell row={row} {...useCellTools()} />;
}

/** What stands in the cells of each column. */
export const commitmentCells: Readonly<
  Record<ColumnId, (props: { row: CommitmentRow }) => ReactNode>
> = {
  state: StateName,
  case: CaseName,
  session: Occasion,
  stage: Stage,
  word: WordOf,
  what: WhatCell,
  nextStep: NextStep,
  due: Due,
  owner: Owner,
  changed: Changed,
};

const column = createAppColumnHelper<CommitmentRow>();

export const commitmentColumns = column.columns([
  column.accessor((row) => row.state.name, { id: "state" }),
  column.accessor((row) => row.case.title, { id: "case" }),
  column.accessor((row) => row.session.title, { id: "session" }),
  column.accessor("stage", { id: "stage" }),
  column.accessor("word", { id: "word" }),
  column.accessor("naming", { id: "what" }),
  column.accessor("nextStep", { id: "nextStep" }),
  column.accessor("dueOn", { id: "due" }),
  column.accessor((row) => row.owner?.name, { id: "owner" }),
  column.accessor("changedAt", { id: "changed" }),
]);
