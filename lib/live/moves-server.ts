import "server-only";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import crossws from "crossws/adapters/node";
import { type Listener, listen } from "@/db/listen";
import type { Actor } from "@/lib/auth/find-actor";
import type { Move } from "@/lib/commitments/commitment";
import { type Ending, endings } from "./endings";
import { findVisitor } from "./gate";
import { findMoves, findOrganisations, type Hand, type RoomChange } from "./moves";

/** Where open trackers hear of others' changes, on our own server. */
export const movesPath = "/live/moves";

/**
 * What an open page is told: which commitments moved, at which sessions its organisation's room changed, or that it
 * should look for itself.
 */
export type Tiding = { moved: Move[]; rooms?: string[] } | { look: true };

interface Browser {
  actor: Actor;
  send(tiding: Tiding): void;
  close(ending: Ending): void;
}

interface Wire {
  readonly bufferedAmount: number;
  send(text: string): void;
  close(code: number, reason: string): void;
  terminate(): void;
}

export interface MovesLimits {
  sockets: number;
  socketsPerPerson: number;
  /** What moves within so many milliseconds is told together. */
  gathering: number;
  /** Between two signs of life to every browser, in milliseconds. */
  pulse: number;
}

const usual: MovesLimits = { sockets: 2_000, socketsPerPerson: 20, gathering: 10, pulse: 25_000 };
/** More at once is not told one by one. */
const mostMoves = 200;
/** Bytes that may wait for a browser that does not read. */
const mostWaiting = 65_536;

/**
 * Tells open trackers of others' changes as they are made. What each browser hears is decided by the database at the
 * moment of telling, so that a right or a sign-in that ended ends this, too; a browser itself has nothing to say here.
 */
export class MovesServer {
  readonly #limits: MovesLimits;
  readonly #browsers = new Set<Browser>();
  readonly #wires: ReturnType<typeof crossws>;
  readonly #listener: Listener;
  readonly #pulse: NodeJS.Timeout;
  #hands: Hand[] = [];
  #rooms: RoomChange[] = [];
  #isMuch = false;
  #gathering: NodeJS.Timeout | undefined;
  #telling: Promise<void> = Promise.resolve();
  #isClosing = false;

  constructor(limits: Partial<MovesLimits> = {}) {
    this.#limits = { ...usual, ...limits };
    this.#wires = this.#makeWires();
    this.#listener = listen({
      channels: ["plenary_moves"],
      hear: (_channel, payload) => this.#hear(payload),
      // What was said before was not heard.
      opened: () => this.#gather({ isMuch: true }),
    });
    this.#pulse = setInterval(() => this.#gather({}), this.#limits.pulse);
    this.#pulse.unref();
  }

  /** Takes over a request that our server has let through its guard. */
  readonly upgrade = async (
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): Promise<void> => {
    if (this.#isClosing) {
      socket.destroy();
      return;
    }
    await this.#wires.handleUpgrade(request, socket, head);
  };

  async close(): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#pulse);
    clearTimeout(this.#gathering);
    for (const browser of this.#browsers) {
      browser.close(endings.again);
    }
    await this.#telling;
    await this.#listener.end();
  }

  #makeWires(): ReturnType<typeof crossws> {
    type Peer = {
      websocket: unknown;
      context: { visitor?: Awaited<ReturnType<typeof findVisitor>>; browser?: Browser };
    };
    return crossws({
      serverOptions: { maxPayload: 16, perMessageDeflate: false },
      hooks: {
        upgrade: async (request) => ({
          context: { visitor: await findVisitor(request.headers.get("cookie")) },
        }),
        open: (peer) => {
          const { context, websocket } = peer as unknown as Peer;
          const wire = websocket as Wire;
          const visitor = context.visitor ?? { ending: endings.again };
          const ending = "ending" in visitor ? visitor.ending : this.#refuseCrowd(visitor.actor);
          if (ending) {
            wire.close(ending.code, ending.reason);
          } else if ("actor" in visitor) {
            context.browser = this.#open(visitor.actor, wire);
          }
        },
        message: (peer) => (peer as unknown as Peer).context.browser?.close(endings.refused),
        close: (peer) => {
          const { browser } = (peer as unknown as Peer).context;
          if (browser) {
            this.#browsers.delete(browser);
          }
        },
        error: () => undefined,
      },
    });
  }

  #refuseCrowd({ personId }: Actor): Ending | null {
    if (this.#isClosing || this.#browsers.size >= this.#limits.sockets) {
      return endings.again;
    }
    const theirs = [...this.#browsers].filter(({ actor }) => actor.personId === personId);
    return theirs.length >= this.#limits.socketsPerPerson ? endings.tooMany : null;
  }

  #open(actor: Actor, wire: Wire): Browser {
    const browser: Browser = {
      actor,
      send: (tiding) => {
        if (wire.bufferedAmount > mostWaiting) {
          browser.close(endings.again);
        } else {
          wire.send(JSON.stringify(tiding));
        }
      },
      close: ({ code, reason }) => {
        this.#browsers.delete(browser);
        wire.close(code, reason);
        setTimeout(() => wire.terminate(), 2_000).unref();
      },
    };
    this.#browsers.add(browser);
    return browser;
  }

  #hear(payload: string): void {
    const [first, second, third] = payload.split(" ");
    if (first === "room" && second && third) {
      this.#gather({ room: { organisationId: second, sessionId: third } });
      return;
    }
    this.#gather(
      first ? { hand: { commitmentId: first, personId: second || null } } : { isMuch: true },
    );
  }

  #gather({
    hand,
    room,
    isMuch = false,
  }: {
    hand?: Hand;
    room?: RoomChange;
    isMuch?: boolean;
  }): void {
    if (hand) {
      this.#hands.push(hand);
    }
    if (room) {
      this.#rooms.push(room);
    }
    this.#isMuch ||= isMuch || this.#hands.length + this.#rooms.length > mostMoves;
    if (!this.#isClosing) {
      this.#gathering ??= setTimeout(() => {
        this.#telling = this.#telling.then(() => this.#tell()).catch(() => undefined);
      }, this.#limits.gathering);
    }
  }

  async #tell(): Promise<void> {
    const isMuch = this.#isMuch;
    const [hands, rooms] = isMuch ? [[], []] : [this.#hands, this.#rooms];
    this.#hands = [];
    this.#rooms = [];
    this.#isMuch = false;
    this.#gathering = undefined;
    const browsers = [...this.#browsers];
    if (browsers.length === 0) {
      return;
    }
    const secrets = browsers.map(({ actor }) => actor.secret);
    const found = await findMoves(secrets, hands).catch(() => null);
    const organisations =
      rooms.length > 0 ? await findOrganisations(secrets).catch(() => null) : null;
    for (const [place, browser] of browsers.entries()) {
      const moved = found?.[place];
      if (!found) {
        browser.close(endings.again);
      } else if (!moved) {
        browser.close(endings.signedOut);
      } else if (isMuch) {
        browser.send({ look: true });
      } else {
        const theirs = rooms.filter(
          ({ organisationId }) => organisationId === organisations?.[place],
        );
        const changed = [...new Set(theirs.map(({ sessionId }) => sessionId))];
        // With nothing in it, a sign of life: a cut network says nothing.
        if (moved.length + changed.length > 0 || hands.length + rooms.length === 0) {
          browser.send(changed.length > 0 ? { moved, rooms: changed } : { moved });
        }
      }
    }
  }
}
