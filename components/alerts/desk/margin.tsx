"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { DeskPerson, DeskThread, Mentionable, Mentions } from "@/lib/alerts/desk";
import type { Anchor } from "./anchors";
import { cardClass, SuggestionCard, ThreadCard } from "./cards";
import { MarginSteps } from "./margin-steps";
import { stack } from "./stack";
import { CommentBox } from "./talk";

export type MarginItem =
  | {
      kind: "suggestion";
      key: string;
      anchor: Anchor;
      by: DeskPerson | null;
      isMine: boolean;
      mayDecide: boolean;
      mayTakeBack: boolean;
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
      onReply: (body: string, to: Mentions) => Promise<boolean>;
      onSettle: (settled: boolean) => void;
      onFind: (() => void) | null;
    };

export interface DraftComment {
  at: number;
  quote: string;
  isBusy: boolean;
  onSubmit: (body: string, to: Mentions) => void;
  onCancel: () => void;
}

const besideTheText = "(min-width: 80rem)";
/** With more cards than these, each is one line until it is looked at. */
const openAtMost = 8;
/** As many are drawn at once, around the one that is looked at. */
const drawnAtMost = 24;

/**
 * The text, and the cards about it: beside their words where there is room, below the text where there is not. Cards
 * that would lie over one another make room around the one that is looked at. Where there are many, most are one line,
 * and only those near that one are drawn.
 */
export function Margin({
  text,
  top,
  items,
  rest,
  draft,
  decideAll,
  first,
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
  /** The discussion that somebody has come for. */
  first: string | null;
  mayTalk: boolean;
  timeZone: string;
  mentionable: readonly Mentionable[];
}) {
  const t = useTranslations("alerts.desk");
  const column = useRef<HTMLDivElement>(null);
  const [tops, setTops] = useState<Record<string, number>>({});
  const [height, setHeight] = useState(0);
  const [size, setSize] = useState(0);
  const [current, setCurrent] = useState<string | null>(first);
  const isOpen = (item: MarginItem) => item.kind === "suggestion" || !item.thread.settled;
  const shown = [...items, ...rest.filter(isOpen)];
  const settled = rest.filter((item) => !isOpen(item));
  const at = shown.findIndex(({ key }) => key === current);
  const [moved, setCentre] = useState<number | null>(null);
  const centre = moved ?? Math.max(at, 0);
  const begin = Math.max(0, Math.min(centre - drawnAtMost / 2, shown.length - drawnAtMost));
  const drawn = shown.slice(begin, begin + drawnAtMost);
  useEffect(() => {
    const watched = column.current?.parentElement;
    if (!watched) {
      return;
    }
    let width = 0;
    const observer = new ResizeObserver(([entry]) => {
      // Only what is wider or narrower moves words; taller it becomes with each line that is typed.
      const next = entry?.contentRect.width ?? 0;
      if (next !== width) {
        width = next;
        setSize((n) => n + 1);
      }
    });
    observer.observe(watched);
    return () => observer.disconnect();
  }, []);
  const cardsDrawn = [
    ...drawn.map(({ key }) => key),
    draft && "draft",
    decideAll && "all",
    settled.length > 0 && "settled",
  ].join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is watched follows from what is drawn.
  useEffect(() => {
    // A card grows as it is answered or unfolded, and those below it make room.
    const heights = new Map<Element, number>();
    const observer = new ResizeObserver((entries) => {
      const grown = entries.filter(({ target, borderBoxSize: [box] }) => {
        const before = heights.get(target);
        heights.set(target, box?.blockSize ?? 0);
        return before !== undefined && before !== box?.blockSize;
      });
      if (grown.length > 0) {
        setSize((n) => n + 1);
      }
    });
    for (const card of column.current?.querySelectorAll("[data-card]") ?? []) {
      observer.observe(card);
    }
    return () => observer.disconnect();
  }, [cardsDrawn]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is measured follows from what is drawn.
  useLayoutEffect(() => {
    const here = column.current;
    if (!here || !matchMedia(besideTheText).matches) {
      return;
    }
    const cards = [...here.querySelectorAll<HTMLElement>("[data-card]")];
    if (cards.length === 0) {
      return;
    }
    const start = here.getBoundingClientRect().top;
    const next = stack(
      cards.map((card) => ({
        key: card.dataset.card ?? "",
        wanted: card.dataset.at ? top(Number(card.dataset.at)) - start : null,
        height: card.offsetHeight,
      })),
      draft ? "draft" : current,
    );
    if (
      Object.keys(next.tops).length !== Object.keys(tops).length ||
      Object.entries(next.tops).some(([key, value]) => tops[key] !== value)
    ) {
      setTops(next.tops);
      setHeight(next.height);
    }
  }, [items, rest, draft, decideAll, size, tops, current]);
  const isLong = shown.length > drawnAtMost;
  const latest = useRef({ items, top });
  useEffect(() => {
    latest.current = { items, top };
  }, [items, top]);
  useEffect(() => {
    if (!isLong || !matchMedia(besideTheText).matches) {
      return;
    }
    // Those whose words are on the screen are drawn.
    let waits: ReturnType<typeof setTimeout> | undefined;
    const scrolled = () => {
      waits ??= setTimeout(() => {
        waits = undefined;
        setCentre(nearestTo(latest.current, window.innerHeight / 2));
      }, 150);
    };
    window.addEventListener("scroll", scrolled, { passive: true });
    return () => {
      clearTimeout(waits);
      window.removeEventListener("scroll", scrolled);
    };
  }, [isLong]);
  const look = (item: MarginItem | undefined) => {
    if (item) {
      setCurrent(item.key);
      setCentre(shown.indexOf(item));
      item.onFind?.();
    }
  };
  const isCame = useRef(false);
  useEffect(() => {
    // Whoever came for a discussion is brought to it, once the text has told where it stands.
    if (first && !isCame.current) {
      const card = column.current?.querySelector(`[data-card="${CSS.escape(first)}"]`);
      const list = column.current?.querySelector<HTMLDetailsElement>(
        '[data-card="settled"] details',
      );
      const lies = list?.querySelector(`[data-thread="${CSS.escape(first)}"]`);
      if (lies && list) {
        list.open = true;
      }
      const isLaidOut = !matchMedia(besideTheText).matches || tops[first] !== undefined;
      if ((card && isLaidOut) || lies) {
        isCame.current = true;
        const place = card ?? lies;
        // To the comment itself, where the address says which: a long discussion folds most of them.
        const said = place?.querySelector(`[id="${CSS.escape(window.location.hash.slice(1))}"]`);
        const fold = said?.closest("details");
        if (fold) {
          fold.open = true;
        }
        (said ?? place)?.scrollIntoView({ block: "center" });
      }
    }
  });
  const card = (key: string, position: number | null, children: ReactNode) => (
    <li
      key={key}
      data-card={key}
      data-at={position ?? undefined}
      data-current={key === current ? "" : undefined}
      className={`${cardClass} xl:absolute xl:inset-x-0`}
      style={{ top: tops[key] ?? 0 }}
      // Not with the press of a mouse: the card would move away under it.
      onFocus={({ target }) => target.matches("button:focus-visible") && setCurrent(key)}
    >
      {children}
    </li>
  );
  const show = (item: MarginItem) =>
    card(
      item.key,
      item.anchor?.from ?? null,
      item.kind === "thread" ? (
        <ThreadCard
          {...item}
          isFolded={shown.length > openAtMost && item.key !== current}
          onUnfold={() => look(item)}
          mayTalk={mayTalk}
          timeZone={timeZone}
          mentionable={mentionable}
        />
      ) : (
        <SuggestionCard {...item} />
      ),
    );
  const isEmpty = items.length + rest.length === 0 && !draft && !decideAll;
  return (
    // The words have the whole width until somebody says something about them.
    <div
      className={isEmpty ? "" : "xl:mt-3 xl:grid xl:grid-cols-[minmax(0,1fr)_13.75rem] xl:gap-x-4"}
    >
      <div className="min-w-0">{text}</div>
      <section id="desk-talk" aria-label={t("margin")} className="max-xl:mt-6">
        {isEmpty && <p className="text-meta text-ink-muted xl:hidden">{t("talk.none")}</p>}
        {shown.length > openAtMost && (
          <MarginSteps at={at} count={shown.length} onStep={(to) => look(shown[to])} />
        )}
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
                    isClosed={!mayTalk}
                    autoFocus
                    onSubmit={draft.onSubmit}
                    onCancel={draft.onCancel}
                  />
                </>,
              )}
            {drawn.map(show)}
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
                          <li key={item.key} data-thread={item.key}>
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

/** The item, by its place among them, whose words lie nearest to this height of the window: they are in text order. */
function nearestTo(
  { items, top }: { items: readonly MarginItem[]; top: (position: number) => number },
  height: number,
): number {
  let [low, high] = [0, items.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (top(items[middle]?.anchor?.from ?? 0) < height) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
