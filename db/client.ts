import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { Sql } from "postgres";
import { leases } from "./connection";
import { withoutValues } from "./error-values";
import { SignedOut } from "./errors";
import type { Opening, TransactionHandle } from "./lease";
import * as schema from "./schema/index";

type Database = PostgresJsDatabase<typeof schema>;

/** A transaction. `tx.transaction` inside it is a savepoint. It ends when the work has settled. */
export type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** Who asks. Everything else about them is derived from the secret by the database. */
export interface Actor {
  readonly secret: string;
  /** The secret is the lease of a runner, who works as whoever asked for the work. */
  readonly isJob?: boolean;
}

interface TransactionOptions {
  /** Refuses every write once the identity is set. */
  readOnly?: boolean;
}

const invalidAuthorisation = "28000";

/** Raised by app.begin_session for a session it does not know, or no longer. */
function isSignedOut(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === invalidAuthorisation;
}

/**
 * Drizzle on one driver. Building it walks the whole schema, so it is kept per driver; `begin` is the
 * one method Drizzle calls on the driver itself, and hands it the transaction that is open already.
 */
interface Bridge {
  database: Database;
  handle: TransactionHandle | undefined;
}

const bridges = new WeakMap<object, Bridge>();

function bridgeTo(driver: { options: Sql["options"] }): Bridge {
  let bridge = bridges.get(driver);
  if (!bridge) {
    const client = {
      options: driver.options,
      begin: (work: (handle: TransactionHandle) => Promise<unknown>) => {
        const handle = made.handle;
        made.handle = undefined;
        if (!handle) {
          throw new Error("Only a leased transaction may be used.");
        }
        return work(handle);
      },
    };
    const made: Bridge = {
      database: drizzle(client as unknown as Sql, { schema, casing: "snake_case" }),
      handle: undefined,
    };
    bridge = made;
    bridges.set(driver, bridge);
  }
  return bridge;
}

async function transaction<T>(opening: Opening, work: (tx: Tx) => PromiseLike<T>): Promise<T> {
  try {
    return await leases().transaction(opening, (handle, driver) => {
      const bridge = bridgeTo(driver);
      bridge.handle = handle;
      return bridge.database.transaction(async (tx) => work(tx));
    });
  } catch (error) {
    throw withoutValues(error);
  }
}

/**
 * Runs `work` as the person whose session `actor.secret` opens, in one transaction: committed when it
 * resolves, undone when it throws. Throws SignedOut when there is no such session, DatabaseBusy or
 * another DatabaseUnavailable when the database cannot serve it now; a statement's error comes out
 * without the statement's values, with its SQLSTATE in `code`.
 */
export async function asActor<T>(
  actor: Actor,
  work: (tx: Tx) => PromiseLike<T>,
  { readOnly = false }: TransactionOptions = {},
): Promise<T> {
  if (!actor.secret) {
    throw new SignedOut("There is no session.");
  }
  let hasBegun = false;
  const opening: Opening = {
    begin: "begin; set local role plenary_app",
    identity: {
      text: actor.isJob ? "select app.begin_job($1)" : "select app.begin_session($1)",
      values: [actor.secret],
    },
    ...(readOnly && { afterwards: "set transaction read only" }),
  };
  try {
    return await transaction(opening, (tx) => {
      hasBegun = true;
      return work(tx);
    });
  } catch (error) {
    if (!hasBegun && isSignedOut(error)) {
      throw new SignedOut("The session is unknown, expired or revoked.");
    }
    throw error;
  }
}

/** Writes statements as the database reads them. */
const dialect = new PgDialect({ casing: "snake_case" });

/**
 * Asks for one value each, as one person each, all in one transaction and one round trip: for what is done at every
 * key that somebody strikes. Each statement takes on its own identity. Fails as asActor does, and for all of them when
 * one fails; after a loss of the connection nobody knows whether it was done.
 */
export async function valuesAsActors(
  asked: readonly { actor: Actor; value: SQL }[],
): Promise<unknown[]> {
  const statements = asked.map(({ actor, value }) => {
    const { sql: text, params } = dialect.sqlToQuery(sql`
      with begun as materialized (select app.begin_session(${actor.secret}))
      select ${value} as value from begun`);
    return { text, values: params };
  });
  try {
    const rows = await leases().inOneGo("begin; set local role plenary_app", statements);
    return rows.map(([row]) => row?.value);
  } catch (error) {
    if (isSignedOut(error)) {
      throw new SignedOut("The session is unknown, expired or revoked.");
    }
    throw withoutValues(error);
  }
}

/**
 * Runs `work` as nobody in particular, with the few rights that signing in, accepting an invitation
 * and setting up need. Otherwise as asActor.
 */
export function asSystem<T>(work: (tx: Tx) => PromiseLike<T>): Promise<T> {
  return transaction({ begin: "begin; set local role plenary_auth" }, work);
}

export { SignedOut } from "./errors";
