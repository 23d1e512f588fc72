import type { ReservedSql, Row, RowList } from "postgres";
import { ConnectionLost } from "./errors";

export type Rows = RowList<Row[]>;

/** The message of a loss nobody asked for. */
export const connectionEnded = "The connection to the database ended.";

/** What a lease needs to know of the connection it has for itself. */
export interface LeasedConnection {
  readonly session: ReservedSql;
  /** Whether statements may be prepared by name (not behind a pooler that changes backends). */
  readonly prepare: boolean;
  /** Told of each statement text, to bound how many the backend keeps prepared. */
  noteStatement(text: string): void;
  /** Ends the connection for good. */
  end(why: string): void;
}

/** How a transaction opens: all of it is sent in one go, before the work may say anything. */
export interface Opening {
  /** `begin`, with the role to take; no values of a request. */
  begin: string;
  /** The statement that says who this is. */
  identity?: { text: string; values: string[] };
  /** Sent after the identity, e.g. `set transaction read only`. */
  afterwards?: string;
}

/** A statement that nothing has to be known for. */
export interface PlainStatement {
  text: string;
  values: unknown[];
}

/** The part of a postgres.js client that Drizzle uses inside a transaction. */
export interface TransactionHandle {
  unsafe(text: string, values?: unknown[]): Statement;
  savepoint<T>(work: (handle: TransactionHandle) => Promise<T>): Promise<T>;
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/** Is this the server or the driver saying that the connection itself is over? */
function endsConnection(error: unknown): boolean {
  const code = property(error, "code");
  return (
    property(error, "severity") === "FATAL" ||
    property(error, "severity") === "PANIC" ||
    (typeof code === "string" && (code.startsWith("CONNECTION_") || code === "ECONNRESET"))
  );
}

/**
 * A value as the driver can send it. Drizzle switches off the driver's own way with dates and JSON,
 * and a value that fails only while it is being written would confuse the order of the answers.
 */
function toWire(value: unknown): unknown {
  if (value === undefined) {
    throw new TypeError("A statement was given `undefined`: say null where nothing is meant.");
  }
  if (value instanceof Date) {
    return value.toISOString();
  }
  const isData = Array.isArray(value) || ArrayBuffer.isView(value);
  return typeof value === "object" && value !== null && !isData ? JSON.stringify(value) : value;
}

/** Runs when awaited, as rows; or by `values()`, as arrays. The way Drizzle expects it. */
class Statement implements PromiseLike<Rows> {
  constructor(private readonly run: (asValues: boolean) => Promise<Rows>) {}

  values(): Promise<Rows> {
    return this.run(true);
  }

  // biome-ignore lint/suspicious/noThenProperty: Drizzle awaits what `unsafe` gives it, or calls `values()` on it; nothing may be sent before it has chosen.
  then<A = Rows, B = never>(
    onRows?: ((rows: Rows) => A | PromiseLike<A>) | null,
    onError?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.run(false).then(onRows, onError);
  }
}

/**
 * One transaction on a connection that nobody else uses meanwhile.
 *
 * A lease is bound to one backend for good. When that backend goes, everything still outstanding and
 * everything said later fails with ConnectionLost: nothing is repeated on another connection, where
 * it would run as somebody else. When the work has settled, nothing can be said any more either.
 */
export class Lease {
  /** True when the backend is certainly outside any transaction, so the connection may be used again. */
  clean = false;

  #phase: "opening" | "open" | "committing" | "undoing" | "over" = "opening";
  #lost: ConnectionLost | undefined;
  #savepoints = 0;
  /** The statement error that aborted the transaction, in case the work swallowed it. */
  #abortedBy: unknown;
  readonly #outstanding = new Set<(error: ConnectionLost) => void>();

  constructor(private readonly connection: LeasedConnection) {}

  /** Whether its work may still talk to the database. */
  get isOpen(): boolean {
    return this.#phase !== "over" && this.#lost === undefined;
  }

  /** Called once the connection is gone. */
  lose(why: string, cause?: unknown): void {
    if (this.#lost || this.#phase === "over") {
      return;
    }
    const outcome = this.#phase === "committing" ? "unknown" : "undone";
    this.#lost = new ConnectionLost(why, outcome, { cause });
    for (const reject of this.#outstanding) {
      reject(this.#lost);
    }
    this.#outstanding.clear();
  }

  /**
   * Opens the transaction, runs the work, and commits when it resolves or rolls back when it throws.
   * Refuses to commit a transaction that a swallowed error had aborted: it throws that error.
   */
  async run<T>(opening: Opening, work: (handle: TransactionHandle) => PromiseLike<T>): Promise<T> {
    try {
      await this.#open(opening);
      this.#phase = "open";
      const result = await work(this.#handle());
      this.#phase = "committing";
      const { command } = await this.#control("commit");
      this.clean = true;
      if (command !== "COMMIT") {
        // The server answers COMMIT of an aborted transaction with a friendly ROLLBACK.
        throw this.#abortedBy ?? new Error("The transaction was undone instead of committed.");
      }
      return result;
    } catch (error) {
      const lost = this.#lost;
      await this.#undo();
      if (lost && error !== lost) {
        lost.cause ??= error;
      }
      throw lost ?? error;
    } finally {
      this.#phase = "over";
    }
  }

  /**
   * Sends a whole transaction at once and answers with the rows of each statement. When one fails, those after it fail
   * too and the commit is answered by a rollback, so that nothing was done.
   */
  async inOneGo(begin: string, statements: readonly PlainStatement[]): Promise<Rows[]> {
    this.#phase = "committing";
    try {
      const sent = [
        this.#control(begin),
        ...statements.map(({ text, values }) => this.#send(text, values)),
        this.#control("commit"),
      ];
      const answers = await Promise.allSettled(sent);
      const end = answers.at(-1);
      this.clean = end?.status === "fulfilled";
      const failed = answers.find((answer) => answer.status === "rejected");
      if (this.#lost || failed) {
        throw this.#lost ?? failed?.reason;
      }
      const rows = answers.map((answer) => (answer as PromiseFulfilledResult<Rows>).value);
      if (rows.at(-1)?.command !== "COMMIT") {
        throw new Error("The transaction was undone instead of committed.");
      }
      return rows.slice(1, -1);
    } finally {
      this.#phase = "over";
    }
  }

  async #open({ begin, identity, afterwards }: Opening): Promise<void> {
    // Sent together: one round trip. Each fails by itself if the one before it failed.
    await Promise.all([
      this.#control(begin),
      identity && this.#send(identity.text, identity.values),
      afterwards && this.#control(afterwards),
    ]);
  }

  async #undo(): Promise<void> {
    // A failed commit is left to the end of the connection: its state is not known for certain.
    if (this.#lost || this.clean || this.#phase === "committing") {
      return;
    }
    this.#phase = "undoing";
    try {
      await this.#control("rollback");
      this.clean = true;
    } catch {
      // Not clean: the connection is destroyed, which undoes the transaction as surely.
    }
  }

  #handle(): TransactionHandle {
    const handle: TransactionHandle = {
      unsafe: (text, values = []) =>
        new Statement(async (asValues) => {
          this.#refuseUnlessOpen();
          return this.#send(text, values, asValues);
        }),
      savepoint: (work) => this.#savepoint(handle, work),
    };
    return handle;
  }

  async #savepoint<T>(
    handle: TransactionHandle,
    work: (handle: TransactionHandle) => Promise<T>,
  ): Promise<T> {
    const name = `s${++this.#savepoints}`;
    this.#refuseUnlessOpen();
    await this.#control(`savepoint ${name}`);
    try {
      const result = await work(handle);
      this.#refuseUnlessOpen();
      await this.#control(`release savepoint ${name}`);
      return result;
    } catch (error) {
      this.#refuseUnlessOpen(error);
      const abortedBy = this.#abortedBy;
      await this.#control(`rollback to savepoint ${name}`);
      this.#abortedBy = undefined;
      // 25P02 only says that an earlier statement failed; that one is what the caller wants to know.
      throw property(error, "code") === "25P02" ? (abortedBy ?? error) : error;
    }
  }

  #refuseUnlessOpen(cause?: unknown): void {
    if (this.#lost) {
      throw this.#lost;
    }
    if (this.#phase !== "open") {
      throw new Error("This transaction is over: a statement came after its work had settled.", {
        cause,
      });
    }
  }

  #control(text: string): Promise<Rows> {
    return this.#track(() => this.connection.session.unsafe(text, [], { simple: true } as object));
  }

  #send(text: string, values: unknown[], asValues = false): Promise<Rows> {
    const { session, prepare } = this.connection;
    this.connection.noteStatement(text);
    return this.#track(() => {
      // Never the simple protocol, also without values: one text is one statement.
      const options = { prepare, simple: false } as object;
      const query = session.unsafe(text, values.map(toWire) as never[], options);
      return (asValues ? query.values() : query) as unknown as PromiseLike<Rows>;
    });
  }

  /** The statement's own answer, or the loss of the connection, whichever comes first. */
  #track(start: () => PromiseLike<Rows>): Promise<Rows> {
    return new Promise((resolve, reject) => {
      if (this.#lost) {
        reject(this.#lost);
        return;
      }
      const answer = start();
      this.#outstanding.add(reject);
      answer.then(
        (rows) => {
          this.#outstanding.delete(reject);
          resolve(rows);
        },
        (error: unknown) => {
          this.#outstanding.delete(reject);
          if (endsConnection(error)) {
            this.lose(connectionEnded, error);
            this.connection.end(connectionEnded);
          } else {
            this.#abortedBy ??= error;
          }
          reject(this.#lost ?? error);
        },
      );
    });
  }
}
