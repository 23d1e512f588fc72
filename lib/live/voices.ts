import * as Y from "yjs";
import { countStructs } from "./count-structs";
import type { Seat } from "./shown-ahead";

/** Until what waits for others' words is looked at again, in milliseconds. */
const soon = 20;

/**
 * Whose voice each Yjs client in a room is. Each person stores what they typed, and nobody what another typed: so of
 * whoever comes back with words that are not stored, only their own are taken.
 */
export class Voices {
  /** Whose each client is, by what is stored, as far as it is known since the last folding. */
  readonly #stored = new Map<number, string>();

  constructor(
    private readonly board: Y.Doc,
    private readonly seats: () => Iterable<Seat>,
  ) {}

  /** Clients under which somebody has stored something. */
  note(clients: Iterable<number>, membershipId: string): void {
    for (const client of clients) {
      this.#stored.set(client, membershipId);
    }
  }

  /** Whether somebody speaks with the voice of another. */
  isImpostor(membershipId: string, clients: readonly number[]): boolean {
    return clients.some((client) => (this.#stored.get(client) ?? membershipId) !== membershipId);
  }

  /** Whether a Yjs client is the voice of this person, as far as anybody can tell. */
  isTheirs({ membershipId, presenceOf }: Seat, client: number): boolean {
    const voice = this.#stored.get(client);
    if (voice !== undefined) {
      return voice === membershipId;
    }
    for (const other of this.seats()) {
      if (other.presenceOf === client) {
        return other.membershipId === membershipId;
      }
    }
    return presenceOf === undefined;
  }

  /**
   * Leaves out of an update what others typed and were cut off from before it was stored: only they can send it as
   * theirs. Tells how far that goes, by Yjs client.
   */
  ownPartOf(seat: Seat, update: Uint8Array): { own: Uint8Array; others: Map<number, number> } {
    const others = this.#othersIn(seat, update);
    const own = others.size > 0 ? Y.diffUpdate(update, Y.encodeStateVector(others)) : update;
    return { own, others };
  }

  /** How far an update of somebody carries what others have added and the board does not have. */
  #othersIn(seat: Seat, update: Uint8Array): Map<number, number> {
    try {
      countStructs(update);
      return this.othersOf(seat, this.unstored(Y.parseUpdateMeta(update).to));
    } catch {
      // No update at all: whoever looks closer says so.
      return new Map();
    }
  }

  /** Of how far clients are said to have come, what the board does not have. */
  unstored(reached: Iterable<readonly [number, number]>): Map<number, number> {
    return new Map(
      [...reached].filter(([client, clock]) => clock > Y.getState(this.board.store, client)),
    );
  }

  /** Of how far clients have come, those that are not the voice of this person. */
  othersOf(seat: Seat, reached: Iterable<readonly [number, number]>): Map<number, number> {
    return new Map([...reached].filter(([client]) => !this.isTheirs(seat, client)));
  }

  /** How far these clients have come on the board. */
  reached(clients: Iterable<number>): Map<number, number> {
    return new Map([...clients].map((client) => [client, Y.getState(this.board.store, client)]));
  }

  /** Resolves when one of these clients has come further, or when it is too late, in the time of `performance`. */
  async whenFurther(reached: ReadonlyMap<number, number>, latest: number): Promise<void> {
    do {
      await new Promise((resolve) => setTimeout(resolve, soon));
    } while (
      [...reached].every(([client, clock]) => Y.getState(this.board.store, client) === clock) &&
      performance.now() < latest
    );
  }
}
