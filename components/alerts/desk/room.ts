import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import * as Y from "yjs";
import { reportSave } from "@/components/ui/save-status";
import type { TextNode } from "@/lib/alerts/desk";
import { type PartName, partNames } from "@/lib/alerts/part-names";
import { readParts } from "@/lib/alerts/shared-text";
import { LinesOf } from "./lines-of";
import { closedRoom, type End, type Me, type Present, type RoomState } from "./room-state";
import { watchTakenWords } from "./taken-words";
import { unsentWords } from "./unsent-words";

/** Keys held down send at most twenty times a second; the server takes fifty messages. */
const gathered = 50;
/** The page hears of the first change at once, and of those that follow it no oftener than this. */
const told = 400;

/** The reasons for which the server closes for good (lib/live/endings.ts); after any other it is tried again. */
const ends: Record<string, End> = {
  "not-allowed": "removed",
  over: "over",
  "too-long": "tooLong",
  "too-many": "tooMany",
  "signed-out": "signedOut",
  refused: "refused",
  "called-back": "calledBack",
};

/**
 * The shared text of one language, open in this browser: kept in memory, sent as it is typed, merged after every break.
 * "Sent" is said only once the server has confirmed that it stored it. Nothing of it is kept on the device after the
 * page is left.
 */
export class Room {
  readonly shared = new Y.Doc();
  readonly provider: HocuspocusProvider;
  readonly #socket: HocuspocusProviderWebsocket;
  readonly #listeners = new Set<() => void>();
  #state: RoomState = closedRoom;
  #me: Me | null = null;
  #section: PartName | undefined;
  #changes = 0;
  readonly #lines = new Map<PartName, LinesOf>();
  /** How much of what was typed here the server has. */
  #confirmed = 0;
  /** What is unsent waited until the right to write was given back. */
  #hasWaited = false;
  #taken = 0;
  readonly #stopWatching: () => void;
  #telling: ReturnType<typeof setTimeout> | undefined;
  /** Whether a page shows it, or it only sends what is left. */
  isEntered = false;

  constructor(textId: string) {
    const { protocol, host } = window.location;
    this.#socket = new HocuspocusProviderWebsocket({
      url: `${protocol === "https:" ? "wss:" : "ws:"}//${host}/live`,
      delay: 500,
      minDelay: 500,
      maxDelay: 8_000,
      jitter: true,
    });
    this.provider = new HocuspocusProvider({
      websocketProvider: this.#socket,
      name: textId,
      document: this.shared,
      // The cookie says who this is; the protocol wants a word all the same.
      token: "cookie",
      flushDelay: gathered,
      onOpen: () => this.#forgetQueue(),
      onAuthenticated: ({ scope }) => this.#admit(scope === "readonly"),
      onAuthenticationFailed: ({ reason }) => this.#finish(reason),
      onClose: ({ event }) => this.#close(event.reason),
      onStatus: ({ status }) => this.#set({ isConnected: status === "connected" }),
      onSynced: ({ state }) => state && this.#set({ isOpen: true }),
      onUnsyncedChanges: ({ number }) => this.#confirm(number),
      onAwarenessChange: () => this.#lookAround(),
      onStateless: ({ payload }) => this.#hear(payload),
    });
    this.shared.on("update", this.#notice);
    this.#stopWatching = watchTakenWords(this.shared, (words) => {
      this.#taken += 1;
      this.#set({ taken: [...this.#state.taken, { at: this.#taken, words }] });
    });
    this.provider.attach();
    window.addEventListener("offline", this.#leave);
    window.addEventListener("online", this.#comeBack);
    window.addEventListener("beforeunload", this.#warn);
  }

  /** For useSyncExternalStore. */
  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly read = (): RoomState => this.#state;

  /** Who the others are told that I am, as the server says it too; null where presence is off. */
  showAs(me: Me | null): void {
    this.#me = me;
    if (me) {
      this.provider.setAwarenessField("user", me);
      this.provider.setAwarenessField("section", this.#section);
      this.#lookAround();
    } else {
      this.#set({ here: [] });
    }
  }

  /** Tries again after a sign-in that had ended. */
  reopen(): void {
    this.#set({ end: null });
    void this.#socket.connect();
  }

  /** The page has learnt that nothing more can be written from here. */
  end(end: End): void {
    this.#socket.disconnect();
    this.#set({ end, isConnected: false, here: [] });
  }

  /** The whole text as it stands here, for whoever must carry it away by hand. */
  words(): string {
    const parts = readParts(this.shared);
    return partNames
      .map((name) => parts[name].plain)
      .filter(Boolean)
      .join("\n\n");
  }

  /** The words typed here which the server has not confirmed. */
  unsentWords(): string {
    return unsentWords(this.shared, this.#confirmed);
  }

  /** What had waited and was put in has been seen. */
  forgetPutIn(): void {
    this.#set({ putIn: null });
  }

  /** Nobody needs the words any more that the changes up to this one took out. */
  forgetTaken(upTo: number): void {
    if (this.#state.taken.some(({ at }) => at <= upTo)) {
      this.#set({ taken: this.#state.taken.filter(({ at }) => at > upTo) });
    }
  }

  #clock(): number {
    return Y.getState(this.shared.store, this.shared.clientID);
  }

  /** One part of the text as it stands here, asked for again at each count of changes. */
  content(name: PartName, _changes: number): TextNode {
    const lines = this.#lines.get(name) ?? new LinesOf(this.shared.getXmlFragment(name));
    this.#lines.set(name, lines);
    return lines.read();
  }

  /** Tells the others where I am. */
  enter(section: PartName): void {
    this.#section = section;
    if (this.#me) {
      this.provider.setAwarenessField("section", section);
    }
  }

  /** Leaves for good. */
  close(): void {
    window.removeEventListener("offline", this.#leave);
    window.removeEventListener("online", this.#comeBack);
    window.removeEventListener("beforeunload", this.#warn);
    this.shared.off("update", this.#notice);
    this.#stopWatching();
    clearTimeout(this.#telling);
    reportSave({ state: "none" });
    this.provider.destroy();
    this.#socket.destroy();
    this.shared.destroy();
    this.#listeners.clear();
  }

  #set(change: Partial<RoomState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) {
      listener();
    }
    this.#report();
  }

  /** The frame of the page says the same as the desk. */
  #report(): void {
    const { end, isReadOnly, isUnsent, isConnected, isOpen, savedAt } = this.#state;
    if (end || isReadOnly) {
      reportSave({ state: isUnsent ? "unsent" : "ended" });
    } else if (isUnsent) {
      reportSave(isConnected ? { state: "sending" } : { state: "device", waiting: 0 });
    } else if (isOpen && !isConnected) {
      reportSave({ state: "away" });
    } else {
      reportSave(savedAt ? { state: "saved", at: savedAt } : { state: "none" });
    }
  }

  readonly #notice = (_update: Uint8Array, origin: unknown) => {
    this.#changes += 1;
    const isFirstUnsent = origin !== this.provider && !this.#state.isUnsent;
    if (isFirstUnsent || this.#telling === undefined) {
      this.#set({ changes: this.#changes, ...(isFirstUnsent && { isUnsent: true }) });
    }
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      if (this.#state.changes !== this.#changes) {
        this.#set({ changes: this.#changes });
      }
    }, told);
  };

  /** The handshake counts as one unconfirmed change, too: only at nought has the server everything. */
  #confirm(unconfirmed: number): void {
    if (unconfirmed === 0 && this.#state.isUnsent && this.#state.isConnected) {
      const waited = this.#hasWaited ? this.unsentWords() : "";
      this.#hasWaited = false;
      this.#confirmed = this.#clock();
      this.#set({
        isUnsent: false,
        savedAt: new Date(),
        ...(waited && { putIn: waited }),
      });
    }
  }

  /** The server says what may be done here. */
  #admit(isReadOnly: boolean): void {
    if (this.#state.isReadOnly && !isReadOnly && this.#state.isUnsent) {
      this.#hasWaited = true;
    }
    this.#set({ isReadOnly, isAsking: false });
  }

  #ask(): void {
    this.#set({ isAsking: true, rightsChanged: this.#state.rightsChanged + 1 });
  }

  /**
   * What was queued while there was no connection is in the text that the handshake compares: sent as well, its
   * confirmations would be counted before those of what was typed later.
   */
  #forgetQueue(): void {
    (this.#socket as unknown as { messageQueue: unknown[] }).messageQueue = [];
  }

  #close(reason: string): void {
    if (ends[reason]) {
      this.#finish(reason);
    } else if (reason === "rights") {
      this.#ask();
    }
  }

  #finish(reason: string): void {
    const end = ends[reason];
    if (end) {
      this.end(end);
    } else {
      this.#ask();
    }
  }

  /** The server says that what stands beside the text has changed. */
  #hear(news: string): void {
    this.#set(
      news === "talk" ? { talked: this.#state.talked + 1 } : { heard: this.#state.heard + 1 },
    );
  }

  #lookAround(): void {
    if (!this.#me) {
      return;
    }
    const here: Present[] = [];
    for (const [clientId, state] of this.provider.awareness?.getStates() ?? []) {
      const user = state.user as { organisation?: unknown; membershipId?: unknown } | undefined;
      if (typeof user?.organisation === "string" && typeof user.membershipId === "string") {
        here.push({
          clientId,
          organisation: user.organisation,
          membershipId: user.membershipId,
          section: partNames.find((name) => name === state.section) ?? null,
          isMe: clientId === this.shared.clientID,
        });
      }
    }
    // A caret moves with every key; the page is told only who is where.
    if (JSON.stringify(here) === JSON.stringify(this.#state.here)) {
      return;
    }
    this.#set({ here });
  }

  /** A socket without a network does not hear of its own end for a minute: it is told. */
  readonly #leave = () => {
    this.#socket.disconnect();
    this.#socket.onClose({ event: { code: 4408, reason: "offline" } });
    this.provider.onClose();
    this.#set({ isConnected: false, isAsking: false });
  };

  readonly #comeBack = () => {
    if (!this.#state.end) {
      void this.#socket.connect();
    }
  };

  readonly #warn = (event: BeforeUnloadEvent) => {
    if (this.#state.isUnsent) {
      event.preventDefault();
    }
  };
}

const rooms = new Map<string, Room>();

/**
 * The room of a text; the same one while something in it is unsent, so that going to another page of the product loses
 * nothing that is still on its way.
 */
export function enterRoom(textId: string): Room {
  const room = rooms.get(textId) ?? new Room(textId);
  room.isEntered = true;
  rooms.set(textId, room);
  return room;
}

/** Leaves a room: at once when everything has been sent, else when it has. */
export function leaveRoom(textId: string): void {
  const room = rooms.get(textId);
  if (!room) {
    return;
  }
  room.isEntered = false;
  const { isUnsent, end } = room.read();
  if (!isUnsent || end) {
    rooms.delete(textId);
    room.close();
    return;
  }
  const stop = room.subscribe(() => {
    if (!room.read().isUnsent) {
      stop();
      if (!room.isEntered) {
        rooms.delete(textId);
        room.close();
      }
    }
  });
}
