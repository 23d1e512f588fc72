"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { X } from "@/components/ui/icons";
import type { CommitmentChanges, CommitmentRow } from "@/lib/commitments/commitment";
import { HistoryLines } from "./history-lines";

/** Who changed a row of the table, when, to what, and the way back to it. Over the table's end; nothing moves. */
export function HistoryPanel({
  row,
  onRestore,
  onClose,
}: {
  row: CommitmentRow;
  onRestore: (changes: CommitmentChanges) => void;
  onClose: () => void;
}) {
  const t = useTranslations("commitments");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <aside
      aria-label={t("history.title")}
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          event.stopPropagation();
          onClose();
        }
      }}
      className="fixed inset-x-0 bottom-0 z-40 max-h-[80dvh] overflow-y-auto rounded-t-panel border border-line-strong bg-surface p-4 shadow-overlay sm:inset-x-auto sm:end-4 sm:bottom-4 sm:w-96 sm:rounded-panel print:hidden"
    >
      <div className="flex items-start justify-between gap-2">
        <h2 ref={heading} tabIndex={-1} className="font-semibold">
          {t("history.title")}
          <span className="block text-meta font-normal text-ink-muted">
            <bdi>{row.state.name}</bdi>, {row.case.reference}
          </span>
        </h2>
        <Button size="small" look="quiet" icon={X} onClick={onClose}>
          <span className="sr-only">{t("history.close")}</span>
        </Button>
      </div>
      <HistoryLines
        id={row.id}
        version={row.version}
        fields={["stage", "word", "nextStep", "dueOn", "ownerId"]}
        onRestore={onRestore}
      />
    </aside>
  );
}
