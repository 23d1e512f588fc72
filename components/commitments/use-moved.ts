"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { announce } from "@/components/ui/announce";
import type { Move, Moved } from "@/lib/commitments/commitment";
import { openMoves } from "./moves";

/** Between two questions while nothing arrives by itself, in milliseconds. */
const pause = 4_000;
/** Everybody hears of a change at once; who must look for themselves do so one after the other, within this time. */
const spread = 2_000;
/** How long somebody is taken to be there after a key, a press or a move of the pointer, in milliseconds. */
const presence = 120_000;

/**
 * How many commitments others changed since a list was read; `counts` says of each whether the list is older than it.
 * The server tells of changes as they are made; where it can't, it is asked, and only while somebody is there: a
 * question by the clock would keep the sign-in of an empty chair alive.
 */
export function useMoved({
  asOf,
  query,
  shows,
  counts,
  onMoved,
}: {
  asOf: string;
  /** What the list shows, in the words of the address. */
  query: string;
  /** Whether what moved is in the list; undefined: only the server can say. */
  shows: (move: Move) => boolean | undefined;
  counts: (moved: Moved) => boolean;
  /** Told of all that moved since, whenever more of it is known. */
  onMoved: (moved: readonly Moved[]) => void;
}): number {
  const t = useTranslations("commitments.moved");
  const [found, setFound] = useState<{ asOf: string; moved: readonly Moved[] }>({
    asOf,
    moved: [],
  });
  /** What is known by now: moves may follow one another faster than they are drawn. */
  const latest = useRef(found);
  const known = () => (latest.current.asOf === asOf ? latest.current.moved : []);
  const count = (found.asOf === asOf ? found.moved : []).filter(counts).length;
  const put = useEffectEvent((moved: readonly Moved[]) => {
    const now = moved.filter(counts).length;
    if (now > known().filter(counts).length) {
      announce(t("count", { count: now }));
    }
    latest.current = { asOf, moved };
    setFound(latest.current);
    onMoved(moved);
  });
  const ask = useEffectEvent(async (gone: AbortSignal) => {
    const params = new URLSearchParams(query);
    params.set("since", asOf);
    const response = await fetch(`/commitments/news?${params}`, {
      signal: gone,
      priority: "low",
    }).catch(() => null);
    if (response?.ok) {
      put(await response.json().catch(() => []));
    }
    return response?.status !== 401;
  });
  /** Takes in what was told; true when the server must be asked whether more of it belongs here. */
  const take = useEffectEvent((told: readonly Move[]) => {
    const shown = told.filter((move) => shows(move));
    if (shown.length > 0) {
      const others = known().filter(({ id }) => !shown.some((move) => move.id === id));
      put([...shown.map((move) => ({ ...move, isAfter: true, fits: true })), ...others]);
    }
    return told.some((move) => shows(move) === undefined);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is asked about anew.
  useEffect(() => {
    const gone = new AbortController();
    let seen = Date.now();
    let timer: ReturnType<typeof setTimeout>;
    let isAsking = false;
    /** Something was said that only an answer can explain. */
    let mustAsk = false;
    const isThere = () => document.visibilityState === "visible" && Date.now() - seen < presence;
    const round = async () => {
      clearTimeout(timer);
      if (!isAsking && isThere()) {
        line.connect();
        if (mustAsk || !line.isOpen()) {
          isAsking = true;
          mustAsk = false;
          const goesOn = await ask(gone.signal);
          isAsking = false;
          if (!goesOn) {
            line.close();
            return;
          }
        }
      }
      if (!gone.signal.aborted) {
        clearTimeout(timer);
        timer = setTimeout(round, pause);
      }
    };
    const lookSoon = () => {
      if (!mustAsk) {
        mustAsk = true;
        clearTimeout(timer);
        timer = setTimeout(round, Math.random() * spread);
      }
    };
    const line = openMoves((told) => take(told) && lookSoon(), lookSoon);
    const sign = () => {
      const wasAway = !isThere();
      seen = Date.now();
      if (wasAway && isThere()) {
        void round();
      }
    };
    line.connect();
    timer = setTimeout(round, pause);
    const signs = ["keydown", "pointerdown", "pointermove", "focus"] as const;
    for (const name of signs) {
      window.addEventListener(name, sign, { passive: true });
    }
    document.addEventListener("visibilitychange", sign);
    return () => {
      gone.abort();
      line.close();
      clearTimeout(timer);
      for (const name of signs) {
        window.removeEventListener(name, sign);
      }
      document.removeEventListener("visibilitychange", sign);
    };
  }, [asOf, query]);
  return count;
}
