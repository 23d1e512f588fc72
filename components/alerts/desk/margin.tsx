"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { DeskPerson, DeskThread, Mentionable } from "@/lib/alerts/desk";
import type { Anchor } from "./anchors";
import { cardClass, SuggestionCard, ThreadCard } from "./cards";
import { CommentBox } from "./talk";

export type MarginItem =
  | {
      kind: "suggestion";
      key: string;
      anchor: Anchor;
      by: DeskPerson | null;
      isMine: boolean;
      mayDecide: boolean;
      onAccept: () => void;
      onKeep: () => void;
      onFind: () => void;
    }
  | {
      kind: "thread";
      key: string;
      anchor: Anchor | null;
      thread: DeskThread;
      isLost: boolean;
      onReply: (body: string, mentions: string[]) => Promise<boolean>;
      onSettle: (settled: boolean) => void;
      onFind: (() => void) | null;
    };

export interface DraftComment {
  at: number;
  quote: string;
  isBusy: boolean;
  onSubmit: (body: string, mentions: string[]) => void;
  onCancel: () => void;
}

const gap = 8;
const besideTheText = "(min-width: 80rem)";

/**
 * The text, and the cards about it: beside their words where there is room, below the text where there is not. Cards
 * that would lie over one another move down.
 */
export function Margin({
  text,
  top,
  items,
  rest,
  draft,
  decideAll,
  mayTalk,
  timeZone,
  mentionable,
}: {
  text: ReactNode;
  /** How far down the window a position of the text is, in pixels. */
  top: (position: number) => number;
  items: readonly MarginItem[];
  rest: readonly MarginItem[];
  draft: DraftComment | null;
  decideAll: { count: number; onAccept: () => void; onKeep: () => void } | null;
  mayTalk: boolean;
  timeZone: string;
  mentionable: readonly Mentionable[];
}) {
  const t = useTranslations("alerts.desk");
  const column = useRef<HTMLDivElement>(null);
  const [tops, setTops] = useState<Record<string, number>>({});
  const [height, setHeight] = useState(0);
  const [size, setSize] = useState(0);
  useEffect(() => {
    const watched = column.current?.parentElement;
    if (!watched) {
      return;
    }
    const observer = new ResizeObserver(() => setSize((n) => n + 1));
    observer.observe(watched);
    return () => observer.disconnect();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is measured follows from what is drawn.
  useLayoutEffect(() => {
    const here = column.current;
    if (!here || !matchMedia(besideTheText).matches) {
      return;
    }
    const start = here.getBoundingClientRect().top;
    const cards = [...here.querySelectorAll<HTMLElement>("[data-card]")].map((card) => ({
      key: card.dataset.card ?? "",
      wanted: card.dataset.at ? top(Number(card.dataset.at)) - start : Number.POSITIVE_INFINITY,
      height: card.offsetHeight,
    }));
    cards.sort((a, b) => a.wanted - b.wanted);
    const next: Record<string, number> = {};
    let free = 0;
    for (const card of cards) {
      const at = Math.max(free, Number.isFinite(card.wanted) ? card.wanted : free);
      next[card.key] = Math.round(at);
      free = at + card.height + gap;
    }
    const changed =
      Object.keys(next).length !== Object.keys(tops).length ||
      Object.entries(next).some(([key, value]) => tops[key] !== value);
    if (changed) {
      setTops(next);
      setHeight(free);
    }
  }, [items, rest, draft, decideAll, size, tops]);
  const card = (key: string, at: number | null, children: ReactNode) => (
    <li
      key={key}
      data-card={key}
      data-at={at ?? undefined}
      className={`${cardClass} xl:absolute xl:inset-x-0`}
      style={{ top: tops[key] ?? 0 }}
    >
      {children}
    </li>
  );
  const show = (item: MarginItem) =>
    card(
      item.key,
      item.anchor?.from ?? null,
      item.kind === "thread" ? (
        <ThreadCard {...item} mayTalk={mayTalk} timeZone={timeZone} mentionable={mentionable} />
      ) : (
        <SuggestionCard {...item} />
      ),
    );
  const open = rest.filter((item) => item.kind === "thread" && !item.thread.settled);
  const settled = rest.filter((item) => item.kind === "thread" && item.thread.settled);
  const isEmpty = items.length + rest.length === 0 && !draft && !decideAll;
  return (
    <div className="xl:grid xl:grid-cols-[minmax(0,1fr)_13.75rem] xl:gap-x-4">
      <div className="min-w-0">{text}</div>
      <section aria-label={t("margin")} className={isEmpty ? "max-xl:hidden" : "max-xl:mt-6"}>
        <div ref={column} className="relative" style={{ minHeight: height }}>
          <ul className="flex flex-col gap-2">
            {decideAll &&
              card(
                "all",
                0,
                <>
                  <p className="font-semibold">
                    {t("suggestion.count", { count: decideAll.count })}
                  </p>
                  <p className="flex flex-wrap gap-2">
                    <Button size="small" onClick={decideAll.onAccept}>
                      {t("suggestion.acceptAll")}
                    </Button>
                    <Button size="small" onClick={decideAll.onKeep}>
                      {t("suggestion.keepAll")}
                    </Button>
                  </p>
                </>,
              )}
            {draft &&
              card(
                "draft",
                draft.at,
                <>
                  <p className="text-ink-muted">
                    {t("talk.about")} <q dir="auto">{draft.quote.slice(0, 120)}</q>
                  </p>
                  <CommentBox
                    label={t("talk.comment")}
                    submit={t("talk.send")}
                    mentionable={mentionable}
                    isBusy={draft.isBusy}
                    autoFocus
                    onSubmit={draft.onSubmit}
                    onCancel={draft.onCancel}
                  />
                </>,
              )}
            {items.map(show)}
            {open.map(show)}
            {settled.length > 0 &&
              card(
                "settled",
                null,
                <details>
                  <summary className="link target inline-block">
                    {t("talk.settled", { count: settled.length })}
                  </summary>
                  <ul className="mt-2 flex flex-col gap-3">
                    {settled.map(
                      (item) =>
                        item.kind === "thread" && (
                          <li key={item.key}>
                            <ThreadCard
                              {...item}
                              isLost={false}
                              mayTalk={mayTalk}
                              timeZone={timeZone}
                              mentionable={mentionable}
                            />
                          </li>
                        ),
                    )}
                  </ul>
                </details>,
              )}
          </ul>
        </div>
      </section>
    </div>
  );
}
