import * as Y from "yjs";
import type { PartName } from "@/lib/alerts/shared-text";
import { partOf } from "./allowed-text";
import { countStructs } from "./count-structs";

/** Letters that were set into words, or taken out of them, and nothing else. */
export interface Typed {
  is: "fine";
  added: Uint8Array;
  parts: PartName[];
  written: PartName[];
  clients: number[];
}

/** Longest update that is looked at, in bytes, and most letters that it may take out. */
const longest = 1_024;
const mostTakenOut = 512;

interface Stretch {
  from: number;
  to: number;
  words: Y.XmlText;
}

/**
 * Recognises plain typing by itself, which is nearly everything that comes in: letters beside letters can break no rule
 * of a text, so that they need not wait for the thread that looks at whole blocks. Whatever it is not sure of, it leaves
 * to that thread. It never changes `board`.
 */
export class TypingCheck {
  /** What this check has said yes to, and the board does not have yet. */
  readonly #ahead = new Map<number, Stretch[]>();

  constructor(private readonly board: Y.Doc) {}

  /** Several updates of one sender, one building on the other; null when it is anything but typing. */
  look(updates: readonly Uint8Array[]): Typed | null {
    const clients = new Set<number>();
    const parts = new Set<PartName>();
    const made: [number, Stretch][] = [];
    try {
      for (const update of updates) {
        if (update.length > longest) {
          return null;
        }
        countStructs(update);
        for (const words of this.#wordsOf(update, clients, made)) {
          parts.add(partOf(this.board, words).name);
        }
      }
    } catch {
      this.#forget(made);
      return null;
    }
    const added = updates.length === 1 ? updates[0] : Y.mergeUpdates([...updates]);
    const changed = [...parts];
    return {
      is: "fine",
      added: added as Uint8Array,
      parts: changed,
      written: changed,
      clients: [...clients],
    };
  }

  #forget(made: readonly [number, Stretch][]): void {
    for (const [client, stretch] of made) {
      const left = (this.#ahead.get(client) ?? []).filter((other) => other !== stretch);
      this.#ahead.set(client, left);
    }
  }

  /** The words that it changes; throws NotTyping. */
  #wordsOf(update: Uint8Array, clients: Set<number>, made: [number, Stretch][]): Set<Y.XmlText> {
    const { structs, ds } = Y.decodeUpdate(update);
    const changed = new Set<Y.XmlText>();
    for (const struct of structs) {
      if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) {
        throw new NotTyping();
      }
      const { client, clock } = struct.id;
      if (clock !== this.#next(client)) {
        throw new NotTyping();
      }
      const words = this.#between(struct.origin, struct.rightOrigin);
      const stretch = { from: clock, to: clock + struct.length, words };
      this.#ahead.set(client, [...(this.#ahead.get(client) ?? []), stretch]);
      made.push([client, stretch]);
      clients.add(client);
      changed.add(words);
    }
    let takenOut = 0;
    for (const [client, stretches] of ds.clients) {
      for (const { clock, len } of stretches) {
        takenOut += len;
        if (takenOut > mostTakenOut) {
          throw new NotTyping();
        }
        for (let at = clock; at < clock + len; ) {
          const item = this.#item(client, at);
          changed.add(wordsOf(item));
          at = item.id.clock + item.length;
        }
      }
    }
    if (changed.size === 0) {
      throw new NotTyping();
    }
    return changed;
  }

  #next(client: number): number {
    return this.#ahead.get(client)?.at(-1)?.to ?? Y.getState(this.board.store, client);
  }

  /** The words in which something comes to stand between these two; Yjs takes them from its neighbours. */
  #between(left: Y.ID | null, right: Y.ID | null): Y.XmlText {
    const found = [left, right].flatMap((id) => (id ? [this.#words(id)] : []));
    const [words] = found;
    if (!words || found.some((other) => other !== words)) {
      throw new NotTyping();
    }
    return words;
  }

  #words({ client, clock }: Y.ID): Y.XmlText {
    const ahead = this.#ahead
      .get(client)
      ?.find(({ from, to }) => from <= clock && clock < to)?.words;
    return ahead ?? wordsBeside(this.#item(client, clock));
  }

  #item(client: number, clock: number): Y.Item {
    if (clock >= Y.getState(this.board.store, client)) {
      throw new NotTyping();
    }
    const item = Y.getItem(this.board.store, Y.createID(client, clock));
    if (!(item instanceof Y.Item)) {
      throw new NotTyping();
    }
    return item;
  }
}

class NotTyping extends Error {
  override name = "NotTyping";
}

/** The words that letters stand in which are to go. */
function wordsOf(item: Y.Item): Y.XmlText {
  if (item.deleted || !(item.content instanceof Y.ContentString)) {
    throw new NotTyping();
  }
  return wordsBeside(item);
}

/** The words that something stands in, a letter or a mark. */
function wordsBeside({ parent, parentSub }: Y.Item): Y.XmlText {
  const isThere =
    parent instanceof Y.XmlText &&
    parent.constructor === Y.XmlText &&
    parentSub === null &&
    parent._item !== null &&
    !parent._item.deleted;
  if (!isThere) {
    throw new NotTyping();
  }
  return parent;
}
