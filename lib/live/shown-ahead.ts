import { OutgoingMessage } from "@hocuspocus/server";
import * as Y from "yjs";
import { buildsOnMissing } from "./builds-on";
import { type Ending, endings } from "./endings";
import { TypingCheck } from "./typing";

/** Somebody's place in a room, as far as it is shown there what is not stored yet. */
export interface Seat {
  readonly membershipId: string;
  /** The Yjs client that writes from here, once it has said so. */
  readonly presenceOf: number | undefined;
  /** Whether it is sent what goes round. */
  readonly isOpen: boolean;
  readonly isEnded: boolean;
  /** Has it already what goes round just now. */
  isSpared: boolean;
  /** Sends a message as it crosses the wire. */
  show(frame: Uint8Array): void;
  end(ending: Ending): void;
}

interface Owed {
  from: Seat;
  /** How far it was shown. */
  clock: number;
  /** How far it was stored when it began to wait, and when that was. */
  stored: number;
  since: number;
}

/**
 * Shows plain typing to the others in a room while it is being stored, and calls it back from their screens when it is
 * not (decision 32). Letters alone: what takes something out waits, since every browser that saw it go would take it out
 * in its own name when it comes back. The board is not touched: it holds what is stored.
 */
export class ShownAhead {
  readonly #typing: TypingCheck;
  /** How far others were shown what these Yjs clients added, where it is not on the board yet. */
  readonly #owed = new Map<number, Owed>();
  #isMoment = false;
  readonly #later: { from: Seat; update: Uint8Array }[] = [];

  constructor(
    private readonly textId: string,
    private readonly board: Y.Doc,
    private readonly seats: () => Iterable<Seat>,
  ) {
    this.#typing = new TypingCheck(board);
  }

  /** Shows it to everybody else if it is plain typing of a client that is theirs; answers with who has it now. */
  show(
    from: Seat,
    update: Uint8Array,
    isTheirs: (client: number) => boolean,
  ): ReadonlySet<Seat> | null {
    const typed = this.#typing.look([update], isTheirs);
    if (!typed?.isAddition) {
      this.#typing.forget(typed?.clients ?? []);
      return null;
    }
    this.#send(from, update);
    for (const client of typed.clients) {
      this.#owed.set(client, {
        stored: Y.getState(this.board.store, client),
        since: performance.now(),
        ...this.#owed.get(client),
        from,
        clock: this.#typing.reaches(client),
      });
    }
    // Who is just coming in gets it once it is stored.
    return new Set([...this.seats()].filter(({ isOpen }) => isOpen));
  }

  /** The first of a moment goes out at once; what comes in the same moment, after it and as one message. */
  #send(from: Seat, update: Uint8Array): void {
    if (this.#isMoment) {
      this.#later.push({ from, update });
      return;
    }
    this.#isMoment = true;
    setImmediate(() => {
      this.#isMoment = false;
      const later = this.#later.splice(0);
      if (later.length > 0) {
        const [first] = later;
        const isOfOne = later.every((one) => one.from === first?.from);
        this.#tell(
          Y.mergeUpdates(later.map((one) => one.update)),
          isOfOne ? first?.from : undefined,
        );
      }
    });
    this.#tell(update, from);
  }

  #tell(update: Uint8Array, from: Seat | undefined): void {
    const frame = new OutgoingMessage(this.textId)
      .createSyncMessage()
      .writeUpdate(update)
      .toUint8Array();
    for (const seat of this.seats()) {
      if (seat !== from) {
        seat.show(frame);
      }
    }
  }

  /** Whether others were shown anything that is not stored. */
  get isOwed(): boolean {
    this.#settle();
    return this.#owed.size > 0;
  }

  /** Whether an update of somebody builds on letters that are not on the board, and not in it. */
  isNeededBy(updates: readonly Uint8Array[]): boolean {
    return this.isOwed && buildsOnMissing(this.board, updates);
  }

  /** The clients that have waited for longer than this, in milliseconds. */
  overdue(patience: number): number[] {
    this.#settle();
    const latest = performance.now() - patience;
    return [...this.#owed].flatMap(([client, { since }]) => (since < latest ? [client] : []));
  }

  /** What somebody wrote will not be stored. */
  callBackFrom(from: Seat): void {
    this.callBack(
      [...this.#owed].flatMap(([client, owed]) => (owed.from === from ? [client] : [])),
    );
  }

  /** Has everybody read the text anew who may have been shown what these clients added; not those who wrote it. */
  callBack(clients: readonly number[]): void {
    this.#settle();
    const unstored = clients.filter((client) => this.#owed.delete(client));
    this.#typing.forget(clients);
    if (unstored.length === 0) {
      return;
    }
    for (const seat of [...this.seats()]) {
      if (seat.presenceOf === undefined || !unstored.includes(seat.presenceOf)) {
        seat.end(endings.calledBack);
      }
    }
  }

  #settle(): void {
    for (const [client, owed] of this.#owed) {
      const stored = Y.getState(this.board.store, client);
      if (stored >= owed.clock) {
        this.#owed.delete(client);
      } else if (stored > owed.stored) {
        Object.assign(owed, { stored, since: performance.now() });
      }
    }
  }
}
