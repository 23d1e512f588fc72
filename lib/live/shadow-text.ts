import * as Y from "yjs";
import { partsWritten } from "@/lib/alerts/parts-written";
import { type PartName, partNames, readPart } from "@/lib/alerts/shared-text";
import { checkChange, partOf } from "./allowed-text";
import { countStructs } from "./count-structs";
import {
  isSuggestionOnly,
  readForSuggestions,
  readSuggestedPart,
  type SuggestedPart,
  suggestionsIn,
} from "./suggestion";

/** Whose change it is, as far as the check must know. */
export interface Changer {
  membershipId: string;
  /** Whether they may propose and comment only. */
  suggestsOnly: boolean;
}

/** What was found about a change. */
export type Verdict =
  | {
      is: "fine";
      /** What is new, in the one form in which it is stored. */
      added: Uint8Array;
      parts: PartName[];
      /** Those of them in which it wrote, not only commented. */
      written: PartName[];
      /** The Yjs clients that it adds to, each the voice of one editor. */
      clients: number[];
    }
  | { is: "nothing" }
  /** It builds on something that has not come. */
  | { is: "loose" }
  | { is: "refused" };

/** What of a change can be stored now, and whether that is all of it. */
export interface ReadyPart {
  part: Uint8Array | null;
  isWhole: boolean;
}

/**
 * The shared text as it will be once everything that is under way is stored. What comes in is tried here first. After
 * any verdict but fine or nothing it must be thrown away: there is no way back in a shared document.
 */
export class ShadowText {
  readonly #shared = new Y.Doc();
  /** Parts as they stood when they were last looked at for suggestions, until they change. */
  readonly #read = new Map<PartName, SuggestedPart>();

  constructor(state: Uint8Array) {
    for (const name of partNames) {
      this.#shared.getXmlFragment(name);
    }
    Y.applyUpdate(this.#shared, state);
  }

  /** What was found to be fine without it, or stored elsewhere. */
  take(update: Uint8Array): void {
    const shared = this.#shared;
    const forget = ({ changed }: Y.Transaction) => {
      for (const type of changed.keys()) {
        this.#read.delete(partOf(shared, type).name);
      }
    };
    shared.on("afterTransaction", forget);
    Y.applyUpdate(shared, update);
    shared.off("afterTransaction", forget);
  }

  /** Several updates of one sender are one change. */
  try(updates: readonly Uint8Array[], changer: Changer): Verdict {
    const before = changer.suggestsOnly
      ? new Map(partNames.map((name) => [name, this.#part(name)]))
      : undefined;
    let found: Verdict;
    try {
      for (const update of updates) {
        countStructs(update);
      }
      found = this.#apply(updates);
    } catch {
      return { is: "refused" };
    }
    if (found.is !== "fine") {
      return found;
    }
    for (const name of found.parts) {
      this.#read.delete(name);
      if (before && !this.#onlySuggests(before.get(name) as SuggestedPart, name, changer)) {
        return { is: "refused" };
      }
    }
    return found;
  }

  #onlySuggests(before: SuggestedPart, name: PartName, { membershipId }: Changer): boolean {
    // Whose a suggestion is, is read from its id; so nobody may begin one under another's.
    const isOwn = (id: unknown) => typeof id === "string" && id.startsWith(`${membershipId}.`);
    const after = this.#part(name);
    const known = suggestionsIn(before);
    for (const id of suggestionsIn(after)) {
      if (!known.has(id) && !isOwn(id)) {
        return false;
      }
    }
    return isSuggestionOnly(readForSuggestions(before, isOwn), readForSuggestions(after, isOwn));
  }

  #part(name: PartName): SuggestedPart {
    const known = this.#read.get(name) ?? readSuggestedPart(this.#shared, name);
    this.#read.set(name, known);
    return known;
  }

  #apply(updates: readonly Uint8Array[]): Verdict {
    const shared = this.#shared;
    let added: Uint8Array | undefined;
    let change: Y.Transaction | undefined;
    let written: PartName[] = [];
    const note = (bytes: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      // A second one would be a tidying of Yjs itself, which everybody does alike.
      added ??= bytes;
      change ??= transaction;
    };
    shared.on("update", note);
    shared.once("afterTransaction", (transaction: Y.Transaction) => {
      written = partsWritten(shared, transaction);
    });
    try {
      // As somebody else's change, which Yjs tidies up after.
      Y.transact(
        shared,
        () => {
          for (const update of updates) {
            Y.applyUpdate(shared, update);
          }
        },
        null,
        false,
      );
    } finally {
      shared.off("update", note);
    }
    if (shared.store.pendingStructs || shared.store.pendingDs) {
      return { is: "loose" };
    }
    if (!added || !change) {
      // Names of parts that came with nothing in them.
      return shared.share.size > partNames.length ? { is: "refused" } : { is: "nothing" };
    }
    const parts = checkChange(shared, change);
    const clients: number[] = [];
    for (const [client, clock] of change.afterState) {
      if (clock !== (change.beforeState.get(client) ?? 0)) {
        clients.push(client);
      }
    }
    return { is: "fine", added, parts, written, clients };
  }

  /**
   * Of updates of one sender, what builds on nothing that is missing; null where that adds nothing. Here too what comes from
   * outside is read in a document that is thrown away.
   */
  ready(updates: readonly Uint8Array[]): ReadyPart {
    const tried = new Y.Doc();
    Y.applyUpdate(tried, this.fold());
    const before = Y.encodeStateVector(tried);
    const { store } = tried;
    for (const update of updates) {
      countStructs(update);
      Y.applyUpdate(tried, update);
    }
    const isWhole = !store.pendingStructs && !store.pendingDs;
    // Yjs would add to the state what it could not put in.
    store.pendingStructs = null;
    store.pendingDs = null;
    const hasMore = !isSameBytes(Y.encodeStateVector(tried), before);
    const part = hasMore ? Y.encodeStateAsUpdate(tried, before) : null;
    tried.destroy();
    return { part, isWhole };
  }

  /** Everything as one update; what was deleted is not in it. */
  fold(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#shared);
  }

  /** Parts as JSON that holds `{content, plain}` of each. */
  parts(names: readonly PartName[]): string {
    return JSON.stringify(
      Object.fromEntries(names.map((name) => [name, readPart(this.#shared, name)])),
    );
  }

  destroy(): void {
    this.#shared.destroy();
  }
}

const isSameBytes = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;
