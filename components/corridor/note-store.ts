import { isPast, type NoteFields, type NoteOwner, type Standing } from "@/lib/corridor/corridor";
import { areForgotten, hasNotes, notesDatabase } from "./forget-notes";

/** A note that waits on this device, as it is shown. */
export interface WaitingNote {
  /** Known to the server by it, so that it is kept once however often it is sent. */
  key: string;
  keptAt: number;
  /** Noted for the organisation that the person works in now; another's waits until they work there again. */
  isOfThisPlace: boolean;
  /** Whether it may have reached the server. */
  wasTried: boolean;
  /** To be taken back where it may have arrived. */
  isTakenBack: boolean;
  note: NoteFields;
  stateName: string;
  /** Why it waits for the person and not for the network. */
  question: { standing: Standing } | { refusal: string } | null;
}

type Kept = Omit<WaitingNote, "key" | "keptAt" | "isOfThisPlace"> & { place: string };

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

/** Whether this browser can keep a note at all: a page that is not secure, or a private window, may not. */
export const canKeep = () =>
  typeof indexedDB !== "undefined" && globalThis.crypto?.subtle !== undefined;

/** Puts a note on the device, or what has become of it. Each time under a new key. */
export async function keepNote(
  { person, place }: NoteOwner,
  { key: id, keptAt, isOfThisPlace: _, ...kept }: WaitingNote,
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
  if (areForgotten()) {
    throw new Error("The device's notes were thrown away.");
  }
  await inStore("readwrite", (notes) =>
    notes.put({ id, keptAt, person, key, iv, sealed } satisfies Sealed),
  );
}

export async function dropNote(id: string): Promise<void> {
  await inStore("readwrite", (notes) => notes.delete(id));
}

/**
 * What waits, the oldest first. Throws away what is over, what somebody else noted on this device, and what can't be
 * opened, before anything is read.
 */
export async function listNotes({ person, place }: NoteOwner): Promise<WaitingNote[]> {
  if (!canKeep() || !(await hasNotes())) {
    return [];
  }
  const all: Sealed[] = await inStore("readonly", (notes) => notes.getAll());
  const now = Date.now();
  const opened: WaitingNote[] = [];
  for (const one of all) {
    const kept =
      one.person === person && !isPast(one.keptAt, now) ? await open(one).catch(() => null) : null;
    if (kept) {
      const { place: noted, ...note } = kept;
      opened.push({ key: one.id, keptAt: one.keptAt, isOfThisPlace: noted === place, ...note });
    } else {
      await dropNote(one.id);
    }
  }
  return opened.sort((a, b) => a.keptAt - b.keptAt);
}

async function open({ id, keptAt, person, key, iv, sealed }: Sealed): Promise<Kept> {
  const plain = await crypto.subtle.decrypt(
    { name: "AES-GCM", iv, additionalData: bound(id, keptAt, person) },
    key,
    sealed,
  );
  return JSON.parse(new TextDecoder().decode(plain));
}

/** What stands in the open can't be exchanged for another note's. */
const bound = (id: string, keptAt: number, person: string) =>
  new TextEncoder().encode(`${id} ${keptAt} ${person}`);

/** Opened for one step and closed again, so that nothing stands in the way of throwing it away. */
async function inStore<Result>(
  mode: IDBTransactionMode,
  step: (notes: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(notesDatabase, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: "id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("The device's notes are being thrown away."));
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
