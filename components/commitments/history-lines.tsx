"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { CommitmentChanges, CommitmentDetail } from "@/lib/commitments/commitment";
import { HistoryList, type RestoredField } from "./history-list";

type Read = { commitment: CommitmentDetail; timeZone: string };

/** The history of one commitment, read again whenever its version has moved on. */
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
    fetch(`/commitments/history?${new URLSearchParams({ id })}`, { signal: gone.signal })
      .then((response) => (response.ok ? response.json() : Promise.reject(new Error())))
      .then((found: Read) => setRead(found))
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
      <HistoryList
        {...read}
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
