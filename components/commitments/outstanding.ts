import { reportSave } from "@/components/ui/save-status";

/*
 * How many changes of the tracker the server has not answered yet, however many requests they are spread over: what
 * waits for another, what is on its way, and what waits for the network.
 */
let unanswered = 0;
/** How many requests wait for the network. */
let away = 0;
/** Whether any of those since nothing was outstanding was not saved. */
let hasFailed = false;
const listeners = new Set<(waiting: number) => void>();

/** What became of changes: `nothing` where the server answered, and none of them was made. */
export type Ending = "saved" | "failed" | "nothing";

/** Changes are to be sent. */
export function begin(changes: number): void {
  unanswered += changes;
  tell();
}

/** A request found no network, or has found it again. */
export function setAway(isAway: boolean): void {
  away += isAway ? 1 : -1;
  if (unanswered > 0) {
    tell();
  }
}

/** The server has answered about so many changes. */
export function end(changes: number, ending: Ending): void {
  unanswered -= changes;
  hasFailed ||= ending === "failed";
  if (unanswered > 0) {
    tell();
    return;
  }
  reportSave(
    hasFailed
      ? { state: "failed" }
      : ending === "saved"
        ? { state: "saved", at: new Date() }
        : { state: "none" },
  );
  hasFailed = false;
}

function tell(): void {
  if (away === 0) {
    reportSave({ state: "sending" });
    return;
  }
  reportSave({ state: "device", waiting: unanswered });
  for (const listener of listeners) {
    listener(unanswered);
  }
}

/** Hears how many changes wait while there is no network. */
export function onWaiting(listener: (waiting: number) => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
