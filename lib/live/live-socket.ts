import "server-only";
import { type Connection, type Hocuspocus, OutgoingMessage } from "@hocuspocus/server";
import * as decoding from "lib0/decoding";
import type { Actor } from "@/lib/auth/find-actor";
import { type Ending, endings } from "./endings";
import { isTextId, type May } from "./gate";
import type { LiveLimits } from "./limits";
import { messages, syncs } from "./messages";
import type { Handed, Writer } from "./room";
import type { Seat } from "./shown-ahead";

/** The browser's end, as crossws hands it over. */
export interface Wire {
  readonly readyState: number;
  readonly bufferedAmount: number;
  send(data: Uint8Array): void;
  close(code: number, reason: string): void;
  terminate(): void;
}

/** What waits for the one before it, at most. */
const longestQueue = 400;
const closing = 2;
const handshakeMs = 2_000;

interface Message {
  /** An answer is what a browser has that we may not have; an update is what was typed just now. */
  is: "answer" | "update" | "other" | "presence";
  data: Uint8Array;
  update: Uint8Array;
  /** Who has it already. */
  seen?: ReadonlySet<Seat> | null;
  /** What was left out of it: see `Handed`. */
  others?: ReadonlyMap<number, number>;
}

/** What a socket needs of the room that it is in. */
export interface Surroundings {
  /** Shows the others what was typed; answers with who has been shown it. */
  show(update: Uint8Array): ReadonlySet<Seat> | null;
  ownPartOf(answer: Uint8Array): { own: Uint8Array; others: Map<number, number> };
  left(): void;
}

/**
 * One browser's socket, in front of Hocuspocus: what is too large, too much or not of a browser never reaches it. It
 * hands on one message at a time; updates that come while one is being stored wait, and go through together.
 */
export class LiveSocket implements Writer {
  /** What Hocuspocus holds of it: the wire, through which nothing is sent after the end. */
  readonly wire: { readonly readyState: number; send(data: Uint8Array): void; close(): void };
  client: ReturnType<Hocuspocus["handleConnection"]> | undefined;
  connection: Connection | undefined;
  /** The text that was asked for; one a socket. */
  textId: string | undefined;
  may: May | undefined;
  isQuiet = true;
  /** The Yjs client for which this browser tells where it is. */
  presenceOf: number | undefined;
  isEnded = false;
  isSpared = false;
  #tokens: number;
  #counted = performance.now();
  #isBusy = false;
  #queue: Message[] = [];
  /** The updates that go through together now; Hocuspocus handles the first of them. */
  #handed: Message[] = [];
  #owedAnswers = 0;
  readonly #opening: NodeJS.Timeout;

  constructor(
    readonly actor: Actor,
    private readonly browser: Wire,
    private readonly limits: LiveLimits,
    private readonly around: Surroundings,
  ) {
    this.#tokens = limits.burst;
    this.#opening = setTimeout(() => this.end(endings.idle), limits.opening);
    const socket = this;
    this.wire = {
      get readyState() {
        return socket.isEnded ? closing : browser.readyState;
      },
      send: (data) => this.#send(data),
      // Hocuspocus closes what does not follow its protocol, or has been silent for long.
      close: () => this.end(endings.again),
    };
  }

  get isOpen(): boolean {
    return this.connection !== undefined && !this.isEnded;
  }

  get membershipId(): string {
    return this.actor.membershipId;
  }

  get mayOnlySuggest(): boolean {
    return this.may !== "write";
  }

  /** Closes for good, so that from this moment nothing goes out and nothing that comes in is looked at. */
  end({ code, reason }: Ending): void {
    if (this.isEnded) {
      return;
    }
    this.isEnded = true;
    clearTimeout(this.#opening);
    this.#queue = [];
    this.browser.close(code, reason);
    setTimeout(() => this.browser.terminate(), handshakeMs).unref();
    this.client?.handleClose({ code, reason });
    this.around.left();
  }

  /** The browser has gone. */
  gone(code: number, reason: string): void {
    if (!this.isEnded) {
      this.isEnded = true;
      clearTimeout(this.#opening);
      this.#queue = [];
      this.client?.handleClose({ code, reason });
      this.around.left();
    }
  }

  /** Hocuspocus has opened the text for it. */
  opened(connection: Connection): void {
    clearTimeout(this.#opening);
    this.connection = connection;
    this.#pump();
  }

  /** Hocuspocus has done with what it was handed. */
  handled(): void {
    for (; this.#owedAnswers > 0; this.#owedAnswers -= 1) {
      this.#answer(true);
    }
    this.#isBusy = false;
    this.#pump();
  }

  /** What Hocuspocus is handling now, with what goes through beside it. */
  takeHanded(): Handed {
    const handed = this.#handed;
    this.#handed = [];
    const [first, ...others] = handed.map(({ seen }) => seen ?? new Set<Seat>());
    return {
      updates: handed.map(({ update }) => update),
      seen: new Set([...(first ?? [])].filter((seat) => others.every((seen) => seen.has(seat)))),
      isShown: handed.some(({ seen }) => seen),
      others: handed[0]?.others ?? new Map(),
    };
  }

  /** Shows what somebody else has typed. */
  show(frame: Uint8Array): void {
    if (this.isOpen) {
      this.#send(frame);
    }
  }

  /** Something arrives that means nothing, so that a browser whose presence is not shown knows that we are there. */
  sign(): void {
    const { connection } = this;
    if (connection) {
      const { awareness } = connection.document;
      connection.send(
        new OutgoingMessage(connection.messageAddress)
          .createAwarenessUpdateMessage(awareness, [])
          .toUint8Array(),
      );
    }
  }

  receive(data: Uint8Array | string): void {
    if (this.isEnded) {
      return;
    }
    if (typeof data === "string") {
      this.end(endings.refused);
    } else if (data.length > this.limits.message) {
      this.end(endings.tooLong);
    } else {
      try {
        this.#take(data);
      } catch {
        this.end(endings.refused);
      }
    }
  }

  #take(data: Uint8Array): void {
    const from = decoding.createDecoder(data);
    const textId = decoding.readVarString(from);
    const kind = decoding.readVarUint(from);
    if (!isTextId(textId) || (this.textId ?? textId) !== textId) {
      this.end(endings.notAllowed);
      return;
    }
    this.textId = textId;
    const message = this.#read(from, kind, data);
    if (!message || !this.#pay(message)) {
      return;
    }
    if (kind === messages.auth) {
      if (!this.connection) {
        this.client?.handleMessage(data);
      }
      return;
    }
    if (message.is === "update" && this.connection && this.may === "write") {
      message.seen = this.around.show(message.update);
    }
    if (message.is === "presence") {
      this.#queue = this.#queue.filter(({ is }) => is !== "presence");
    }
    this.#queue.push(message);
    if (this.#queue.length > longestQueue) {
      this.end(endings.tooFast);
      return;
    }
    this.#pump();
  }

  #read(
    from: decoding.Decoder,
    kind: number,
    data: Uint8Array,
  ): (Message & { weight: number }) | null {
    const other = { is: "other", data, update: data.subarray(0, 0), weight: 1 } as const;
    switch (kind) {
      case messages.sync: {
        const sync = decoding.readVarUint(from);
        const update = decoding.readVarUint8Array(from);
        if (decoding.hasContent(from)) {
          break;
        }
        if (sync === syncs.wholeText) {
          return { ...other, weight: this.limits.wholeText };
        }
        if (sync === syncs.answer || sync === syncs.update) {
          const is = sync === syncs.update ? "update" : "answer";
          return { is, data, update: update.slice(), weight: 1 };
        }
        break;
      }
      case messages.awareness:
        if (data.length <= this.limits.presence) {
          const states = decoding.createDecoder(decoding.readVarUint8Array(from));
          // A browser speaks of itself first; later also of others that it has lost, which is not for it to say.
          if (decoding.readVarUint(states) > 0) {
            this.presenceOf ??= decoding.readVarUint(states);
          }
          return { ...other, is: "presence" };
        }
        break;
      case messages.auth:
      case messages.queryAwareness:
      case messages.close:
        return other;
    }
    this.end(endings.refused);
    return null;
  }

  #pay({ weight }: { weight: number }): boolean {
    const now = performance.now();
    const { rate, burst } = this.limits;
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#counted) * rate) / 1_000);
    this.#counted = now;
    this.#tokens -= weight;
    if (this.#tokens < 0) {
      this.end(endings.tooFast);
      return false;
    }
    return true;
  }

  #pump(): void {
    while (this.connection && !this.#isBusy && !this.isEnded) {
      const message = this.#queue.shift();
      if (!message) {
        return;
      }
      const isText = message.is === "update" || message.is === "answer";
      if (isText && this.may === "read") {
        // Only whether there is anything new in it; what a reader wrote is not even read.
        this.#answer(message.update[0] === 0);
        continue;
      }
      this.#isBusy = true;
      if (message.is === "answer") {
        this.#handOwn(message);
        continue;
      }
      if (message.is === "update") {
        this.#handed = [message, ...this.#gather(message)];
      }
      this.client?.handleMessage(message.data);
    }
  }

  /** Hocuspocus puts on the board whatever it is handed. */
  #handOwn(message: Message): void {
    const { own, others } = this.around.ownPartOf(message.update);
    this.#handed = [{ ...message, update: own, others }];
    this.client?.handleMessage(
      others.size === 0 || !this.connection
        ? message.data
        : new OutgoingMessage(this.connection.messageAddress)
            .createSyncMessage()
            .writeUpdate(own)
            .toUint8Array(),
    );
  }

  /** Takes from the queue what goes through with this one. */
  #gather({ update }: Message): Message[] {
    const gathered: Message[] = [];
    let together = update.length;
    for (let next = this.#queue[0]; next?.is === "update"; next = this.#queue[0]) {
      together += next.update.length;
      if (together > this.limits.merged) {
        break;
      }
      this.#queue.shift();
      gathered.push(next);
      this.#owedAnswers += 1;
    }
    return gathered;
  }

  #answer(isKept: boolean): void {
    const { connection } = this;
    connection?.send(
      new OutgoingMessage(connection.messageAddress).writeSyncStatus(isKept).toUint8Array(),
    );
  }

  #send(data: Uint8Array): void {
    if (this.isEnded || this.isSpared) {
      return;
    }
    if (this.browser.bufferedAmount > this.limits.unread) {
      this.end(endings.tooFast);
      return;
    }
    this.browser.send(data);
  }
}
