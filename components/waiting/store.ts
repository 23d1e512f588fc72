import { type DeviceOwner, isPast } from "@/lib/waiting/waiting";
import { hasWaiting, isForgotten, waitingDatabase } from "./forget";
import type { Waiting } from "./waiting";

type Omitting<One, Keys extends PropertyKey> = One extends unknown ? Omit<One, Keys> : never;
type Kept = Omitting<Waiting, "key" | "keptAt" | "isOfThisPlace" | "isInMemory"> & {
  place: string;
};

/** What lies on the device: when and whose in the open, everything else under a key of its own that can't be read out. */
interface Sealed {
  id: string;
  keptAt: number;
  person: string;
  key: CryptoKey;
  iv: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
}

const store = "notes";

/** What this page holds because the device can't: a private window, a page that is not secure, a full disk. */
const inMemory = new Map<string, Waiting>();

/** Whether this browser can keep anything at all: a page that is not secure, or a private window, may not. */
export const canKeep = () =>
  typeof indexedDB !== "undefined" && globalThis.crypto?.subtle !== undefined;

/**
 * Puts something on the device, or what has become of it; each time under a new key. Where the device can't keep it, it
 * throws, or with `orInMemory` keeps it as long as the page is open.
 */
export async function keepWaiting(
  owner: DeviceOwner,
  waiting: Waiting,
  orInMemory = waiting.isInMemory,
): Promise<void> {
  try {
    await keepOnDevice(owner, waiting);
    inMemory.delete(waiting.key);
  } catch (error) {
    if (!orInMemory || isForgotten()) {
      throw error;
    }
    inMemory.set(waiting.key, { ...waiting, isInMemory: true });
  }
}

async function keepOnDevice(
  { person, place }: DeviceOwner,
  { key: id, keptAt, isOfThisPlace: _, isInMemory: _memory, ...kept }: Waiting,
): Promise<void> {
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const whole: Kept = { ...kept, place };
  const sealed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: bound(id, keptAt, person) },
    key,
    new TextEncoder().encode(JSON.stringify(whole)),
  );
  if (isForgotten()) {
    throw new Error("What the device kept was thrown away.");
  }
  await inStore("readwrite", (all) =>
    all.put({ id, keptAt, person, key, iv, sealed } satisfies Sealed),
  );
}

export async function dropWaiting(id: string): Promise<void> {
  inMemory.delete(id);
  if (canKeep() && (await hasWaiting())) {
    await inStore("readwrite", (all) => all.delete(id));
  }
}

/**
 * What waits, the oldest first. Throws away what is over, what somebody else left on this device, and what can't be
 * opened, before anything is read.
 */
export async function listWaiting(owner: DeviceOwner): Promise<Waiting[]> {
  if (isForgotten()) {
    return [];
  }
  const now = Date.now();
  for (const { key, keptAt } of inMemory.values()) {
    if (isPast(keptAt, now)) {
      inMemory.delete(key);
    }
  }
  return [...(await listOnDevice(owner, now)), ...inMemory.values()].sort(
    (a, b) => a.keptAt - b.keptAt || a.key.localeCompare(b.key),
  );
}

async function listOnDevice({ person, place }: DeviceOwner, now: number): Promise<Waiting[]> {
  if (!canKeep() || !(await hasWaiting())) {
    return [];
  }
  const all: Sealed[] = await inStore("readonly", (sealed) => sealed.getAll());
  const opened: Waiting[] = [];
  for (const one of all) {
    const kept =
      one.person === person && !isPast(one.keptAt, now) ? await open(one).catch(() => null) : null;
    if (kept) {
      const { place: noted, ...rest } = kept;
      const { id: key, keptAt } = one;
      opened.push({ ...rest, key, keptAt, isOfThisPlace: noted === place, isInMemory: false });
    } else {
      await dropWaiting(one.id);
    }
  }
  return opened;
}

async function open({ id, keptAt, person, key, iv, sealed }: Sealed): Promise<Kept> {
  const plain = await crypto.subtle.decrypt(
    { name: "AES-GCM", iv, additionalData: bound(id, keptAt, person) },
    key,
    sealed,
  );
  // What was kept before there was anything but notes does not say what it is.
  return { kind: "note", ...JSON.parse(new TextDecoder().decode(plain)) };
}

/** What stands in the open can't be exchanged for another's. */
const bound = (id: string, keptAt: number, person: string) =>
  new TextEncoder().encode(`${id} ${keptAt} ${person}`);

/** Opened for one step and closed again, so that nothing stands in the way of throwing it away. */
async function inStore<Result>(
  mode: IDBTransactionMode,
  step: (all: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(waitingDatabase, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: "id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("What the device kept is being thrown away."));
  });
  database.onversionchange = () => database.close();
  try {
    return await new Promise<Result>((resolve, reject) => {
      const transaction = database.transaction(store, mode);
      const request = step(transaction.objectStore(store));
      // Not at the request's success: only what is committed is on the device.
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}
