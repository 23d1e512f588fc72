"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { createContext, useContext } from "react";
import { createAppColumnHelper } from "@/components/table/app-table";
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

function StateName({ row }: { row: CommitmentRow }) {
  const t = useTranslations("commitments.cell");
  return (
    <Link
      href={`/commitments/${row.id}` as Route}
      prefetch={false}
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
      className="group block hover:underline"
    >
      <span title={row.case.title} className="line-clamp-2">
        <span className="text-meta text-ink-muted">{row.case.reference}</span>{" "}
        <bdi>{row.case.title}</bdi>
      </span>
    </Link>
  );
}

function Occasion({ row }: { row: CommitmentRow }) {
  const t = useTranslations("commitments.forumShort");
  const { title } = row.session;
  const forum = t(row.forum);
  return (
    <span title={title} className="line-clamp-2 text-meta">
      {!title.includes(forum) && <span className="text-ink-muted max-sm:hidden">{forum} </span>}
      <bdi>{title}</bdi>
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
      <time dateTime={row.changedAt}>{shown}</time>
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

const column = createAppColumnHelper<CommitmentRow>();

export const commitmentColumns = column.columns([
  column.accessor((row) => row.state.name, {
    id: "state",
    cell: ({ row }) => <StateName row={row.original} />,
  }),
  column.accessor((row) => row.case.title, {
    id: "case",
    cell: ({ row }) => <CaseName row={row.original} />,
  }),
  column.accessor((row) => row.session.title, {
    id: "session",
    cell: ({ row }) => <Occasion row={row.original} />,
  }),
  column.accessor("stage", { id: "stage", cell: ({ row }) => <Stage row={row.original} /> }),
  column.accessor("word", { id: "word", cell: ({ row }) => <WordOf row={row.original} /> }),
  column.accessor("naming", { id: "what", cell: ({ row }) => <WhatCell row={row.original} /> }),
  column.accessor("nextStep", {
    id: "nextStep",
    cell: ({ row }) => <NextStep row={row.original} />,
  }),
  column.accessor("dueOn", { id: "due", cell: ({ row }) => <Due row={row.original} /> }),
  column.accessor((row) => row.owner?.name, {
    id: "owner",
    cell: ({ row }) => <Owner row={row.original} />,
  }),
  column.accessor("changedAt", {
    id: "changed",
    cell: ({ row }) => <Changed row={row.original} />,
  }),
]);
