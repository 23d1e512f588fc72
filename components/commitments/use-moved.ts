"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { announce } from "@/components/ui/announce";
import type { Moved } from "@/lib/commitments/commitment";

/** Between two questions, in milliseconds. */
const pause = 4_000;
/** How long somebody is taken to be there after a key, a press or a move of the pointer, in milliseconds. */
const presence = 120_000;

/**
 * How many commitments others changed since a list was read; `counts` says of each whether the list is older than it.
 * Asks only while somebody is there: a question by the clock would keep the sign-in of an empty chair alive.
 */
export function useMoved({
  asOf,
  query,
  counts,
}: {
  asOf: string;
  /** What the list shows, in the words of the address. */
  query: string;
  counts: (moved: Moved) => boolean;
}): number {
  const t = useTranslations("commitments.moved");
  const [found, setFound] = useState<{ asOf: string; moved: readonly Moved[] }>({
    asOf,
    moved: [],
  });
  const count = found.asOf === asOf ? found.moved.filter(counts).length : 0;
  const ask = useEffectEvent(async (gone: AbortSignal) => {
    const params = new URLSearchParams(query);
    params.set("since", asOf);
    const response = await fetch(`/commitments/news?${params}`, {
      signal: gone,
      priority: "low",
    }).catch(() => null);
    if (response?.ok) {
      const moved: Moved[] = await response.json().catch(() => []);
      const now = moved.filter(counts).length;
      if (now > count) {
        announce(t("count", { count: now }));
      }
      setFound({ asOf, moved });
    }
    return response?.status !== 401;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is asked about anew.
  useEffect(() => {
    const gone = new AbortController();
    let seen = Date.now();
    let timer: ReturnType<typeof setTimeout>;
    let isAsking = false;
    const isThere = () => document.visibilityState === "visible" && Date.now() - seen < presence;
    const round = async () => {
      clearTimeout(timer);
      if (!isAsking && isThere()) {
        isAsking = true;
        const goesOn = await ask(gone.signal);
        isAsking = false;
        if (!goesOn) {
          return;
        }
      }
      if (!gone.signal.aborted) {
        timer = setTimeout(round, pause);
      }
    };
    const sign = () => {
      const wasAway = !isThere();
      seen = Date.now();
      if (wasAway && isThere()) {
        void round();
      }
    };
    timer = setTimeout(round, pause);
    const signs = ["keydown", "pointerdown", "pointermove", "focus"] as const;
    for (const name of signs) {
      window.addEventListener(name, sign, { passive: true });
    }
    document.addEventListener("visibilitychange", sign);
    return () => {
      gone.abort();
      clearTimeout(timer);
      for (const name of signs) {
        window.removeEventListener(name, sign);
      }
      document.removeEventListener("visibilitychange", sign);
    };
  }, [asOf, query]);
  return count;
}
