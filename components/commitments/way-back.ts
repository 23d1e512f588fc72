/**
 * What a desk of the tracker leaves behind while its person records on another page what was said: its steps, so that
 * they can still be taken back, and the place that had the focus. In the memory of this window alone, and for the one
 * desk that was left last.
 */
interface Left {
  /** Which desk: its kind, and what its places are named within. */
  desk: string;
  /** The address at which it was left; elsewhere the focus is not taken there. */
  address: string;
  focus: string;
  kept: unknown;
}

let left: Left | null = null;

const here = () => location.pathname + location.search;

/** Leaves a desk; `focus` names the place to come back to. */
export function leaveDesk(desk: string, kept: unknown, focus: string): void {
  left = { desk, kept, focus, address: here() };
}

/** What was left at this desk; null where another was left last, or none. On the server there is none. */
export function leftAt<Kept>(desk: string): { kept: Kept; focus: string | null } | null {
  return left?.desk === desk
    ? { kept: left.kept as Kept, focus: left.address === here() ? left.focus : null }
    : null;
}

/** The desk is there again, and holds itself what it had left. */
export function forgetLeft(desk: string): void {
  if (left?.desk === desk) {
    left = null;
  }
}
