import type { Page } from "@playwright/test";

/** Rows, cards and lines that were touched since it was asked last, by the names that the page gives them. */
export interface Touched {
  /** A component in it was run. */
  drawn: string[];
  /** Something of it was written to the page. */
  written: string[];
}

/**
 * Before the page is opened: makes it note which rows of the tracker are drawn anew. React tells its developer tools of
 * every commit, in production too; what was run in it carries the lowest flag.
 */
export async function noteDrawing(page: Page): Promise<void> {
  await page.addInitScript(() => {
    interface Fiber {
      tag: number;
      flags: number;
      stateNode: unknown;
      child: Fiber | null;
      sibling: Fiber | null;
      return: Fiber | null;
      alternate: Fiber | null;
    }
    const host = 5;
    const components = [0, 1, 11, 14, 15];
    const drawn = new Set<string>();
    const written = new Set<string>();
    const nameOf = (element: Element | null | undefined) => {
      const row = element?.closest<HTMLElement>("tr[data-row], tr[data-s], tr[data-stop]");
      return row ? (row.dataset.row ?? row.dataset.s ?? row.dataset.stop ?? "") : null;
    };
    const elementOf = (fiber: Fiber): Element | null => {
      let below: Fiber | null = fiber;
      while (below && below.tag !== host) {
        below = below.child;
      }
      let above: Fiber | null = fiber;
      while (!below && above && above.tag !== host) {
        above = above.return;
      }
      return ((below ?? above)?.stateNode as Element | undefined) ?? null;
    };
    const look = (now: Fiber, before: Fiber | null) => {
      if (components.includes(now.tag) && now.flags % 2 === 1) {
        const name = nameOf(elementOf(now));
        if (name !== null) {
          drawn.add(name);
        }
      }
      if (now.child !== before?.child) {
        for (let child = now.child; child; child = child.sibling) {
          look(child, child.alternate);
        }
      }
    };
    Object.assign(window, {
      __REACT_DEVTOOLS_GLOBAL_HOOK__: {
        supportsFiber: true,
        isDisabled: false,
        renderers: new Map(),
        inject: () => 1,
        onCommitFiberRoot: (_: number, { current }: { current: Fiber }) =>
          look(current, current.alternate),
        onCommitFiberUnmount() {},
        onPostCommitFiberRoot() {},
        checkDCE() {},
      },
      touched: () => {
        const found = { drawn: [...drawn], written: [...written] };
        drawn.clear();
        written.clear();
        return found;
      },
    });
    new MutationObserver((records) => {
      for (const { target } of records) {
        const name = nameOf(target instanceof Element ? target : target.parentElement);
        if (name !== null) {
          written.add(name);
        }
      }
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
}

/** What was touched since it was asked last. */
export const touchedIn = (page: Page): Promise<Touched> =>
  page.evaluate(() => (window as unknown as { touched(): Touched }).touched());
