import { useSyncExternalStore } from "react";
import { uuidv7 } from "uuidv7";
import { reportSave } from "@/components/ui/save-status";
import type { NoteFields, NoteOutcome, NoteOwner } from "@/lib/corridor/corridor";
import { forgetNotes } from "./forget-notes";
import { dropNote, keepNote, listNotes, type WaitingNote } from "./note-store";

/** What waits on this device, and whether it waits for a new sign-in rather than for the network. */
export interface NoteQueue {
  waiting: readonly WaitingNote[];
  needsSignIn: boolean;
}

const empty: NoteQueue = { waiting: [], needsSignIn: false };
let queue = empty;
let owner: NoteOwner | null = null;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

/** Devices say that they are online where they are not: what waits is tried again, in milliseconds. */
const tryAgainAfter = 20_000;

/** Looks at what waits, and sends it as soon as it can be. Gives the end of it. */
export function watchQueue(whose: NoteOwner): () => void {
  owner = whose;
  const look = () => void sendWaiting();
  const onShow = () => document.visibilityState === "visible" && look();
  window.addEventListener("online", look);
  document.addEventListener("visibilitychange", onShow);
  timer ??= setInterval(() => queue.waiting.length > 0 && look(), tryAgainAfter);
  look();
  return () => {
    window.removeEventListener("online", look);
    document.removeEventListener("visibilitychange", onShow);
    clearInterval(timer);
    timer = undefined;
  };
}

/** The state of the queue, for a component that shows it. */
export function useNoteQueue(): NoteQueue {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => queue,
    () => empty,
  );
}

/** Keeps a note on the device, then sends it. Gives its key once it is on the device; throws where it can't be. */
export async function addNote(note: NoteFields, stateName: string): Promise<string> {
  const key = uuidv7();
  await keep(newNote(key, note, stateName));
  await refresh();
  void sendWaiting();
  return key;
}

const newNote = (key: string, note: NoteFields, stateName: string): WaitingNote => ({
  key,
  keptAt: Date.now(),
  isOfThisPlace: true,
  wasTried: false,
  isTakenBack: false,
  note,
  stateName,
  question: null,
});

/** Answers the question that a note waits for: sends it again as it is to be now. */
export async function settleNote(waiting: WaitingNote, note: NoteFields): Promise<void> {
  await keep({ ...waiting, note, question: null });
  await sendWaiting();
}

/** Throws away a note that was never stored. */
export async function discardNote(key: string): Promise<void> {
  await dropNote(key);
  await refresh();
}

/**
 * Takes a note back. What has never been sent is thrown away; of what may have arrived the server is told, at once or
 * when the network returns. `stands`: somebody went on from it, and the ask stays where it is.
 */
export async function undoNote({
  key,
  note,
  stateName,
}: Pick<WaitingNote, "key" | "note" | "stateName">): Promise<"undone" | "stands" | "later"> {
  return exclusively(async () => {
    const waiting = owner ? await listNotes(owner) : [];
    const kept = waiting.find((one) => one.key === key);
    if (kept && !kept.wasTried) {
      await discardNote(key);
      return "undone";
    }
    const answer = await send({ key, undo: true });
    if (answer.kind === "done" && answer.result.outcome === "undone") {
      await discardNote(key);
      return answer.result.stands ? "stands" : "undone";
    }
    await keep({ ...(kept ?? newNote(key, note, stateName)), wasTried: true, isTakenBack: true });
    await refresh();
    return "later";
  });
}

/** Sends what waits, in the order in which it was noted, each until it is known what became of it. */
export function sendWaiting(): Promise<void> {
  return exclusively(async () => {
    await refresh();
    for (const one of queue.waiting) {
      if (one.isOfThisPlace && !one.question && !(await sendOne(one))) {
        break;
      }
    }
    await refresh();
  });
}

/** False where nothing can be sent now. */
async function sendOne(one: WaitingNote): Promise<boolean> {
  if (!navigator.onLine) {
    return false;
  }
  reportSave({ state: "sending" });
  if (!one.wasTried) {
    // Before it is sent: whoever takes it back must know that it may have arrived.
    await keep({ ...one, wasTried: true });
  }
  const { key, note, isTakenBack } = one;
  const answer = await send(isTakenBack ? { key, undo: true } : { key, note });
  switch (answer.kind) {
    case "away":
      return false;
    case "signed-out":
      set({ ...queue, needsSignIn: true });
      return false;
    case "ended":
      forgetNotes();
      return false;
    case "refused":
      await keep({ ...one, wasTried: true, question: { refusal: answer.messageKey } });
      return true;
    case "done":
      set({ ...queue, needsSignIn: false });
      if (answer.result.outcome === "conflict") {
        const { standing } = answer.result;
        await keep({ ...one, wasTried: true, question: { standing } });
      } else {
        await dropNote(key);
        sentAt = new Date();
      }
      return true;
  }
}

let sentAt: Date | null = null;
let hasReported = false;

type Answer =
  | { kind: "done"; result: NoteOutcome }
  | { kind: "refused"; messageKey: string }
  | { kind: "signed-out" }
  | { kind: "ended" }
  | { kind: "away" };

async function send(body: { key: string; note?: NoteFields; undo?: true }): Promise<Answer> {
  try {
    const response = await fetch("/corridor/notes", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    });
    if (response.status === 401) {
      const { ended } = await response.json();
      return { kind: ended ? "ended" : "signed-out" };
    }
    return response.ok ? await response.json() : { kind: "away" };
  } catch {
    return { kind: "away" };
  }
}

/** One page of a browser at a time: two would send the same, and one would take back what the other sends. */
function exclusively<Result>(work: () => Promise<Result>): Promise<Result> {
  return navigator.locks ? navigator.locks.request("plenary-corridor", work) : work();
}

async function keep(note: WaitingNote): Promise<void> {
  if (owner) {
    await keepNote(owner, note);
  }
}

/** Reads the device again, and tells how the saving stands. */
async function refresh(): Promise<void> {
  const waiting = owner ? await listNotes(owner).catch(() => []) : [];
  set({ waiting, needsSignIn: queue.needsSignIn && waiting.length > 0 });
  if (waiting.length > 0) {
    reportSave({ state: "device", waiting: waiting.length });
  } else if (hasReported) {
    // What was thrown away waits no longer, and was not saved either.
    reportSave(sentAt ? { state: "saved", at: sentAt } : { state: "none" });
  }
  hasReported = waiting.length > 0;
}

function set(next: NoteQueue): void {
  queue = next;
  for (const listener of listeners) {
    listener();
  }
}
