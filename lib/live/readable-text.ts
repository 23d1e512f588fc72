import "server-only";
import type { Actor } from "@/db/client";
import type { PartName } from "@/lib/alerts/shared-text";
import type { LiveLimits } from "./limits";
import type { Verdict } from "./shadow-text";
import type { Answer, Question } from "./shadow-worker";
import type { foldKept, keepParts } from "./stored-text";

/** What the readable text needs of the room that it belongs to. */
export interface RoomOfText {
  readonly textId: string;
  /** The number of the last change that is on the board. */
  seq(): number;
  /** Whether the board lacks something that is stored. */
  isBehind(): boolean;
  /** Whoever has the text open, and may keep what was written in it. */
  readers(): Iterable<Actor>;
  /** Does something between two rounds. */
  serially<T>(work: () => Promise<T>): Promise<T>;
  /** Asks the shadow, once it is what the board is. */
  askShadow(question: Question): Promise<Answer>;
  /** What the shadow answered was of no use: it is opened anew. */
  loseShadow(): void;
  /** Everybody may read anew what stands beside the text. */
  tellDerived(): void;
}

/** Keeping sections as text takes one part in so many of the time, also where the database is slow. */
const derivesAtMost = 20;
/** The node that stands for a sealed passage, as an update names it. */
const sealed = "sealed";

/**
 * The document as it is kept beside its updates: its sections as readable text, with who wrote in them, a moment after
 * they changed, and its updates folded into one once they are many. What is asked for is read at once, between two
 * rounds of the room, and kept beside them.
 */
export class ReadableText {
  /** Updates since they were folded. */
  #sinceFold = 0;
  /** Sections that changed since they were kept as text, with the memberships of those who wrote in them. */
  readonly #touched = new Map<PartName, Set<string>>();
  /** Whoever wrote last, for what is kept in nobody's name in particular. */
  #lastWriter: Actor | undefined;
  #deriving: NodeJS.Timeout | undefined;
  #keeping: Promise<unknown> = Promise.resolve();
  #deriveAfter: number;

  constructor(
    private readonly room: RoomOfText,
    private readonly limits: LiveLimits,
    private readonly kept: { foldKept: typeof foldKept; keepParts: typeof keepParts },
  ) {
    this.#deriveAfter = limits.derive;
  }

  /** Somebody's change is on the board: its sections are to be kept as they read now. */
  note(
    { actor, membershipId }: { actor: Actor; membershipId: string },
    { parts, written, added: update }: Extract<Verdict, { is: "fine" }>,
  ): void {
    const holdsSealed = Buffer.from(update).includes(sealed);
    for (const part of parts) {
      this.#touch(part, written.includes(part) ? [membershipId] : []);
    }
    this.#sinceFold += 1;
    this.#lastWriter = actor;
    if (holdsSealed) {
      // What was sealed stands in the kept words until they are derived anew, and whoever comes next reads those.
      clearTimeout(this.#deriving);
      this.#deriving = undefined;
    }
    this.#deriving ??= this.#deriveIn(holdsSealed ? 0 : this.#deriveAfter);
  }

  /** So many updates were read that others had stored. */
  noteRead(updates: number): void {
    this.#sinceFold += updates;
  }

  /** Folds what has gathered, if that is more than this many updates. */
  async fold(most: number): Promise<void> {
    const writer = this.#lastWriter;
    if (this.#sinceFold <= most || !writer || this.room.isBehind()) {
      return;
    }
    try {
      const { textId } = this.room;
      const seq = this.room.seq();
      const answer = await this.room.askShadow({ ask: "fold", text: textId });
      if (answer.is === "folded") {
        this.#sinceFold = 0;
        // Beside the rounds; if it fails it is folded another time, since nothing depends on it.
        this.#keeping = this.kept
          .foldKept(writer, textId, seq, answer.state)
          .catch(() => undefined);
      }
    } catch {
      this.room.loseShadow();
    }
  }

  /** Keeps what is to be kept: nobody is in the room any more. */
  async keepAll(): Promise<void> {
    await this.room.serially(() => this.#derive());
    await this.#keeping;
    await this.room.serially(() => this.fold(this.limits.foldLeft));
    await this.#keeping;
  }

  #deriveIn(pause: number): NodeJS.Timeout {
    return setTimeout(() => {
      void this.room.serially(() => this.#derive());
    }, pause);
  }

  #touch(part: PartName, members: Iterable<string>): void {
    const known = this.#touched.get(part) ?? new Set();
    for (const member of members) {
      known.add(member);
    }
    this.#touched.set(part, known);
  }

  async #derive(): Promise<void> {
    clearTimeout(this.#deriving);
    this.#deriving = undefined;
    const names = [...this.#touched.keys()];
    const writer = this.#lastWriter;
    if (names.length === 0 || !writer) {
      return;
    }
    try {
      const answer = await this.room.askShadow({ ask: "parts", text: this.room.textId, names });
      if (answer.is !== "parts") {
        throw new Error("The shadow is gone.");
      }
      const touched = new Map(this.#touched);
      this.#touched.clear();
      this.#keeping = this.#keep(writer, this.room.seq(), answer.parts, touched);
    } catch {
      this.room.loseShadow();
      this.#deriving = this.#deriveIn(this.limits.derive);
    }
  }

  async #keep(
    writer: Actor,
    seq: number,
    parts: string,
    touched: ReadonlyMap<PartName, ReadonlySet<string>>,
  ): Promise<void> {
    const { textId } = this.room;
    const begun = performance.now();
    const authors = [...touched].flatMap(([part, members]) =>
      [...members].map((member) => [part, member] as const),
    );
    for (const actor of new Set([writer, ...this.room.readers()])) {
      try {
        const mustFold = await this.kept.keepParts(actor, textId, seq, parts, authors);
        this.#deriveAfter = Math.max(
          this.limits.derive,
          (performance.now() - begun) * derivesAtMost,
        );
        this.room.tellDerived();
        if (mustFold) {
          void this.room.serially(() => this.fold(-1));
        }
        return;
      } catch {
        // The right of the one who wrote may have ended since; a version derives them once more before it is made.
      }
    }
    for (const [part, members] of touched) {
      this.#touch(part, members);
    }
  }
}
