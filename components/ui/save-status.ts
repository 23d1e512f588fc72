import { useSyncExternalStore } from "react";

/** What became of the last change: nothing yet, kept on the device, on its way, stored, or refused. */
export type SaveStatus =
  | { state: "none" }
  | { state: "device"; waiting: number }
  | { state: "sending" }
  | { state: "saved"; at: Date }
  | { state: "failed" };

const nothing: SaveStatus = { state: "none" };
let status: SaveStatus = nothing;
const listeners = new Set<() => void>();

/** Tells the shell how the saving stands. `saved` only after the server has answered. */
export function reportSave(next: SaveStatus) {
  status = next;
  for (const listener of listeners) {
    listener();
  }
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The state of saving, for a component that shows it. */
export function useSaveStatus(): SaveStatus {
  return useSyncExternalStore(
    subscribe,
    () => status,
    () => nothing,
  );
}
