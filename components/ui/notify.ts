import { useSyncExternalStore } from "react";

export type Notification = {
  id: number;
  /** One quiet sentence: "Raised by Example State 2, 14:07. Logged." */
  message: string;
  /** Takes the change back; the bar then offers "Undo". */
  undo?: () => void;
};

/** How long a bar stays, in milliseconds; it stays longer while it is touched or has the focus. */
export const notificationStays = 30_000;

let list: readonly Notification[] = [];
let next = 1;
const nothing: readonly Notification[] = [];
const listeners = new Set<() => void>();

function change(updated: readonly Notification[]) {
  list = updated;
  for (const listener of listeners) {
    listener();
  }
}

/** Shows a bar at the bottom of the page, replacing the one before. */
export function notify(notification: Omit<Notification, "id">) {
  change([{ ...notification, id: next++ }]);
}

/** Takes a bar away. */
export function dismiss(id: number) {
  change(list.filter((notification) => notification.id !== id));
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The bars to show. */
export function useNotifications(): readonly Notification[] {
  return useSyncExternalStore(
    subscribe,
    () => list,
    () => nothing,
  );
}
