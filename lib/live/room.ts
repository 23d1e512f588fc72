import "server-only";
import * as Y from "yjs";
import type { Actor } from "@/db/client";
import type { PartName } from "@/lib/alerts/shared-text";
import { type Ending, endings } from "./endings";
import type { LiveLimits } from "./limits";
import type { Verdict } from "./shadow-text";
import { Breach, type Shadows } from "./shadows";
import { endingFor, foldKept, keepParts, readKept, storeChanges } from "./stored-text";
import { TypingCheck } from "./typing";

/** Somebody whose changes a room takes. */
export interface Writer {
  readonly actor: Actor;
  readonly membershipId: string;
  readonly mayOnlySuggest: boolean;
}

/** The text that everybody in the room has before them. */
export interface Board extends Y.Doc {
  broadcastStateless(payload: string): void;
}

/** What the room uses of the database; tests put broken ones in its place. */
export interface Storage {
  readKept: typeof readKept;
  storeChanges: typeof storeChanges;
  foldKept: typeof foldKept;
  keepParts: typeof keepParts;
}

export const storage: Storage = { readKept, storeChanges, foldKept, keepParts };

/** Why a change was not taken; thrown by `submit`. */
export class NotTaken {
  readonly code: number;
  readonly reason: string;
  constructor(readonly ending: Ending) {
    this.code = ending.code;
    this.reason = ending.reason;
  }
}

interface Job {
  writer: Writer;
  updates: Uint8Array[];
  done(): void;
  fail(ending: Ending): void;
}

interface Tried {
  job: Job;
  verdict: Extract<Verdict, { is: "fine" }>;
}

/** Most people whose changes are stored in one transaction. */
const together = 64;
/** Keeping sections as text takes one part in so many of the time, also where the database is slow. */
const derivesAtMost = 20;
/** The node that stands for a sealed passage, as an update names it. */
const sealed = "sealed";
/** What we put on the board ourselves; Hocuspocus tells the sockets, and stores nothing of its own. */
const ours = { source: "local", skipStoreHooks: true } as const;

/**
 * One open text on this instance. Changes come in by `submit`, and nobody sees one, its sender's confirmation included,
 * before it is stored: tried in the shadow unless it is plain typing, stored as its sender, then put on the board.
 * Whatever came meanwhile goes through together as the next round.
 */
export class Room {
  /** The number of the last change that is on the board. */
  #seq = 0;
  /** The highest number that anybody spoke of. */
  #heard = 0;
  #mustRead = false;
  #jobs: Job[] = [];
  #chain: Promise<unknown> = Promise.resolve();
  #isRoundDue = false;
  #shadowOf = 0;
  /** What the shadow is told before it is asked again: waking its thread at every key would make everybody wait. */
  #untold: Uint8Array[] = [];
  /** Whose voice each Yjs client is, as far as it is known since the last folding. */
  readonly #voices = new Map<number, string>();
  #sinceFold = 0;
  /** Sections that changed since they were kept as text, with the memberships of those who wrote in them. */
  readonly #touched = new Map<PartName, Set<string>>();
  /** Whoever wrote last, for what is kept in nobody's name in particular. */
  #lastWriter: Actor | undefined;
  #deriving: NodeJS.Timeout | undefined;
  #keeping: Promise<unknown> = Promise.resolve();
  #deriveAfter: number;

  constructor(
    readonly textId: string,
    private readonly board: Board,
    private readonly shadows: Shadows,
    private readonly limits: LiveLimits,
    /** Whoever has the text open here: one of them reads what other instances stored. */
    private readonly readers: () => Iterable<Actor>,
    private readonly kept: Storage = storage,
  ) {
    this.#deriveAfter = limits.derive;
  }

  /** Puts on the board what is kept. Throws what kept the actor from reading it. */
  async load(actor: Actor): Promise<void> {
    do {
      await this.#read(actor);
    } while (this.#heard > this.#seq);
  }

  /** Takes what one person typed. Resolves when it is stored and on the board; throws NotTaken. */
  submit(writer: Writer, updates: Uint8Array[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#jobs.push({
        writer,
        updates,
        done: resolve,
        fail: (ending) => reject(new NotTaken(ending)),
      });
      this.#callRound();
    });
  }

  /** Somebody stored a change with this number, perhaps elsewhere. */
  hear(seq: number): void {
    this.#heard = Math.max(this.#heard, seq);
    // What we are just storing speaks of itself; a round that is under way looks at its end.
    if (this.#heard > this.#seq) {
      this.#callRound();
    }
  }

  /** Somebody said something beside the text: everybody who has it open reads anew what they may. */
  tellOfTalk(): void {
    this.board.broadcastStateless("talk");
  }

  /** For some time nothing was heard: whatever is kept must be looked up. */
  readAgain(): void {
    this.#mustRead = true;
    this.#callRound();
  }

  /** Keeps what is to be kept: the last one has left. */
  async leave(): Promise<void> {
    await this.#serially(() => this.#derive());
    await this.#keeping;
    await this.#serially(() => this.#fold(this.limits.foldLeft));
    await this.#keeping;
    await this.shadows
      .ask({ ask: "close", text: this.textId }, this.limits.load)
      .catch(() => undefined);
    this.#shadowOf = 0;
  }

  #serially<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#chain.then(work);
    this.#chain = done.catch(() => undefined);
    return done;
  }

  #callRound(): void {
    if (!this.#isRoundDue) {
      this.#isRoundDue = true;
      void this.#serially(async () => {
        this.#isRoundDue = false;
        await this.#round();
      });
    }
  }

  async #round(): Promise<void> {
    const jobs = this.#jobs.splice(0, together);
    try {
      await this.#catchUp();
    } catch {
      for (const job of jobs) {
        job.fail(endings.again);
      }
      return;
    }
    const tried: Tried[] = [];
    try {
      for (let left = this.#takeTyping(jobs, tried); left.length > 0; ) {
        left = left.slice(await this.#try(left, tried));
      }
      await this.#store(tried);
    } catch (error) {
      this.#shadowOf = 0;
      const isTooLarge = error instanceof Breach;
      if (!isTooLarge) {
        console.error("A round of changes failed.", error);
      }
      for (const job of jobs) {
        job.fail(isTooLarge ? endings.tooLong : endings.again);
      }
    }
    if (this.#jobs.length > 0 || this.#heard > this.#seq) {
      this.#callRound();
    }
    await this.#fold(this.limits.foldOpen);
  }

  /** Lets plain typing through, up to the first job that is more than that; answers with the jobs that are left. */
  #takeTyping(jobs: readonly Job[], tried: Tried[]): readonly Job[] {
    const check = new TypingCheck(this.board);
    for (const [n, job] of jobs.entries()) {
      if (job.updates.every(isEmpty)) {
        job.done();
        continue;
      }
      const verdict = job.writer.mayOnlySuggest ? null : check.look(job.updates);
      if (!verdict || this.#isImpostor(job.writer, verdict.clients)) {
        return jobs.slice(n);
      }
      tried.push({ job, verdict });
      this.#untold.push(verdict.added);
    }
    return [];
  }

  /** Judges jobs, up to the first that is not fine: what is fine is added to `tried`, the others are answered. */
  async #try(jobs: readonly Job[], tried: Tried[]): Promise<number> {
    const verdicts = await this.#judge(jobs, tried);
    for (const [n, verdict] of verdicts.entries()) {
      const job = jobs[n] as Job;
      if (verdict.is === "nothing") {
        job.done();
      } else if (verdict.is === "fine" && !this.#isImpostor(job.writer, verdict.clients)) {
        tried.push({ job, verdict });
      } else {
        this.#shadowOf = 0;
        job.fail(verdict.is === "loose" ? endings.again : endings.refused);
        return n + 1;
      }
    }
    return verdicts.length;
  }

  #isImpostor({ membershipId }: Writer, clients: readonly number[]): boolean {
    return clients.some((client) => (this.#voices.get(client) ?? membershipId) !== membershipId);
  }

  async #judge(jobs: readonly Job[], tried: Tried[]): Promise<Verdict[]> {
    const [first] = jobs as [Job];
    const { check, secondCheck } = this.limits;
    // Somebody is blamed only when alone, and after a second look: the machine may have been busy with others.
    const looks: [readonly Job[], number][] = [
      [[first], check],
      [[first], secondCheck],
    ];
    if (jobs.length > 1) {
      looks.unshift([jobs, check]);
    }
    for (const [looked, limit] of looks) {
      try {
        return await this.#ask(looked, tried, limit);
      } catch (error) {
        if (!(error instanceof Breach)) {
          throw error;
        }
        this.#shadowOf = 0;
      }
    }
    return [{ is: "refused" }];
  }

  async #ask(jobs: readonly Job[], tried: Tried[], limit: number): Promise<Verdict[]> {
    const changes = jobs.map(({ updates, writer }) => ({
      updates,
      changer: { membershipId: writer.membershipId, suggestsOnly: writer.mayOnlySuggest },
    }));
    for (;;) {
      await this.#openShadow(tried);
      const answer = await this.shadows.ask({ ask: "try", text: this.textId, changes }, limit);
      if (answer.is === "tried") {
        return answer.verdicts;
      }
      this.#shadowOf = 0;
    }
  }

  /** The shadow is the board, and what this round has found to be fine. */
  async #openShadow(tried: readonly Tried[] = []): Promise<void> {
    const { generation } = this.shadows;
    let untold = this.#untold.splice(0);
    if (this.#shadowOf !== generation) {
      const state = Y.encodeStateAsUpdate(this.board);
      await this.shadows.ask({ ask: "open", text: this.textId, state }, this.limits.load);
      untold = tried.map(({ verdict }) => verdict.added);
    }
    if (untold.length > 0) {
      await this.shadows.ask({ ask: "take", text: this.textId, updates: untold }, this.limits.load);
    }
    this.#shadowOf = generation;
  }

  async #store(tried: readonly Tried[]): Promise<void> {
    if (tried.length === 0) {
      return;
    }
    const answers = await this.kept.storeChanges(
      this.textId,
      tried.map(({ job: { writer }, verdict }) => ({
        actor: writer.actor,
        added: verdict.added,
        isSuggestion: writer.mayOnlySuggest,
      })),
    );
    let isComplete = true;
    for (const [n, { job, verdict }] of tried.entries()) {
      const answer = answers[n] as number | Error;
      if (typeof answer !== "number") {
        // The shadow has what the board will never have.
        this.#shadowOf = 0;
        this.#mustRead = true;
        job.fail(endingFor(answer));
        continue;
      }
      this.#put(verdict.added);
      this.#note(job.writer, verdict);
      this.#heard = Math.max(this.#heard, answer);
      // A gap is what another instance stored in between.
      isComplete &&= answer === this.#seq + 1;
      if (isComplete) {
        this.#seq = answer;
      }
      job.done();
    }
  }

  #put(update: Uint8Array): void {
    Y.applyUpdate(this.board, update, ours);
  }

  #note(
    { actor, membershipId }: Writer,
    { clients, parts, written, added: update }: Tried["verdict"],
  ): void {
    const added = Buffer.from(update);
    for (const client of clients) {
      this.#voices.set(client, membershipId);
    }
    for (const part of parts) {
      this.#touch(part, written.includes(part) ? [membershipId] : []);
    }
    this.#sinceFold += 1;
    this.#lastWriter = actor;
    if (added.includes(sealed)) {
      // What was sealed stands in the kept words until they are derived anew, and whoever comes next reads those.
      clearTimeout(this.#deriving);
      this.#deriving = undefined;
    }
    this.#deriving ??= setTimeout(
      () => {
        void this.#serially(() => this.#derive());
      },
      added.includes(sealed) ? 0 : this.#deriveAfter,
    );
  }

  #touch(part: PartName, members: Iterable<string>): void {
    const known = this.#touched.get(part) ?? new Set();
    for (const member of members) {
      known.add(member);
    }
    this.#touched.set(part, known);
  }

  async #catchUp(): Promise<void> {
    if (this.#heard <= this.#seq && !this.#mustRead) {
      return;
    }
    for (const actor of new Set(this.readers())) {
      try {
        await this.#read(actor);
        return;
      } catch {
        // Perhaps this one has just lost the right, and the next has it.
      }
    }
    throw new Error("Nobody here could read what is kept.");
  }

  async #read(actor: Actor): Promise<void> {
    const { folded, updates } = await this.kept.readKept(actor, this.textId, this.#seq);
    const bodies = [...(folded ? [folded] : []), ...updates];
    for (const { body } of bodies) {
      this.#put(body);
      this.#untold.push(body);
    }
    for (const { body, membershipId } of updates) {
      for (const client of Y.parseUpdateMeta(body).from.keys()) {
        this.#voices.set(client, membershipId);
      }
    }
    this.#sinceFold += updates.length;
    this.#seq = Math.max(this.#seq, bodies.at(-1)?.seq ?? 0);
    this.#heard = Math.max(this.#heard, this.#seq);
    this.#mustRead = false;
  }

  /** Keeps the sections that were touched as text. What is asked for is read at once, and kept beside the rounds. */
  async #derive(): Promise<void> {
    clearTimeout(this.#deriving);
    this.#deriving = undefined;
    const names = [...this.#touched.keys()];
    const writer = this.#lastWriter;
    if (names.length === 0 || !writer) {
      return;
    }
    try {
      await this.#openShadow();
      const answer = await this.shadows.ask(
        { ask: "parts", text: this.textId, names },
        this.limits.load,
      );
      if (answer.is !== "parts") {
        throw new Error("The shadow is gone.");
      }
      const touched = new Map(this.#touched);
      this.#touched.clear();
      const seq = this.#seq;
      this.#keeping = this.#keep(writer, seq, answer.parts, touched);
    } catch {
      this.#shadowOf = 0;
      this.#deriving = setTimeout(() => {
        void this.#serially(() => this.#derive());
      }, this.limits.derive);
    }
  }

  async #keep(
    writer: Actor,
    seq: number,
    parts: string,
    touched: ReadonlyMap<PartName, ReadonlySet<string>>,
  ): Promise<void> {
    const begun = performance.now();
    const authors = [...touched].flatMap(([part, members]) =>
      [...members].map((member) => [part, member] as const),
    );
    for (const actor of new Set([writer, ...this.readers()])) {
      try {
        const mustFold = await this.kept.keepParts(actor, this.textId, seq, parts, authors);
        this.#deriveAfter = Math.max(
          this.limits.derive,
          (performance.now() - begun) * derivesAtMost,
        );
        this.board.broadcastStateless("derived");
        if (mustFold) {
          void this.#serially(() => this.#fold(-1));
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

  async #fold(most: number): Promise<void> {
    const writer = this.#lastWriter;
    if (this.#sinceFold <= most || !writer || this.#heard > this.#seq || this.#mustRead) {
      return;
    }
    try {
      await this.#openShadow();
      const seq = this.#seq;
      const answer = await this.shadows.ask({ ask: "fold", text: this.textId }, this.limits.load);
      if (answer.is === "folded") {
        this.#sinceFold = 0;
        // Beside the rounds; if it fails it is folded another time, since nothing depends on it.
        this.#keeping = this.kept
          .foldKept(writer, this.textId, seq, answer.state)
          .catch(() => undefined);
      }
    } catch {
      this.#shadowOf = 0;
    }
  }
}

/** Nothing new: what a browser answers that comes back with all that we have. */
const isEmpty = (update: Uint8Array) => update.length === 2 && update[0] === 0 && update[1] === 0;
