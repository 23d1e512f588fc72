/**
 * What a desk of the tracker leaves behind while its person is on another page, to record what was said or to look at
 * one commitment: its steps, so that they can still be taken back, and the place that had the focus. In the memory of
 * this window alone, and for the one desk that was left last.
 */
interface Left {
  /** Which desk: its kind, and what its places are named within. */
  desk: string;
  /** The address at which it was left; elsewhere neither the focus nor what was unfolded is taken there. */
  address: string;
  focus: string;
  kept: unknown;
  /** What was shown beside what the address says. */
  shown: unknown;
}

let left: Left | null = null;

/** From which address each page was opened, by its path. */
const openedFrom = new Map<string, string>();

/** An address as it is compared: the same, however its values are written. */
export function addressOf(path: string, search: string): string {
  const query = new URLSearchParams(search).toString();
  return query ? `${path}?${query}` : path;
}

const here = () => addressOf(location.pathname, location.search);

/** Leaves a desk for the page at `path`; `focus` names the place to come back to. */
export function leaveDesk(
  desk: string,
  path: string,
  { focus, kept, shown }: Pick<Left, "focus" | "kept" | "shown">,
): void {
  left = { desk, focus, kept, shown, address: here() };
  openedFrom.set(path, here());
}

/**
 * What was left at this desk, for whoever comes to an address of it; null where another was left last, or none. On the
 * server there is none.
 */
export function leftAt<Kept, Shown>(
  desk: string,
  address: string,
): { kept: Kept; focus: string | null; shown: Shown | null } | null {
  if (left?.desk !== desk) {
    return null;
  }
  const isThere = left.address === address;
  return {
    kept: left.kept as Kept,
    focus: isThere ? left.focus : null,
    shown: isThere ? (left.shown as Shown) : null,
  };
}

/** The desk is there again, and holds itself what it had left. */
export function forgetLeft(desk: string): void {
  if (left?.desk === desk) {
    left = null;
  }
}

/** Whether the page at this path was opened from a desk, without being loaded anew. */
export const wasOpenedFromDesk = (path: string): boolean => openedFrom.has(path);

const tracker = "/commitments";

/**
 * The address of the tracker's list from which a page was opened: in this window, or, where it has a window of its own,
 * in the one that opened it. Null where it was reached by another way.
 */
export function listBefore(path: string): string | null {
  const from = openedFrom.get(path) ?? referrerOf(path);
  return from?.split("?")[0] === tracker ? from : null;
}

function referrerOf(path: string): string | null {
  const [loaded] = performance.getEntriesByType("navigation");
  // The referrer is that of the page which was loaded: of those opened since it says nothing.
  if (!loaded || new URL(loaded.name).pathname !== path || !URL.canParse(document.referrer)) {
    return null;
  }
  const { origin, pathname, search } = new URL(document.referrer);
  return origin === location.origin ? pathname + search : null;
}

/** As many frames as it takes until what is drawn only where it is looked at has its height. */
const settling = 10;

/** Gives the focus back, and keeps what has it in sight until what stands around it has its height. */
export function focusAgain(element: HTMLElement): void {
  element.focus();
  let left = settling;
  const look = () => {
    if (document.activeElement === element && left > 0) {
      left -= 1;
      element.scrollIntoView({ block: "nearest" });
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
}

/** Whether a press on a link opens it here, and not in a window of its own. */
export const opensHere = (press: {
  metaKey: boolean;
  ctrlKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}): boolean => !press.metaKey && !press.ctrlKey && !press.shiftKey && !press.altKey;
