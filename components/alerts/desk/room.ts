import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import * as Y from "yjs";
import { type PartName, partNames } from "@/lib/alerts/part-names";
import { closedRoom, type End, type Present, type RoomState } from "./room-state";

/** Keys held down send at most twenty times a second; the server takes fifty messages. */
const gathered = 50;

/** The reasons for which the server closes for good (lib/live/endings.ts); after any other it is tried again. */
const ends: Record<string, End> = {
  "not-allowed": "notAllowed",
  over: "over",
  "too-long": "tooLong",
  "too-many": "tooMany",
  "signed-out": "signedOut",
  refused: "refused",
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
  /** Whether a page shows it, or it only sends what is left. */
  isEntered = false;

  constructor(
    textId: string,
    private readonly me: { organisation: string; name: string } | null,
  ) {
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
      onAuthenticationFailed: ({ reason }) => this.#finish(reason),
      onClose: ({ event }) => this.#close(event.reason),
      onStatus: ({ status }) => this.#set({ isConnected: status === "connected" }),
      onSynced: ({ state }) => state && this.#set({ isOpen: true }),
      onUnsyncedChanges: ({ number }) => this.#confirm(number),
      onAwarenessChange: () => this.#lookAround(),
      onStateless: () => this.#hear(),
    });
    this.shared.on("update", this.#notice);
    this.provider.attach();
    window.addEventListener("offline", this.#leave);
    window.addEventListener("online", this.#comeBack);
    window.addEventListener("beforeunload", this.#warn);
    if (me) {
      this.provider.setAwarenessField("user", { organisation: me.organisation, name: me.name });
    }
  }

  /** For useSyncExternalStore. */
  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly read = (): RoomState => this.#state;

  /** Tells the others where I am. */
  enter(section: PartName): void {
    if (this.me) {
      this.provider.setAwarenessField("section", section);
    }
  }

  /** Leaves for good. */
  close(): void {
    window.removeEventListener("offline", this.#leave);
    window.removeEventListener("online", this.#comeBack);
    window.removeEventListener("beforeunload", this.#warn);
    this.shared.off("update", this.#notice);
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
  }

  readonly #notice = (_update: Uint8Array, origin: unknown) => {
    const isMine = origin !== this.provider;
    this.#set({
      changes: this.#state.changes + 1,
      ...(isMine && { isUnsent: true }),
    });
  };

  /** The handshake counts as one unconfirmed change, too: only at nought has the server everything. */
  #confirm(unconfirmed: number): void {
    if (unconfirmed === 0 && this.#state.isUnsent && this.#state.isConnected) {
      this.#set({ isUnsent: false, savedAt: new Date() });
    }
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
      this.#set({ rightsChanged: this.#state.rightsChanged + 1 });
    }
  }

  #finish(reason: string): void {
    this.#socket.disconnect();
    this.#set({ end: ends[reason] ?? "notAllowed", isConnected: false, here: [] });
  }

  /** The server says that what stands beside the text has changed. */
  #hear(): void {
    this.#set({ changes: this.#state.changes + 1 });
  }

  #lookAround(): void {
    if (!this.me) {
      return;
    }
    const here: Present[] = [];
    for (const [clientId, state] of this.provider.awareness?.getStates() ?? []) {
      const user = state.user as { organisation?: unknown; name?: unknown } | undefined;
      if (typeof user?.organisation === "string") {
        here.push({
          clientId,
          organisation: user.organisation,
          name: typeof user.name === "string" ? user.name : "",
          section: partNames.find((name) => name === state.section) ?? null,
          isMe: clientId === this.shared.clientID,
        });
      }
    }
    this.#set({ here });
  }

  /** A socket without a network does not hear of its own end for a minute: it is told. */
  readonly #leave = () => {
    this.#socket.disconnect();
    this.#socket.onClose({ event: { code: 4408, reason: "offline" } });
    this.provider.onClose();
    this.#set({ isConnected: false });
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
export function enterRoom(textId: string, me: { organisation: string; name: string } | null): Room {
  const room = rooms.get(textId) ?? new Room(textId, me);
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
