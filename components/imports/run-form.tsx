"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type SubmitEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { FileSpreadsheet } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";

type Line =
  | { outcome: "going"; done: number; of: number }
  | { outcome: "done" }
  | { outcome: "refused"; messageKey: string };

/** The second press of a double one falls on what stands there by then, and must not stop what the first began. */
const settling = 700;

/**
 * Imports what the page shows, with a bar that moves and a way to stop; a plain form without scripts. Why nothing was
 * imported stays while the page shows what would be done now, until the next press.
 */
export function RunForm({ id, seen, count }: { id: string; seen: string; count: number }) {
  const t = useTranslations("imports");
  const say = useTranslations();
  const router = useRouter();
  const running = useRef<AbortController | null>(null);
  const begun = useRef(0);
  const [line, setLine] = useState<Line | null>(null);
  const isRunning = line?.outcome === "going";
  async function run(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (running.current) {
      return;
    }
    const stop = new AbortController();
    running.current = stop;
    begun.current = performance.now();
    setLine({ outcome: "going", done: 0, of: 0 });
    try {
      const response = await fetch("/commitments/import/run", {
        method: "POST",
        headers: { accept: "application/x-ndjson" },
        body: new URLSearchParams({ id, seen }),
        signal: stop.signal,
      });
      const last = await lastLine(response, setLine);
      setLine(last);
      router.refresh();
    } catch {
      setLine({
        outcome: "refused",
        messageKey: stop.signal.aborted ? "imports.cancelled" : "imports.failed",
      });
      router.refresh();
    } finally {
      running.current = null;
    }
  }
  return (
    <div className="flex flex-wrap items-center gap-3">
      {line?.outcome === "refused" && (
        <Notice tone="danger" role="alert" title={say(line.messageKey as "imports.failed")} />
      )}
      {isRunning ? (
        <>
          <span className="flex flex-col gap-1">
            <progress
              aria-label={t("steps.import")}
              className="h-2 w-48 accent-accent"
              {...(line.of > 0 && { value: line.done, max: line.of })}
            />
            <span role="status" className="text-meta text-ink-muted">
              {line.of > 0 ? t("go.progress", { done: line.done, of: line.of }) : t("go.starting")}
            </span>
          </span>
          <Button
            onClick={() => {
              if (performance.now() - begun.current > settling) {
                running.current?.abort();
              }
            }}
          >
            {t("go.cancel")}
          </Button>
        </>
      ) : (
        <form method="post" action="/commitments/import/run" onSubmit={run}>
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="seen" value={seen} />
          <Button
            type="submit"
            look="primary"
            icon={FileSpreadsheet}
            disabled={count === 0 || line?.outcome === "done"}
          >
            {t("go.submit", { count })}
          </Button>
        </form>
      )}
    </div>
  );
}

/** Hears each line as it comes; gives the last. Throws where the answer breaks off. */
async function lastLine(response: Response, onLine: (line: Line) => void): Promise<Line> {
  if (!response.ok || !response.body) {
    throw new Error("There is no answer.");
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      throw new Error("The answer broke off.");
    }
    held += value;
    const lines = held.split("\n");
    held = lines.pop() ?? "";
    for (const text of lines) {
      const line = JSON.parse(text) as Line;
      if (line.outcome !== "going") {
        return line;
      }
      onLine(line);
    }
  }
}
