/** Where a device keeps notes that could not be sent. */
export const notesDatabase = "plenary-corridor";

let isOver = false;

/** Whether this page has thrown the notes away: what is still on its way may not put any back. */
export const areForgotten = () => isOver;

/**
 * Throws away what the device keeps, with the keys. Needs no network and waits for nothing: it is called when somebody
 * leaves, and the page may be gone in the next moment.
 */
export function forgetNotes(): void {
  isOver = true;
  try {
    indexedDB.deleteDatabase(notesDatabase);
  } catch {
    // A browser that keeps nothing has nothing to throw away.
  }
}

/** Whether the device keeps anything. Looking leaves no empty database behind. */
export async function hasNotes(): Promise<boolean> {
  if (typeof indexedDB === "undefined") {
    return false;
  }
  // Older browsers can't tell; there one has to open it.
  const known = await indexedDB.databases?.();
  return known?.some(({ name }) => name === notesDatabase) ?? true;
}
