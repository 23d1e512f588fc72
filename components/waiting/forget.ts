/** Where a device keeps what could not be sent. Called as it was when it held nothing but notes from corridors, so that nothing stays behind under an older name. */
export const waitingDatabase = "plenary-corridor";

let isOver = false;

/** Whether this page has thrown everything away: what is still on its way may not put anything back. */
export const isForgotten = () => isOver;

/**
 * Throws away what the device keeps, with the keys. Needs no network and waits for nothing: it is called when somebody
 * leaves, and the page may be gone in the next moment.
 */
export function forgetWaiting(): void {
  isOver = true;
  try {
    indexedDB.deleteDatabase(waitingDatabase);
  } catch {
    // A browser that keeps nothing has nothing to throw away.
  }
}

/** Whether the device keeps anything. Looking leaves no empty database behind. */
export async function hasWaiting(): Promise<boolean> {
  if (typeof indexedDB === "undefined") {
    return false;
  }
  // Older browsers can't tell; there one has to open it.
  const known = await indexedDB.databases?.();
  return known?.some(({ name }) => name === waitingDatabase) ?? true;
}
