import "server-only";
import * as Y from "yjs";
import type { Actor } from "@/db/client";
import { type Ending, endings } from "./endings";
import type { LiveLimits } from "./limits";
import { ReadableText } from "./readable-text";
import type { ReadyPart, Verdict } from "./shadow-text";
import { Breach, type Shadows } from "./shadows";
import { type Seat, ShownAhead } from "./shown-ahead";
import { endingFor, foldKept, keepParts, readKept, storeChanges } from "./stored-text";
import { TypingCheck } from "./typing";
import { Voices } from "./voices";

/** Somebody whose changes a room takes. */
export interface Writer extends Seat {
  readonly actor: Actor;
  readonly mayOnlySuggest: boolean;
}

/** What one person typed, to be stored as one change. */
export interface Handed {
  updates: readonly Uint8Array[];
  /** Who has been shown all of it. */
  seen: ReadonlySet<Seat>;
  /** Whether anybody has been shown any of it. */
  isShown: boolean;
  /** Words of others that were left out of it since they are not stored: how far, by Yjs client. */
  others: ReadonlyMap<number, number>;
}

/** The text that everybody in the room has before them, as far as it is stored. */
export interface Board extends Y.Doc {
  broadcastStateless(payload: string): void;
  /** Sends what has changed and was not sent yet. */
  flush(): unknown;
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

interface Job extends Pick<Handed, "updates" | "seen"> {
  writer: Writer;
  /** Until when it may wait for what it builds on, in the time of `performance`. */
  latest: number;
  done(): void;
  fail(ending: Ending): void;
}

interface Tried {
  job: Job;
  verdict: Extract<Verdict, { is: "fine" }>;
  /** Whether it builds on another of the same round. */
  isDependent: boolean;
}

/** Most people whose changes are stored in one transaction. */
const together = 64;
/** Until what waits for others' words is looked at again, in milliseconds. */
const soon = 20;
/** What we put on the board ourselves; Hocuspocus tells the sockets, and stores nothing of its own. */
const ours = { source: "local", skipStoreHooks: true } as const;

/**
 * One open text on this instance. Changes come in by `submit`: tried in the shadow unless it is plain typing, stored as
 * its sender, then put on the board and confirmed. Whatever came meanwhile goes through together as the next round. Of
 * plain typing the others see the letters at once (`show`); nothing else is seen before it is stored.
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
  readonly #voices: Voices;
  readonly #readable: ReadableText;
  readonly #ahead: ShownAhead;
  #lookingAtOwed: NodeJS.Timeout | undefined;

  constructor(
    readonly textId: string,
    private readonly board: Board,
    private readonly shadows: Shadows,
    private readonly limits: LiveLimits,
    /** Whoever has the text open here: one of them reads what other instances stored. */
    private readonly seats: () => Iterable<Seat & { actor: Actor }>,
    private readonly kept: Storage = storage,
  ) {
    this.#ahead = new ShownAhead(textId, board, seats);
    this.#voices = new Voices(board, seats);
    this.#readable = new ReadableText(
      {
        textId,
        seq: () => this.#seq,
        isBehind: () => this.#heard > this.#seq || this.#mustRead,
        readers: () => this.#readers(),
        serially: (work) => this.#serially(work),
        askShadow: async (question) => {
          await this.#openShadow();
          return shadows.ask(question, limits.load);
        },
        loseShadow: () => {
          this.#shadowOf = 0;
        },
        tellDerived: () => board.broadcastStateless("derived"),
      },
      limits,
      kept,
    );
  }

  /** Puts on the board what is kept. Throws what kept the actor from reading it. */
  async load(actor: Actor): Promise<void> {
    do {
      await this.#read(actor);
    } while (this.#heard > this.#seq);
  }

  /** Shows the others what somebody is typing, if that is all it is; answers with who has been shown it. */
  show(writer: Writer, update: Uint8Array): ReadonlySet<Seat> | null {
    const seen = this.#ahead.show(writer, update, (client) =>
      this.#voices.isTheirs(writer, client),
    );
    if (seen) {
      this.#lookAtOwed();
    }
    return seen;
  }

  /**
   * Takes what one person typed. What builds on words of others that are not stored waits for them. Resolves when it is
   * stored and on the board; throws NotTaken.
   */
  async submit(writer: Writer, handed: Handed): Promise<void> {
    if (handed.others.size > 0) {
      await this.#submitInSteps(writer, handed);
    }
    await this.#queue(writer, handed);
  }

  /**
   * Stores of what builds on others' words whatever does not, and again what can be since those are stored: two who wrote
   * after each other's letters would otherwise wait for each other. Returns when nothing is missing, or when it is too late.
   */
  async #submitInSteps(writer: Writer, handed: Handed): Promise<void> {
    const latest = performance.now() + this.limits.owed;
    while (!writer.isEnded && performance.now() < latest) {
      const reached = this.#voices.reached(handed.others.keys());
      const { isWhole, part } = await this.#readyPart(handed.updates);
      if (isWhole) {
        return;
      }
      if (part) {
        await this.#queue(writer, { ...handed, updates: [part] });
      }
      await this.#voices.whenFurther(reached, latest);
    }
  }

  /** What the shadow finds of updates to build on nothing that is missing; what breaks it is left to those who judge it. */
  #readyPart(updates: readonly Uint8Array[]): Promise<ReadyPart> {
    return this.#serially(async () => {
      try {
        for (;;) {
          await this.#openShadow();
          const answer = await this.shadows.ask(
            { ask: "ready", text: this.textId, updates },
            this.limits.check,
          );
          if (answer.is === "part") {
            return answer;
          }
          this.#shadowOf = 0;
        }
      } catch (error) {
        this.#shadowOf = 0;
        if (!(error instanceof Breach)) {
          throw error;
        }
        return { isWhole: false, part: null };
      }
    });
  }

  #queue(writer: Writer, { updates, seen, isShown }: Handed): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#jobs.push({
        writer,
        updates,
        seen,
        latest: performance.now() + this.limits.owed,
        done: resolve,
        fail: (ending) => {
          // Otherwise it will come again.
          if (isShown && ending !== endings.again) {
            this.#ahead.callBackFrom(writer);
          }
          reject(new NotTaken(ending));
        },
      });
      this.#callRound();
    });
  }

  /** What of an update somebody can have stored as theirs, and how far the words of others in it go (`Voices`). */
  ownPartOf(seat: Seat, update: Uint8Array) {
    return this.#voices.ownPartOf(seat, update);
  }

  /** Looks after a while whether somebody who comes back has words of others that nobody has stored; they read anew. */
  compare(seat: Seat, stateVector: Uint8Array): void {
    let theirs: Map<number, number>;
    try {
      theirs = Y.decodeStateVector(stateVector);
    } catch {
      return;
    }
    const missing = this.#voices.unstored(theirs);
    if (missing.size === 0) {
      return;
    }
    setTimeout(() => {
      void this.#whenRead(() => {
        if (this.#voices.othersOf(seat, this.#voices.unstored(missing)).size > 0) {
          seat.end(endings.calledBack);
        }
      });
    }, this.limits.owed).unref();
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
    clearTimeout(this.#lookingAtOwed);
    await this.#readable.keepAll();
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

  /** Does something once it is known what the database has; not at all while that can't be read. */
  #whenRead(then: () => void): Promise<void> {
    return this.#serially(async () => {
      this.#mustRead = true;
      await this.#catchUp();
      then();
    }).catch(() => undefined);
  }

  /** Sees to it that what others were shown is called back if it is not stored in time. */
  #lookAtOwed(): void {
    this.#lookingAtOwed ??= setTimeout(async () => {
      const { owed } = this.limits;
      if (this.#ahead.overdue(owed).length > 0) {
        await this.#whenRead(() => this.#ahead.callBack(this.#ahead.overdue(owed)));
      }
      this.#lookingAtOwed = undefined;
      if (this.#ahead.isOwed) {
        this.#lookAtOwed();
      }
    }, this.limits.owed);
    this.#lookingAtOwed.unref();
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
    const early: Job[] = [];
    try {
      for (let left = this.#takeTyping(jobs, tried, early); left.length > 0; ) {
        left = left.slice(await this.#try(left, tried));
      }
      await this.#store(tried);
    } catch (error) {
      this.#shadowOf = 0;
      early.length = 0;
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
    } else if (early.length > 0) {
      setTimeout(() => this.#callRound(), tried.length > 0 ? 0 : soon);
    }
    this.#jobs.unshift(...early);
    await this.#readable.fold(this.limits.foldOpen);
  }

  /**
   * Lets plain typing through, up to the first job that is more than that; answers with the jobs that are left. What
   * builds on letters that its writer was shown, and which are still on their way, comes too early, unless they are in
   * this round.
   */
  #takeTyping(jobs: readonly Job[], tried: Tried[], early: Job[]): readonly Job[] {
    const check = new TypingCheck(this.board);
    const left: Job[] = [];
    const take = (job: Job, isDependent: boolean): boolean => {
      const verdict = job.writer.mayOnlySuggest ? null : check.look(job.updates);
      if (!verdict || this.#voices.isImpostor(job.writer.membershipId, verdict.clients)) {
        return false;
      }
      tried.push({ job, verdict, isDependent });
      this.#untold.push(verdict.added);
      return true;
    };
    for (const job of jobs) {
      if (job.updates.every(isEmpty)) {
        job.done();
      } else if (left.length > 0 || !take(job, false)) {
        (this.#mayComeLater(job) ? early : left).push(job);
      }
    }
    for (let before = -1; before !== early.length; ) {
      before = early.length;
      early.splice(0, before, ...early.filter((job) => !take(job, true)));
    }
    return left;
  }

  #mayComeLater({ writer, updates, latest }: Job): boolean {
    return !writer.isEnded && performance.now() < latest && this.#ahead.isNeededBy(updates);
  }

  /** Judges jobs, up to the first that is not fine: what is fine is added to `tried`, the others are answered. */
  async #try(jobs: readonly Job[], tried: Tried[]): Promise<number> {
    const verdicts = await this.#judge(jobs, tried);
    for (const [n, verdict] of verdicts.entries()) {
      const job = jobs[n] as Job;
      if (verdict.is === "nothing") {
        job.done();
      } else if (
        verdict.is === "fine" &&
        !this.#voices.isImpostor(job.writer.membershipId, verdict.clients)
      ) {
        tried.push({ job, verdict, isDependent: false });
      } else {
        this.#shadowOf = 0;
        job.fail(verdict.is === "loose" ? endings.again : endings.refused);
        return n + 1;
      }
    }
    return verdicts.length;
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
      tried.map(({ job: { writer }, verdict, isDependent }) => ({
        actor: writer.actor,
        added: verdict.added,
        isSuggestion: writer.mayOnlySuggest,
        isDependent,
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
      this.#put(verdict.added, job.seen);
      this.#voices.note(verdict.clients, job.writer.membershipId);
      this.#readable.note(job.writer, verdict);
      this.#heard = Math.max(this.#heard, answer);
      // A gap is what another instance stored in between.
      isComplete &&= answer === this.#seq + 1;
      if (isComplete) {
        this.#seq = answer;
      }
      job.done();
    }
  }

  /** Puts it on the board, which sends it to everybody but those who have seen it. */
  #put(update: Uint8Array, seen: ReadonlySet<Seat> = new Set()): void {
    if (seen.size === 0) {
      Y.applyUpdate(this.board, update, ours);
      return;
    }
    this.board.flush();
    for (const seat of seen) {
      seat.isSpared = true;
    }
    try {
      Y.applyUpdate(this.board, update, ours);
      this.board.flush();
    } finally {
      for (const seat of seen) {
        seat.isSpared = false;
      }
    }
  }

  async #catchUp(): Promise<void> {
    if (this.#heard <= this.#seq && !this.#mustRead) {
      return;
    }
    for (const actor of this.#readers()) {
      try {
        await this.#read(actor);
        return;
      } catch {
        // Perhaps this one has just lost the right, and the next has it.
      }
    }
    throw new Error("Nobody here could read what is kept.");
  }

  #readers(): Set<Actor> {
    return new Set([...this.seats()].map(({ actor }) => actor));
  }

  async #read(actor: Actor): Promise<void> {
    const { folded, updates } = await this.kept.readKept(actor, this.textId, this.#seq);
    const bodies = [...(folded ? [folded] : []), ...updates];
    for (const { body } of bodies) {
      this.#put(body);
      this.#untold.push(body);
    }
    for (const { body, membershipId } of updates) {
      this.#voices.note(Y.parseUpdateMeta(body).from.keys(), membershipId);
    }
    this.#readable.noteRead(updates.length);
    this.#seq = Math.max(this.#seq, bodies.at(-1)?.seq ?? 0);
    this.#heard = Math.max(this.#heard, this.#seq);
    this.#mustRead = false;
  }
}

/** Nothing new: what a browser answers that comes back with all that we have. */
const isEmpty = (update: Uint8Array) => update.length === 2 && update[0] === 0 && update[1] === 0;
