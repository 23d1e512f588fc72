import { useEffect, useSyncExternalStore } from "react";

let latest = 0;
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Notes a moment that is shown, and answers with the latest one by now. */
export function keepMoment(at: number): number {
  if (at > latest) {
    latest = at;
    for (const listener of listeners) {
      listener();
    }
  }
  return latest;
}

/**
 * A moment of "Saved 14:02" or "Up to date, 14:02" as it is shown: never one before the latest that this window has
 * shown. They come from two clocks, the server's and the device's, and from pages that the browser kept.
 */
export function useMoment(at: Date): Date {
  const own = at.getTime();
  const shown = useSyncExternalStore(
    subscribe,
    () => Math.max(latest, own),
    () => own,
  );
  useEffect(() => {
    keepMoment(shown);
  }, [shown]);
  return new Date(shown);
}
