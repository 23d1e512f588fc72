"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { presentText } from "@/lib/alert-history/shown";
import type { DeskText, Restoration } from "@/lib/alerts/desk";
import { PutInNotice } from "./put-in-notice";
import { RestoredNotice } from "./restored-notice";

/** Stays in sight wherever somebody writes, above the tools: those lie below it, by its height. */
export function NewsBar({ children }: { children: ReactNode }) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { style } = document.documentElement;
    const watch = new ResizeObserver(() =>
      style.setProperty("--desk-news", `${bar.current?.offsetHeight ?? 0}px`),
    );
    if (bar.current) {
      watch.observe(bar.current);
    }
    return () => {
      watch.disconnect();
      style.removeProperty("--desk-news");
    };
  }, []);
  return (
    <div
      ref={bar}
      className="sticky top-13 z-20 flex max-h-[45dvh] flex-col gap-2 overflow-y-auto border-b border-line bg-page p-4 lg:top-0 lg:px-6 print:hidden"
    >
      {children}
    </div>
  );
}

/** Where the focus was before it went to what has been read. */
const back = (done: () => void) => () => {
  done();
  document
    .querySelector<HTMLElement>("#desk-text [contenteditable=true]")
    ?.focus({ preventScroll: true });
};

/** What became of the text and of the reader's own words while they were writing, until it has been read. */
export function DeskNews({
  putIn,
  restored,
  takenWords,
  base,
  language,
  onPutInRead,
  onRestoredRead,
}: {
  putIn: string | null;
  restored: Restoration | null;
  /** What was typed here and went with what was restored. */
  takenWords: string;
  /** The alert's address. */
  base: string;
  language: DeskText["language"];
  onPutInRead: () => void;
  onRestoredRead: () => void;
}) {
  if (putIn === null && !restored) {
    return null;
  }
  return (
    <NewsBar>
      {putIn !== null && (
        <PutInNotice words={putIn} language={language} onDismiss={back(onPutInRead)} />
      )}
      {restored && (
        <RestoredNotice
          restored={restored}
          words={takenWords}
          compare={`${base}/history?from=${restored.keptIn}&to=${presentText}&language=${language}`}
          onDismiss={back(onRestoredRead)}
        />
      )}
    </NewsBar>
  );
}
