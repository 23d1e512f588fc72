import { useSyncExternalStore } from "react";

/**
 * What became of the last change: nothing yet, kept on the device, on its way, stored, or refused. `unsent`:
 * it will not be sent any more, and is gone with the page. `away`: nothing is lost, and nothing new arrives. `ended`: nothing more is saved from here, with or without a connection.
 */
export type SaveStatus =
  | { state: "none" }
  | { state: "away" }
  | { state: "ended" }
  | { state: "device"; waiting: number }
  | { state: "sending" }
  | { state: "saved"; at: Date }
  | { state: "failed" }
  | { state: "unsent" };

const nothing: SaveStatus = { state: "none" };
let status: SaveStatus = nothing;
let isBehind = false;
const listeners = new Set<() => void>();

/** Tells the shell how the saving stands. `saved` only after the server has answered. */
export function reportSave(next: SaveStatus) {
  status = next;
  for (const listener of listeners) {
    listener();
  }
}

/** Tells the shell whether others have changed what is shown, so that it is of a moment and not up to date. */
export function reportBehind(next: boolean) {
  isBehind = next;
  for (const listener of listeners) {
    listener();
  }
}

/** How the saving stands at this moment. */
export const saveStatus = (): SaveStatus => status;

/** Whether something was written here that the server does not have, so that leaving for good loses it. */
export const hasUnsent = () =>
  status.state === "device" || status.state === "failed" || status.state === "unsent";

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function subscribeToNetwork(listener: () => void) {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

/** Whether the device has a network at all, as far as it knows. */
export function useNetwork(): boolean {
  return useSyncExternalStore(
    subscribeToNetwork,
    () => navigator.onLine,
    () => true,
  );
}

/** The state of saving, for a component that shows it. */
export function useSaveStatus(): SaveStatus {
  return useSyncExternalStore(subscribe, saveStatus, () => nothing);
}

/** Whether others have changed what is shown. */
export function useBehind(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => isBehind,
    () => false,
  );
}
