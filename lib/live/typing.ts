import * as Y from "yjs";
import type { PartName } from "@/lib/alerts/shared-text";
import { hasOverrides } from "@/lib/text/clean-text";
import { partOf } from "./allowed-text";
import { countStructs } from "./count-structs";

/** Letters that were set into words, or taken out of them, and nothing else. */
export interface Typed {
  is: "fine";
  /** Nothing was taken out. */
  isAddition: boolean;
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
  /** What this check has said yes to, and the board did not have yet. */
  readonly #ahead = new Map<number, Stretch[]>();

  constructor(private readonly board: Y.Doc) {}

  /**
   * Several updates of one sender, one building on the other; null when it is anything but typing, or by a Yjs client for
   * which `may` says no.
   */
  look(
    updates: readonly Uint8Array[],
    may: (client: number) => boolean = () => true,
  ): Typed | null {
    const clients = new Set<number>();
    const parts = new Set<PartName>();
    const made: [number, Stretch][] = [];
    let isAddition = true;
    try {
      for (const update of updates) {
        if (update.length > longest) {
          return null;
        }
        countStructs(update);
        const { words, takenOut } = this.#wordsOf(update, clients, made);
        isAddition &&= takenOut === 0;
        for (const one of words) {
          parts.add(partOf(this.board, one).name);
        }
      }
      if (![...clients].every(may)) {
        throw new NotTyping();
      }
    } catch {
      this.#forget(made);
      return null;
    }
    const added = updates.length === 1 ? updates[0] : Y.mergeUpdates([...updates]);
    const changed = [...parts];
    return {
      is: "fine",
      isAddition,
      added: added as Uint8Array,
      parts: changed,
      written: changed,
      clients: [...clients],
    };
  }

  /** How far it knows what this client has added. */
  reaches(client: number): number {
    const stored = Y.getState(this.board.store, client);
    const ahead = this.#ahead.get(client)?.filter(({ to }) => to > stored) ?? [];
    if (ahead.length === 0) {
      this.#ahead.delete(client);
    } else {
      this.#ahead.set(client, ahead);
    }
    return ahead.at(-1)?.to ?? stored;
  }

  /** Unsays what it has said of these clients. */
  forget(clients: Iterable<number>): void {
    for (const client of clients) {
      this.#ahead.delete(client);
    }
  }

  #forget(made: readonly [number, Stretch][]): void {
    for (const [client, stretch] of made) {
      const left = (this.#ahead.get(client) ?? []).filter((other) => other !== stretch);
      this.#ahead.set(client, left);
    }
  }

  /** The words that it changes, and how many letters it takes out; throws NotTyping. */
  #wordsOf(
    update: Uint8Array,
    clients: Set<number>,
    made: [number, Stretch][],
  ): { words: Set<Y.XmlText>; takenOut: number } {
    const { structs, ds } = Y.decodeUpdate(update);
    const changed = new Set<Y.XmlText>();
    for (const struct of structs) {
      if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) {
        throw new NotTyping();
      }
      if (hasOverrides(struct.content.str)) {
        throw new NotTyping();
      }
      const { client, clock } = struct.id;
      if (clock !== this.reaches(client)) {
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
    return { words: changed, takenOut };
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
