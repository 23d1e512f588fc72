import "server-only";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { Hocuspocus, isTransactionOrigin } from "@hocuspocus/server";
import crossws from "crossws/adapters/node";
import { type Listener, listen } from "@/db/listen";
import type { Actor } from "@/lib/auth/find-actor";
import { type Ending, endings } from "./endings";
import { findStandings, findVisitor, type Standing } from "./gate";
import { type LiveLimits, limits as usual } from "./limits";
import { LiveSocket, type Wire } from "./live-socket";
import { syncs } from "./messages";
import { shownPresence } from "./presence";
import { NotTaken, Room, type Storage, storage } from "./room";
import { Shadows } from "./shadows";

/** Where the shared texts are, on our own server. */
export const livePath = "/live";

export interface LiveOptions {
  limits?: Partial<LiveLimits>;
  kept?: Storage;
  /** Where to listen; see db/listen. */
  listenUrl?: () => string;
}

interface Context {
  socket: LiveSocket;
}

/** Most sockets that are asked about in one statement. */
const askedAtOnce = 200;
/** Between two looks at everybody's rights, in milliseconds; the promise is five seconds. */
const lookPauseMs = 500;
const againMs = 2_000;
/** How much oftener we look while we do not hear. */
const looksDeaf = 10;
const mostUpgrades = 200;
/** After so many refused changes within the time, a person stays out for as long. */
const mostRefusals = 5;
const refusalsMs = 60_000;

/**
 * The shared texts of this instance: who may come in, what goes round, and when they must leave. Hocuspocus speaks with
 * the browsers; what is let in is decided before it, and what is kept is kept before it confirms.
 */
export class LiveServer {
  readonly #limits: LiveLimits;
  readonly #kept: Storage;
  readonly #shadows: Shadows;
  readonly #rooms = new Map<string, Room>();
  /** Rooms that the last one has left. */
  readonly #left = new Map<string, Room>();
  readonly #sockets = new Set<LiveSocket>();
  readonly #hocuspocus: Hocuspocus<Context>;
  readonly #wires: ReturnType<typeof crossws>;
  readonly #listener: Listener;
  readonly #sweep: NodeJS.Timeout;
  /** When changes of a person were refused: each may have cost a thread. */
  readonly #refusals = new Map<string, number[]>();
  #isClosing = false;
  #upgrading = 0;
  #look: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  /** Rises whenever somebody's rights may have changed. */
  #changes = 0;

  constructor({ limits, kept = storage, listenUrl }: LiveOptions = {}) {
    this.#limits = { ...usual, ...limits };
    this.#kept = kept;
    this.#shadows = new Shadows(this.#limits);
    this.#hocuspocus = this.#makeHocuspocus();
    this.#wires = this.#makeWires();
    this.#listener = listen({
      channels: ["plenary_alerts", "plenary_rights"],
      hear: (channel, payload) => this.#hear(channel, payload),
      opened: () => {
        for (const room of this.#rooms.values()) {
          room.readAgain();
        }
        this.#lookSoon();
      },
      ...(listenUrl && { url: listenUrl }),
    });
    let ticks = 0;
    this.#sweep = setInterval(() => {
      ticks += 1;
      // While nobody tells us, we look ourselves.
      if (ticks % looksDeaf === 0 || !this.#listener.isOpen) {
        this.#lookSoon();
      }
    }, this.#limits.sweep / looksDeaf);
    this.#sweep.unref();
  }

  /** Takes over a request that our server has let through its guard. */
  readonly upgrade = async (
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): Promise<void> => {
    if (this.#isClosing || this.#upgrading >= mostUpgrades) {
      socket.destroy();
      return;
    }
    this.#upgrading += 1;
    try {
      await this.#wires.handleUpgrade(request, socket, head);
    } finally {
      this.#upgrading -= 1;
    }
  };

  /** Sends everybody away to come again, after what is under way; keeps what is to be kept. */
  async close(): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#sweep);
    clearTimeout(this.#look);
    for (const socket of [...this.#sockets]) {
      socket.end(endings.again);
    }
    await this.#looking?.catch(() => undefined);
    await Promise.all([...this.#rooms.values()].map((room) => room.leave()));
    await this.#listener.end();
    await this.#shadows.end();
  }

  /** How much is open: numbers only. */
  health(): { sockets: number; texts: number } {
    return { sockets: this.#sockets.size, texts: this.#rooms.size };
  }

  #makeWires(): ReturnType<typeof crossws> {
    type Peer = {
      context: { visitor?: Awaited<ReturnType<typeof findVisitor>>; socket?: LiveSocket };
    };
    return crossws({
      serverOptions: { maxPayload: this.#limits.message + 1_024, perMessageDeflate: false },
      hooks: {
        upgrade: async (request) => ({
          context: { visitor: await findVisitor(request.headers.get("cookie")) },
        }),
        open: (peer) => {
          const { context } = peer as unknown as Peer;
          const wire = peer.websocket as unknown as Wire;
          const visitor = context.visitor ?? { ending: endings.again };
          const ending = "ending" in visitor ? visitor.ending : this.#refuseCrowd(visitor.actor);
          if (ending) {
            wire.close(ending.code, ending.reason);
            return;
          }
          if ("actor" in visitor) {
            context.socket = this.#open(visitor.actor, wire, peer.request as Request);
          }
        },
        message: (peer, message) => {
          const { socket } = (peer as unknown as Peer).context;
          const { data } = message as { data: unknown };
          socket?.receive(typeof data === "string" ? data : message.uint8Array());
        },
        close: (peer, { code, reason }) => {
          (peer as unknown as Peer).context.socket?.gone(code ?? 1006, reason ?? "");
        },
        // A frame that is too large or broken: ws closes it, and says so in the code.
        error: () => undefined,
      },
    });
  }

  #refuseCrowd({ personId }: Actor): Ending | null {
    if (this.#isClosing || this.#sockets.size >= this.#limits.sockets) {
      return endings.again;
    }
    if (this.#refusedLately(personId).length >= mostRefusals) {
      return endings.tooFast;
    }
    let theirs = 0;
    for (const { actor } of this.#sockets) {
      theirs += actor.personId === personId ? 1 : 0;
    }
    return theirs >= this.#limits.socketsPerPerson ? endings.tooMany : null;
  }

  #refusedLately(personId: string): number[] {
    const lately = (this.#refusals.get(personId) ?? []).filter(
      (at) => performance.now() - at < refusalsMs,
    );
    if (lately.length === 0) {
      this.#refusals.delete(personId);
    }
    return lately;
  }

  #open(actor: Actor, wire: Wire, request: Request): LiveSocket {
    const room = () => this.#rooms.get(socket.textId ?? "");
    const socket: LiveSocket = new LiveSocket(actor, wire, this.#limits, {
      show: (update) => room()?.show(socket, update) ?? null,
      ownPartOf: (answer) =>
        room()?.ownPartOf(socket, answer) ?? { own: answer, others: new Map() },
      left: () => this.#sockets.delete(socket),
    });
    this.#sockets.add(socket);
    socket.client = this.#hocuspocus.handleConnection(socket.wire as never, request, { socket });
    return socket;
  }

  #makeHocuspocus(): Hocuspocus<Context> {
    return new Hocuspocus<Context>({
      name: "live",
      quiet: true,
      debounce: 0,
      maxDebounce: 0,
      maxPendingDocuments: 1,
      maxUnauthenticatedQueueMessages: 4,
      maxUnauthenticatedQueueSize: 4_096,
      yDocOptions: { gc: true, gcFilter: () => true },
      onAuthenticate: async ({ documentName, context: { socket }, connectionConfig }) => {
        const standing = await this.#standing(socket, documentName);
        if ("ending" in standing) {
          socket.end(standing.ending);
          throw new NotTaken(standing.ending);
        }
        socket.may = standing.may;
        socket.isQuiet = standing.isQuiet;
        connectionConfig.readOnly = standing.may === "read";
      },
      onLoadDocument: async ({ documentName, document, context: { socket } }) => {
        const room = new Room(
          documentName,
          document,
          this.#shadows,
          this.#limits,
          () => this.#seatsOf(documentName),
          this.#kept,
        );
        this.#rooms.set(documentName, room);
        try {
          await room.load(socket.actor);
        } catch {
          this.#rooms.delete(documentName);
          // Also those who came meanwhile and wait for the same: Hocuspocus would tell them that they may not.
          for (const waiting of [...this.#sockets]) {
            if (waiting.textId === documentName) {
              waiting.end(endings.again);
            }
          }
          socket.end(endings.again);
          throw new NotTaken(endings.again);
        }
      },
      connected: async ({ connection, context: { socket } }) => socket.opened(connection),
      beforeSync: async ({ type, payload, documentName, context: { socket } }) => {
        const room = this.#rooms.get(documentName);
        if (type === syncs.wholeText) {
          room?.compare(socket, payload.slice());
        }
        if (type !== syncs.answer && type !== syncs.update) {
          return;
        }
        try {
          if (!room || socket.may === "read") {
            throw new NotTaken(endings.again);
          }
          await room.submit(socket, socket.takeHanded());
        } catch (error) {
          // The socket ends before Hocuspocus hears of it, which would tell the browser in its own words.
          const ending = error instanceof NotTaken ? error.ending : endings.again;
          if (ending === endings.refused) {
            const { personId } = socket.actor;
            this.#refusals.set(personId, [...this.#refusedLately(personId), performance.now()]);
          }
          socket.end(ending);
          throw new NotTaken(ending);
        }
      },
      beforeHandleAwareness: async ({ context, states, transactionOrigin }) => {
        if (context && isTransactionOrigin(transactionOrigin)) {
          this.#showPresence(context.socket, states);
        }
      },
      afterHandleMessage: async ({ context: { socket } }) => socket.handled(),
      beforeUnloadDocument: async ({ documentName }) => {
        const room = this.#rooms.get(documentName);
        if (room) {
          this.#left.set(documentName, room);
          await room.leave();
        }
      },
      afterUnloadDocument: async ({ documentName }) => {
        // Somebody may have come again already.
        if (this.#rooms.get(documentName) === this.#left.get(documentName)) {
          this.#rooms.delete(documentName);
        }
        this.#left.delete(documentName);
      },
    });
  }

  /** What somebody may do in a text, and did not lose while we asked. */
  async #standing(socket: LiveSocket, textId: string): Promise<Standing> {
    try {
      for (;;) {
        const changes = this.#changes;
        const [standing] = await findStandings([{ secret: socket.actor.secret, textId }]);
        if (changes === this.#changes) {
          return standing ?? { ending: endings.notAllowed };
        }
      }
    } catch {
      return { ending: endings.again };
    }
  }

  *#seatsOf(textId: string): Iterable<LiveSocket> {
    for (const socket of this.#sockets) {
      if (socket.textId === textId && socket.may) {
        yield socket;
      }
    }
  }

  #showPresence(socket: LiveSocket, states: Map<number, Record<string, unknown>>): void {
    // Hocuspocus adds an empty state of nobody's to what came in.
    const told = socket.presenceOf === undefined ? undefined : states.get(socket.presenceOf);
    states.clear();
    if (told && socket.presenceOf !== undefined && !socket.isQuiet && this.#isOwnVoice(socket)) {
      const { organisationName: organisation, membershipId } = socket.actor;
      states.set(socket.presenceOf, { ...shownPresence(told, { organisation, membershipId }) });
    }
    if (socket.isQuiet) {
      socket.sign();
    }
  }

  #isOwnVoice(socket: LiveSocket): boolean {
    for (const other of this.#sockets) {
      if (
        other !== socket &&
        other.presenceOf === socket.presenceOf &&
        other.textId === socket.textId
      ) {
        socket.presenceOf = undefined;
        return false;
      }
    }
    return true;
  }

  #hear(channel: string, payload: string): void {
    if (channel === "plenary_alerts") {
      const [textId = "", news] = payload.split(" ");
      const room = this.#rooms.get(textId);
      if (news === "talk") {
        room?.tellOfTalk();
      } else {
        room?.hear(Number(news));
      }
    } else {
      this.#lookSoon();
    }
  }

  #lookSoon(pause = lookPauseMs): void {
    this.#changes += 1;
    if (this.#isClosing) {
      return;
    }
    this.#look ??= setTimeout(() => {
      const looking = (this.#looking ?? Promise.resolve()).then(() => {
        this.#look = undefined;
        return this.#lookAtRights();
      });
      this.#looking = looking.catch(() => this.#lookSoon(againMs));
    }, pause);
  }

  /** Sends away whoever lost their right or sign-in, and lets come again whose right is another now. */
  async #lookAtRights(): Promise<void> {
    const open = [...this.#sockets].filter(({ may }) => may !== undefined);
    for (let n = 0; n < open.length; n += askedAtOnce) {
      const asked = open.slice(n, n + askedAtOnce);
      const standings = await findStandings(
        asked.map(({ actor, textId = "" }) => ({ secret: actor.secret, textId })),
      );
      for (const [place, socket] of asked.entries()) {
        const standing = standings[place] as Standing;
        if ("ending" in standing) {
          socket.end(standing.ending);
        } else if (standing.may !== socket.may || standing.isQuiet !== socket.isQuiet) {
          socket.end(endings.rights);
        }
      }
    }
  }
}
