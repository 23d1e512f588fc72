import { AsyncLocalStorage } from "node:async_hooks";
import type { ReservedSql, Sql } from "postgres";
import { openDriver } from "./driver";
import { DatabaseBusy, DatabaseUnavailable } from "./errors";
import {
  connectionEnded,
  Lease,
  type LeasedConnection,
  type Opening,
  type PlainStatement,
  type Rows,
  type TransactionHandle,
} from "./lease";

/** What runs inside a transaction: it speaks through the handle, with the driver's options beside. */
export type Work<T> = (
  handle: TransactionHandle,
  driver: { options: Sql["options"] },
) => PromiseLike<T>;

/** How many transactions may run at once, and for how long anything may take. Times in milliseconds. */
export interface LeaseSettings {
  /** Read when a connection is opened, never before. */
  url(): string;
  /** Number of leases: transactions that may run at the same time. */
  leases: number;
  /** Longest wait for a free lease before DatabaseBusy. */
  wait: number;
  /** Longest life of one transaction before its connection is destroyed. */
  limit: number;
  /** False behind a pooler that gives each transaction another backend. */
  prepare: boolean;
}

/** What the readiness page may show: numbers only. */
export interface LeaseHealth {
  leases: number;
  busy: number;
  idle: number;
  waiting: number;
  /** Connections that ended unasked since the start. */
  lost: number;
}

const connectSeconds = 5;
const longestLife = 30 * 60_000;
/** Each named statement stays in the backend's memory for as long as the connection lives. */
const mostStatements = 2_000;

/**
 * One backend and its driver. The driver would quietly connect again after a loss; holding its only
 * connection reserved, and never using a client again once it closed, is what prevents that.
 */
class Client implements LeasedConnection {
  /** The transaction that has this client for itself now. */
  lease: Lease | undefined;
  /** Called once, when the connection has ended for whatever reason. */
  onEnd: ((why: string) => void) | undefined;
  readonly options: Sql["options"];
  #ended = false;
  readonly #born = performance.now();
  readonly #life = longestLife * (0.8 + Math.random() * 0.4);
  readonly #statements = new Set<string>();

  private constructor(
    private readonly sql: Sql,
    readonly session: ReservedSql,
    readonly prepare: boolean,
  ) {
    this.options = sql.options;
  }

  static async open(settings: LeaseSettings): Promise<Client> {
    let client: Client | undefined;
    let closed = false;
    const sql = openDriver(settings.url(), {
      max: 1,
      prepare: settings.prepare,
      connect_timeout: connectSeconds,
      idle_timeout: undefined,
      max_lifetime: null,
      connection: { application_name: "plenary" },
      onnotice: () => undefined,
      onclose: () => {
        closed = true;
        client?.end(connectionEnded);
      },
    });
    try {
      const session = await sql.reserve();
      if (closed) {
        throw new Error("The connection ended while it was opened.");
      }
      client = new Client(sql, session, settings.prepare);
      return client;
    } catch (cause) {
      void sql.end({ timeout: 0 }).catch(() => undefined);
      throw new DatabaseUnavailable("The database cannot be reached.", { cause });
    }
  }

  /** Whether another transaction may have it. */
  get isFit(): boolean {
    const isWornOut =
      performance.now() - this.#born > this.#life || this.#statements.size > mostStatements;
    return !this.#ended && !isWornOut;
  }

  noteStatement(text: string): void {
    this.#statements.add(text);
  }

  end(why: string): void {
    if (this.#ended) {
      return;
    }
    this.#ended = true;
    this.lease?.lose(why);
    void this.sql.end({ timeout: 0 }).catch(() => undefined);
    this.onEnd?.(why);
  }
}

/**
 * A fixed number of leases. Each transaction has one client for itself until its work has settled;
 * who finds none waits in the order of arrival. A client whose connection ended is destroyed and its
 * place is free at once: the work that lost it can only fail, so it cannot hold up anybody.
 */
export class LeasePool {
  #busy = 0;
  #lost = 0;
  #closing = false;
  #onDrained: (() => void) | undefined;
  readonly #idle: Client[] = [];
  readonly #clients = new Set<Client>();
  /** In the order of arrival. */
  readonly #waiting = new Set<{ go(): void; fail(error: Error): void }>();
  readonly #within = new AsyncLocalStorage<Lease>();

  constructor(private readonly settings: LeaseSettings) {}

  /** How the leases are doing now. */
  health(): LeaseHealth {
    return {
      leases: this.settings.leases,
      busy: this.#busy,
      idle: this.#idle.length,
      waiting: this.#waiting.size,
      lost: this.#lost,
    };
  }

  /**
   * Runs `work` in a transaction of its own. Throws DatabaseBusy when no lease came free in time,
   * DatabaseUnavailable when the database cannot be reached, ConnectionLost when it went away. Refuses
   * a transaction begun inside another one: it would need a second lease while it holds one.
   */
  transaction<T>(opening: Opening, work: Work<T>): Promise<T> {
    return this.#onLease((lease, client) => lease.run(opening, (handle) => work(handle, client)));
  }

  /**
   * Sends a whole transaction in one round trip: its beginning, statements that need no answer of one another, and its
   * commit. Throws as `transaction` does; after a loss the outcome is unknown.
   */
  inOneGo(begin: string, statements: readonly PlainStatement[]): Promise<Rows[]> {
    return this.#onLease((lease) => lease.inOneGo(begin, statements));
  }

  async #onLease<T>(use: (lease: Lease, client: Client) => Promise<T>): Promise<T> {
    if (this.#within.getStore()?.isOpen) {
      throw new Error("A transaction is open here already: hand its tx on, or let it end first.");
    }
    await this.#takePlace();
    let holdsPlace = true;
    const leavePlace = () => {
      if (holdsPlace) {
        holdsPlace = false;
        this.#leavePlace();
      }
    };
    try {
      const client = this.#idle.pop() ?? (await this.#open());
      return await this.#runOn(client, use, leavePlace);
    } finally {
      leavePlace();
    }
  }

  /** Refuses new work, waits up to `grace` milliseconds for what runs, then ends every connection. */
  async close(grace = 5_000): Promise<void> {
    this.#closing = true;
    for (const waiter of this.#waiting) {
      waiter.fail(shuttingDown());
    }
    this.#waiting.clear();
    if (this.#busy > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, grace);
        this.#onDrained = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    for (const client of this.#clients) {
      client.end("The server is shutting down.");
    }
  }

  async #open(): Promise<Client> {
    const client = await Client.open(this.settings);
    this.#clients.add(client);
    client.onEnd = (why) => this.#forget(client, why);
    return client;
  }

  async #runOn<T>(
    client: Client,
    use: (lease: Lease, client: Client) => Promise<T>,
    leavePlace: () => void,
  ): Promise<T> {
    const lease = new Lease(client);
    client.lease = lease;
    client.onEnd = (why) => {
      this.#forget(client, why);
      leavePlace();
    };
    const limit = setTimeout(
      () => client.end("The transaction took too long."),
      this.settings.limit,
    );
    try {
      return await this.#within.run(lease, () => use(lease, client));
    } finally {
      clearTimeout(limit);
      client.lease = undefined;
      client.onEnd = (why) => this.#forget(client, why);
      if (lease.clean && client.isFit && !this.#closing) {
        this.#idle.push(client);
      } else {
        client.end("Not used again.");
      }
    }
  }

  #forget(client: Client, why: string): void {
    this.#clients.delete(client);
    if (why === connectionEnded) {
      this.#lost++;
    }
    const position = this.#idle.indexOf(client);
    if (position >= 0) {
      this.#idle.splice(position, 1);
    }
  }

  async #takePlace(): Promise<void> {
    if (this.#closing) {
      throw shuttingDown();
    }
    if (this.#busy < this.settings.leases) {
      this.#busy++;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(waiter);
        reject(new DatabaseBusy("Too many people at once: no connection came free in time."));
      }, this.settings.wait);
      const waiter = {
        go: () => {
          clearTimeout(timer);
          resolve();
        },
        fail: (error: Error) => {
          clearTimeout(timer);
          reject(error);
        },
      };
      this.#waiting.add(waiter);
    });
  }

  #leavePlace(): void {
    const [next] = this.#waiting;
    if (next) {
      // The place passes straight on, so that nobody who comes later can slip in between.
      this.#waiting.delete(next);
      next.go();
      return;
    }
    this.#busy--;
    if (this.#busy === 0) {
      this.#onDrained?.();
    }
  }
}

function shuttingDown(): DatabaseUnavailable {
  return new DatabaseUnavailable("The server is shutting down.");
}

function settingsFromEnvironment(): LeaseSettings {
  const leases = Number(process.env.PLENARY_DB_LEASES || 10);
  if (!Number.isInteger(leases) || leases < 1 || leases > 500) {
    throw new Error("PLENARY_DB_LEASES must be a whole number between 1 and 500.");
  }
  return {
    url: () => {
      const url = process.env.PLENARY_APP_DATABASE_URL;
      if (!url) {
        throw new Error("PLENARY_APP_DATABASE_URL is not set: the launcher sets it.");
      }
      return url;
    },
    leases,
    wait: 5_000,
    limit: 60_000,
    prepare: process.env.PLENARY_DB_POOLER !== "transaction",
  };
}

// Next bundles its own copy of this module beside the one of our server: both must share the leases.
const place = Symbol.for("plenary.leases");
const shared = globalThis as { [place]?: LeasePool };

/** The leases of this process, made when first asked for. */
export function leases(): LeasePool {
  shared[place] ??= new LeasePool(settingsFromEnvironment());
  return shared[place];
}

/** Ends the leases of this process; whoever asks afterwards gets new ones. */
export async function closeLeases(grace?: number): Promise<void> {
  const pool = shared[place];
  delete shared[place];
  await pool?.close(grace);
}
