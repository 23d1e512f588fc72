"use client";

import { usePathname } from "next/navigation";
import { useEffect, useSyncExternalStore } from "react";

/** How often the number is asked for at most, in milliseconds. */
const patience = 10_000;

let known: { asServed: number; now: number } | null = null;
let askedAt = 0;
const listeners = new Set<() => void>();

function tell(next: { asServed: number; now: number }) {
  known = next;
  for (const listen of listeners) {
    listen();
  }
}

async function ask(asServed: number): Promise<void> {
  if (document.visibilityState !== "visible" || Date.now() - askedAt < patience) {
    return;
  }
  askedAt = Date.now();
  const answer = await fetch("/inbox/unread", { priority: "low" }).catch(() => null);
  const found: unknown = answer?.ok ? await answer.json().catch(() => null) : null;
  if (typeof found === "object" && found && "unread" in found && typeof found.unread === "number") {
    tell({ asServed, now: found.unread });
  }
}

function listen(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * How many notices are unread: what the page was served with, then what is true whenever somebody comes back to the
 * window or goes to another page. Never by the clock, which would keep the sign-in of an empty chair alive.
 */
export function useUnread(asServed: number): number {
  const path = usePathname();
  const current = useSyncExternalStore(
    listen,
    () => (known?.asServed === asServed ? known.now : asServed),
    () => asServed,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is the reason to ask
  useEffect(() => {
    ask(asServed);
  }, [asServed, path]);
  useEffect(() => {
    const again = () => {
      ask(asServed);
    };
    window.addEventListener("focus", again);
    document.addEventListener("visibilitychange", again);
    return () => {
      window.removeEventListener("focus", again);
      document.removeEventListener("visibilitychange", again);
    };
  }, [asServed]);
  return current;
}
