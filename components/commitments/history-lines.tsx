"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { CommitmentChanges, CommitmentDetail } from "@/lib/commitments/commitment";
import type { HistoryList, RestoredField } from "./history-list";

interface Read {
  found: { commitment: CommitmentDetail; timeZone: string };
  List: typeof HistoryList;
}

/**
 * The history of one commitment, read again whenever its version has moved on. What draws it comes with it, since most
 * who look at a tracker never ask for it.
 */
export function HistoryLines({
  id,
  version,
  fields,
  onRestore,
}: {
  id: string;
  version: number;
  fields: readonly RestoredField[];
  onRestore: (changes: CommitmentChanges) => void;
}) {
  const t = useTranslations("commitments");
  const [read, setRead] = useState<Read | "failed" | null>(null);
  const lines = useRef<HTMLDivElement>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version, or another attempt, is the reason to ask.
  useEffect(() => {
    const gone = new AbortController();
    Promise.all([
      fetch(`/commitments/history?${new URLSearchParams({ id })}`, { signal: gone.signal }).then(
        (response) => (response.ok ? response.json() : Promise.reject(new Error())),
      ),
      import("./history-list"),
    ])
      .then(([found, { HistoryList }]) => setRead({ found, List: HistoryList }))
      .catch(() => {
        if (!gone.signal.aborted) {
          setRead("failed");
        }
      });
    return () => gone.abort();
  }, [id, version, attempt]);
  if (read === "failed") {
    return (
      <div role="alert" className="flex flex-col items-start gap-2">
        <p>{t("history.failed")}</p>
        <Button size="small" onClick={() => setAttempt((before) => before + 1)}>
          {t("table.retry")}
        </Button>
      </div>
    );
  }
  return read ? (
    <div ref={lines} tabIndex={-1}>
      <read.List
        {...read.found}
        restores={{
          fields,
          onRestore(changes) {
            onRestore(changes);
            // The button goes away with what it restored.
            lines.current?.focus({ preventScroll: true });
          },
        }}
      />
    </div>
  ) : (
    <p className="text-ink-muted">{t("table.loading")}</p>
  );
}
