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

/** Runs a change and reports each step: sending, then saved or failed. Passes the failure on. */
export async function whileSaving<Result>(change: () => Promise<Result>): Promise<Result> {
  reportSave({ state: "sending" });
  try {
    const result = await change();
    reportSave({ state: "saved", at: new Date() });
    return result;
  } catch (failure) {
    reportSave({ state: "failed" });
    throw failure;
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
