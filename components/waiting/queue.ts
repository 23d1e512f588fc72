import { useSyncExternalStore } from "react";
import { sendNote } from "@/components/corridor/send-note";
import { sendStep } from "@/components/room/send-step";
import { reportSave } from "@/components/ui/save-status";
import type { DeviceOwner } from "@/lib/waiting/waiting";
import { forgetWaiting, isForgotten } from "./forget";
import { dropWaiting, keepWaiting, listWaiting } from "./store";
import type { Answer, Carrier, NewlyWaiting, Waiting } from "./waiting";

/** What waits on this device, and whether it waits for a new sign-in or for the network. */
export interface Queue {
  waiting: readonly Waiting[];
  needsSignIn: boolean;
  isAway: boolean;
}

const carriers: { [Kind in Waiting["kind"]]: Carrier<Extract<Waiting, { kind: Kind }>> } = {
  note: sendNote,
  step: sendStep,
};

const empty: Queue = { waiting: [], needsSignIn: false, isAway: false };
let queue = empty;
let owner: DeviceOwner | null = null;
const listeners = new Set<() => void>();

/** Told what became of each as it is answered. True: the page has told the person, and nothing is to be asked later. */
type Settled = (waiting: Waiting, answer: Answer) => boolean;
const settled = new Set<Settled>();

/** Devices say that they are online where they are not: what waits is tried again, in milliseconds. */
const usualPause = 20_000;

/** Looks at what waits, and sends it as soon as it can be. Gives the end of it. */
export function watchQueue(whose: DeviceOwner, pause = usualPause): () => void {
  owner = whose;
  const look = () => void sendWaiting();
  const onShow = () => document.visibilityState === "visible" && look();
  window.addEventListener("online", look);
  document.addEventListener("visibilitychange", onShow);
  const timer = setInterval(() => queue.waiting.length > 0 && look(), pause);
  look();
  return () => {
    window.removeEventListener("online", look);
    document.removeEventListener("visibilitychange", onShow);
    clearInterval(timer);
  };
}

/** Hears what becomes of what waits, for a page that shows it. Gives the end of it. */
export function watchSettled(listener: Settled): () => void {
  settled.add(listener);
  return () => settled.delete(listener);
}

/** The state of the queue, for a component that shows it. */
export function useQueue(): Queue {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => queue,
    () => empty,
  );
}

/** What is put on the device later stands behind: what was pressed first is sent first. */
let adding: Promise<unknown> = Promise.resolve();

/** Keeps something on the device, then sends it. Over once it is there; throws where it can't be, but with `orInMemory`. */
export function addWaiting<Kind extends Waiting["kind"]>(
  one: NewlyWaiting<Kind>,
  { orInMemory = false } = {},
): Promise<void> {
  const added = adding.then(async () => {
    await keep(newly(one), orInMemory);
    await refresh();
    void sendWaiting();
  });
  adding = added.catch(() => undefined);
  return added;
}

/** As it is when it is made. */
export function newly<Kind extends Waiting["kind"]>(one: NewlyWaiting<Kind>) {
  const fresh = { isOfThisPlace: true, isInMemory: false, wasTried: false, question: null };
  return { ...one, ...fresh } as unknown as Extract<Waiting, { kind: Kind }>;
}

/** Puts back what was changed, and sends it again. */
export async function sendAgain(waiting: Waiting): Promise<void> {
  await keep({ ...waiting, question: null });
  await sendWaiting();
}

/** Puts back what was changed, without sending it now. */
export async function putBack(waiting: Waiting): Promise<void> {
  await keep(waiting);
  await refresh();
}

/** Throws away what was never stored. */
export async function discard(key: string): Promise<void> {
  await dropWaiting(key);
  await refresh();
}

/** What lies on the device under a key now. */
export async function findWaiting(key: string): Promise<Waiting | undefined> {
  const all = owner ? await listWaiting(owner) : [];
  return all.find((one) => one.key === key);
}

let sending: Promise<void> | null = null;
let mustSendAgain = false;
let isOnItsWay = false;

/** Whether something was sent and is not answered yet: what the server says meanwhile may be older than the answer. */
export const isSending = () => isOnItsWay;

/** Sends what waits, in the order in which it came, each until it is known what became of it. */
export function sendWaiting(): Promise<void> {
  if (sending) {
    mustSendAgain = true;
    return sending;
  }
  sending = rounds().finally(() => {
    sending = null;
  });
  return sending;
}

async function rounds(): Promise<void> {
  do {
    mustSendAgain = false;
    await exclusively(async () => {
      await refresh();
      for (const one of queue.waiting) {
        if (one.isOfThisPlace && !one.question && !(await sendOne(one))) {
          break;
        }
      }
      await refresh();
    });
  } while (mustSendAgain);
}

/** False where nothing can be sent now. */
async function sendOne(one: Waiting): Promise<boolean> {
  if (isForgotten()) {
    return false;
  }
  if (!navigator.onLine) {
    set({ ...queue, isAway: true });
    return false;
  }
  reportSave({ state: "sending" });
  if (!one.wasTried) {
    // Before it is sent: whoever takes it back must know that it may have arrived.
    await keep({ ...one, wasTried: true });
  }
  isOnItsWay = true;
  const answer = await carry(one);
  isOnItsWay = false;
  set({
    ...queue,
    isAway: answer.kind === "away",
    needsSignIn: answer.kind === "signed-out",
  });
  switch (answer.kind) {
    case "away":
    case "signed-out":
      return false;
    case "ended":
      forgetWaiting();
      return false;
    case "asks":
      if (tellSettled(one, answer)) {
        await dropWaiting(one.key);
      } else {
        await keep({ ...one, wasTried: true, question: answer.question } as Waiting);
      }
      return true;
    case "done":
      tellSettled(one, answer);
      await dropWaiting(one.key);
      sentAt = new Date();
      return true;
  }
}

const carry = (one: Waiting): Promise<Answer> =>
  one.kind === "note" ? carriers.note(one) : carriers.step(one);

const tellSettled = (one: Waiting, answer: Answer) =>
  [...settled].map((listener) => listener(one, answer)).includes(true);

let sentAt: Date | null = null;
let hasReported = false;

/** One page of a browser at a time: two would send the same, and one would take back what the other sends. */
export function exclusively<Result>(work: () => Promise<Result>): Promise<Result> {
  return navigator.locks ? navigator.locks.request("plenary-waiting", work) : work();
}

async function keep(waiting: Waiting, orInMemory?: boolean): Promise<void> {
  if (owner) {
    await keepWaiting(owner, waiting, orInMemory);
  }
}

/** Reads the device again, and tells how the saving stands. */
async function refresh(): Promise<void> {
  const waiting = owner ? await listWaiting(owner).catch(() => []) : [];
  const isAny = waiting.length > 0;
  set({ waiting, needsSignIn: queue.needsSignIn && isAny, isAway: queue.isAway && isAny });
  if (isAny) {
    reportSave({ state: "device", waiting: waiting.length });
  } else if (hasReported) {
    // What was thrown away waits no longer, and was not saved either.
    reportSave(sentAt ? { state: "saved", at: sentAt } : { state: "none" });
  }
  hasReported = isAny;
}

function set(next: Queue): void {
  queue = next;
  for (const listener of listeners) {
    listener();
  }
}
