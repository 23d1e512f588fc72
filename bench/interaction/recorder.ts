import type { Page } from "@playwright/test";

/** What the page itself saw of its keys, in milliseconds. */
export interface Seen {
  /** From a key to the next frame, one for each interaction that took more than a frame. */
  interactions: number[];
  /** From a key to the frame in which what has the focus says something else, or stands in another column of the board. */
  painted: number[];
}

/** Shorter interactions are told by no browser. */
export const shortestTold = 16;

/** Before the page is opened: makes it note its own interactions. */
export async function record(page: Page): Promise<void> {
  // What runs this program names its functions by a helper that no page has.
  await page.addInitScript({ content: "globalThis.__name ??= (named) => named;" });
  await page.addInitScript((shortest) => {
    const longest = new Map<number, number>();
    const painted: number[] = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number })[]) {
        if (entry.interactionId) {
          longest.set(
            entry.interactionId,
            Math.max(longest.get(entry.interactionId) ?? 0, entry.duration),
          );
        }
      }
    }).observe({ type: "event", durationThreshold: shortest } as PerformanceObserverInit);
    const said = () => {
      const at = document.activeElement;
      const column = at?.closest<HTMLElement>("[data-column]")?.dataset.column ?? "";
      return `${column} ${at?.getAttribute("aria-label") ?? at?.textContent ?? ""}`;
    };
    let newest: KeyboardEvent | null = null;
    document.addEventListener(
      "keydown",
      (event) => {
        newest = event;
        if (event.key.length > 1) {
          return;
        }
        const before = said();
        const look = () => {
          if (newest !== event) {
            // The next key changes what is said as well.
          } else if (said() !== before) {
            // A message is handled after the frame that was being made is there.
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => painted.push(performance.now() - event.timeStamp);
            port2.postMessage(null);
          } else if (performance.now() - event.timeStamp < 2_000) {
            requestAnimationFrame(look);
          }
        };
        requestAnimationFrame(look);
      },
      { capture: true },
    );
    Object.assign(window, {
      seen: () => {
        const found = { interactions: [...longest.values()], painted: [...painted] };
        longest.clear();
        painted.length = 0;
        return found;
      },
    });
  }, shortestTold);
}

/** What was seen since it was asked last. */
export const seenBy = (page: Page): Promise<Seen> =>
  page.evaluate(() => (window as unknown as { seen(): Seen }).seen());
