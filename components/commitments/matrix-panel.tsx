"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { X } from "@/components/ui/icons";
import { stages } from "@/db/reference/words";
import {
  type CommitmentPage,
  type CommitmentRow,
  isLate,
  type Matrix,
  type MatrixCell,
  namesNobody,
} from "@/lib/commitments/commitment";
import { useCommitmentWords } from "./commitment-words";
import { HistoryLines } from "./history-lines";
import { type OpenCell, recordHref } from "./matrix-cells";
import { StageChip, StageTile } from "./stage-glyph";
import type { CellChange } from "./use-cell-changes";
import { opensHere } from "./way-back";

/** One cell in full, beside the grid or, on a phone, over it from below. */
export function MatrixPanel({
  row,
  column,
  session,
  cell,
  today,
  withHistory,
  onSet,
  onLeave,
  onClose,
}: OpenCell & {
  session: Matrix["session"];
  cell: MatrixCell;
  today: string;
  /** Whether the history stands open from the start. */
  withHistory: boolean;
  onSet: (change: CellChange, because?: string) => void;
  /** For the page at a path, by one of its links. */
  onLeave: (path: string) => void;
  onClose: () => void;
}) {
  const t = useTranslations("commitments");
  const label = useTranslations("stages");
  const rows = useRows(row.key, column.id, session?.id ?? null, cell?.[1] ?? 0);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const why = useRef<HTMLInputElement>(null);
  const whyId = useId();
  const detail = rows?.[0] ?? null;
  const stage = cell?.[0] ?? "not_approached";
  return (
    <aside
      aria-label={t("matrix.detail")}
      onClick={(event) => {
        const link = (event.target as Element).closest("a");
        if (link && opensHere(event)) {
          onLeave(link.pathname);
        }
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          onClose();
        }
      }}
      className="fixed inset-x-0 bottom-0 z-40 max-h-[80dvh] overflow-y-auto rounded-t-panel border border-line-strong bg-surface p-4 shadow-overlay lg:sticky lg:inset-x-auto lg:top-4 lg:bottom-auto lg:z-auto lg:mt-6 lg:max-h-[calc(100dvh-2rem)] lg:self-start lg:rounded-panel lg:border-line lg:shadow-none print:hidden"
    >
      <div className="flex items-start justify-between gap-2">
        <p className="text-meta text-ink-muted">
          <bdi>{row.name}</bdi>, {column.reference}
        </p>
        <Button size="small" look="quiet" icon={X} onClick={onClose}>
          <span className="sr-only">{t("matrix.close")}</span>
        </Button>
      </div>
      <h2 ref={heading} tabIndex={-1} className="font-serif text-h3">
        <bdi>{column.title}</bdi>
      </h2>
      <p className="mt-2">
        <StageChip stage={stage} />
      </p>
      {!cell && <p className="mt-2 text-ink-muted">{t("matrix.notAsked")}</p>}
      {rows && rows.length > 1 && <Several rows={rows} />}
      {detail && rows?.length === 1 && <Facts row={detail} today={today} />}
      {column.mayChange && session && stage !== "raised" && (
        <div className="mt-4 border-t border-line pt-3">
          <h3 className="text-meta font-normal text-ink-muted">{t("matrix.setStage")}</h3>
          <div className="mt-2 grid grid-cols-2 gap-2">
            {stages.map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={one === stage}
                onClick={() => {
                  onSet({ stage: one }, why.current?.value.trim());
                  if (why.current) {
                    why.current.value = "";
                  }
                }}
                className={classes(
                  "flex min-h-9 items-center gap-1 rounded-control border px-0.5 text-meta hover:bg-sunken",
                  one === stage ? "border-accent bg-accent-soft font-semibold" : "border-line",
                )}
              >
                <StageTile stage={one} silent />
                <span className="min-w-0 flex-1 text-start leading-4 wrap-anywhere">
                  {label(`label.${one}`)}
                </span>
                <span aria-hidden="true" className="text-ink-muted">
                  {label(`letter.${one}`)}
                </span>
              </button>
            ))}
          </div>
          <label htmlFor={whyId} className="mt-2 block text-meta text-ink-muted">
            {t("why.label")}
          </label>
          <input
            ref={why}
            id={whyId}
            dir="auto"
            maxLength={300}
            autoComplete="off"
            aria-describedby={`${whyId}-hint`}
            className="control"
          />
          <p id={`${whyId}-hint`} className="text-meta text-ink-muted">
            {t("why.hint")}
          </p>
          <p className="mt-2 text-meta text-ink-muted">{t("matrix.raisedHint")}</p>
        </div>
      )}
      {column.mayChange && !session && (
        <p className="mt-4 border-t border-line pt-3 text-meta text-ink-muted">
          {t("matrix.chooseSession")}
        </p>
      )}
      <div className="mt-4 flex flex-wrap gap-2">
        {column.mayChange && session && (
          <ButtonLink size="small" href={recordHref({ row, column }, session) as Route}>
            {t("matrix.record")}
          </ButtonLink>
        )}
        {detail && rows?.length === 1 && (
          <ButtonLink size="small" href={`/commitments/${detail.id}` as Route}>
            {t("matrix.openPage")}
          </ButtonLink>
        )}
        {!cell && column.mayChange && (
          <ButtonLink
            size="small"
            href={
              `/commitments/new?${new URLSearchParams({
                case: column.id,
                state: row.key,
                ...(session && { session: session.id }),
              })}` as Route
            }
          >
            {t("matrix.askHere")}
          </ButtonLink>
        )}
      </div>
      {detail && rows?.length === 1 && (
        <details open={withHistory} className="mt-4 border-t border-line pt-3">
          <summary className="target cursor-pointer text-meta font-semibold">
            {t("history.title")}
          </summary>
          <HistoryLines
            id={detail.id}
            version={cell?.[1] ?? 0}
            fields={["stage", "word"]}
            onRestore={(changes) => onSet(changes)}
          />
        </details>
      )}
    </aside>
  );
}

function Facts({ row, today }: { row: CommitmentRow; today: string }) {
  const t = useTranslations("commitments");
  const words = useCommitmentWords();
  const facts: [string, ReactNode][] = [
    [t("panel.word"), words.word(row.word)],
    [t("panel.content"), words.naming(row.naming)],
    [
      t("panel.naming"),
      namesNobody(row.mayName) ? (
        <span key="naming" className="font-semibold text-danger">
          {t("panel.nobody")}
        </span>
      ) : (
        t("panel.upTo", { most: words.naming(row.mayName) })
      ),
    ],
    [t("panel.place"), <bdi key="place">{row.session.title}</bdi>],
    [
      t("panel.reply"),
      row.dueOn ? (
        <span
          key="reply"
          className={isLate(row, today) ? "font-semibold text-danger" : "text-caution"}
        >
          {isLate(row, today)
            ? words.due(row, today)
            : t("panel.replyDue", { day: words.due(row, today) })}
        </span>
      ) : (
        t("panel.noDue")
      ),
    ],
    [t("panel.owner"), <bdi key="owner">{words.owner(row.owner)}</bdi>],
    [t("panel.next"), row.nextStep ? <bdi key="next">{row.nextStep}</bdi> : t("cell.empty")],
    [t("panel.visible"), t(`visibility.${row.visibility}`)],
  ];
  return (
    <dl className="mt-3 grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-3 gap-y-2">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-meta text-ink-muted">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The asks of one State on one case at different occasions. */
function Several({ rows }: { rows: CommitmentRow[] }) {
  const words = useCommitmentWords();
  return (
    <ul className="mt-3 flex flex-col divide-y divide-line border-y border-line">
      {rows.map((row) => (
        <li key={row.id} className="flex items-center justify-between gap-3 py-2">
          <Link href={`/commitments/${row.id}` as Route} prefetch={false} className="link target">
            <bdi>{row.session.title}</bdi>
          </Link>
          <span className="text-meta">{words.stage(row)}</span>
        </li>
      ))}
    </ul>
  );
}

/** The rows behind a cell, read again whenever its version has moved on. */
function useRows(
  state: string,
  caseId: string,
  sessionId: string | null,
  version: number,
): CommitmentRow[] | null {
  const [rows, setRows] = useState<CommitmentRow[] | null>(null);
  useEffect(() => {
    if (version === 0) {
      return;
    }
    const gone = new AbortController();
    const query = new URLSearchParams({
      state,
      case: caseId,
      ...(sessionId && { session: sessionId }),
    });
    fetch(`/commitments/rows?${query}`, { signal: gone.signal })
      .then((response) => (response.ok ? response.json() : null))
      .then((page: CommitmentPage | null) => page && setRows(page.rows))
      .catch(() => undefined);
    return () => gone.abort();
  }, [state, caseId, sessionId, version]);
  return rows;
}
