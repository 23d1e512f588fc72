"use client";

import type { ReactNode } from "react";
import { presentText } from "@/lib/alert-history/shown";
import type { DeskText, Restoration } from "@/lib/alerts/desk";
import { PutInNotice } from "./put-in-notice";
import { RestoredNotice } from "./restored-notice";

/** Stays in sight wherever somebody writes. */
export function NewsBar({ children }: { children: ReactNode }) {
  return (
    <div className="sticky top-13 z-20 flex flex-col gap-2 border-b border-line bg-page p-4 lg:top-0 lg:px-6">
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
