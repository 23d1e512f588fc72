import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import postgres from "postgres";
import { joinDatabase } from "./database-users";
import { withFolderLock } from "./folder-lock";
import { chooseAccount, type PostgresAccount } from "./postgres-account";
import { findNative } from "./postgres-binaries";
import { awaitReady, initialiseCluster, startServer, stopServer } from "./postgres-server";
import { type Postmaster, readPostmaster } from "./postmaster-file";
import { Sentence } from "./sentence";

export type DatabaseOptions = {
  /** Folder that holds the cluster, its passwords and its log; made when missing. */
  dataDir: string;
  /** Fixes the port on 127.0.0.1; else a free one is chosen and kept in the folder. */
  port?: number;
  /** Settings for tests and measurements, such as `{ fsync: "off" }`. */
  settings?: Record<string, string>;
};

export type RunningDatabase = {
  /** The owner of the database `plenary`: migrations and reference data, no superuser. */
  ownerUrl: string;
  /** The superuser, database `postgres`: templates of tests and measurements only. */
  superuserUrl: string;
  /** Leaves the server; the last process that uses the folder stops it. */
  stop(): Promise<void>;
};

const WATCH_MS = 1_000;

/**
 * Starts the embedded PostgreSQL in a folder, or joins the one that runs there (also one
 * that survived a killed program), and makes the owner role and the database once.
 * While it is in use the server is started again, on the same port, if it dies.
 * Refuses with a Sentence what a person can put right.
 */
export async function startDatabase(options: DatabaseOptions): Promise<RunningDatabase> {
  const wanted = resolve(options.dataDir);
  const account = chooseAccount(wanted, findNative(wanted));
  const { home } = account;
  const cluster = join(home, "cluster");
  return withFolderLock(home, async () => {
    const superuser = readSecret(join(home, "superuser.password"));
    const owner = readSecret(join(home, "owner.password"));
    const server = await findOrStart(account, superuser.value, options);
    const superuserUrl = addressOf("postgres", superuser.value, server.port, "postgres");
    await prepareDatabase(superuserUrl, server.port, owner, cluster);
    const membership = joinDatabase(home);
    const watch = watchServer(account, server.port, options);
    return {
      superuserUrl,
      ownerUrl: addressOf("plenary_owner", owner.value, server.port, "plenary"),
      async stop() {
        watch.end();
        await withFolderLock(home, async () => {
          if (membership.leave()) {
            await stopServer(cluster);
          }
        });
      },
    };
  });
}

async function findOrStart(
  account: PostgresAccount,
  password: string,
  options: DatabaseOptions,
): Promise<Postmaster> {
  initialiseCluster(account, password);
  const running = await awaitReady(join(account.home, "cluster"));
  return running ?? (await startServer(account, options.port, options.settings ?? {}));
}

/** A server that was killed comes back on its port, so that connections can be made again. */
function watchServer(
  account: PostgresAccount,
  port: number,
  options: DatabaseOptions,
): { end(): void } {
  const cluster = join(account.home, "cluster");
  let busy = false;
  let ended = false;
  const isMissing = () => !ended && readPostmaster(cluster) === null;
  const timer = setInterval(() => {
    if (busy || !isMissing()) {
      return;
    }
    busy = true;
    withFolderLock(account.home, async () => {
      if (isMissing()) {
        await startServer(account, port, options.settings ?? {});
      }
    })
      .catch((error: Error) => console.error(error.message))
      .finally(() => {
        busy = false;
      });
  }, WATCH_MS);
  timer.unref();
  return {
    end() {
      ended = true;
      clearInterval(timer);
    },
  };
}

async function prepareDatabase(
  superuserUrl: string,
  port: number,
  owner: Secret,
  cluster: string,
): Promise<void> {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {}, connect_timeout: 20 });
  try {
    await sql`select 1`;
  } catch (error) {
    throw new Sentence(
      `The database server on port ${port} does not accept the password kept beside ${cluster} (${(error as Error).message}).`,
    );
  }
  try {
    const [role] = await sql`select 1 from pg_roles where rolname = 'plenary_owner'`;
    if (!role) {
      await sql.unsafe(`create role plenary_owner login createrole nosuperuser nobypassrls`);
    }
    if (!role || owner.isNew) {
      await sql.unsafe(`alter role plenary_owner password '${owner.value}'`);
    }
    const [database] = await sql`select 1 from pg_database where datname = 'plenary'`;
    if (!database) {
      await sql.unsafe("create database plenary owner plenary_owner");
    }
  } finally {
    await sql.end({ timeout: 5 });
  }
  await prepareExtensions(addressIn(superuserUrl, "plenary"));
}

/** Checks that search works beyond Latin: with a wrong locale it fails without a word. */
async function prepareExtensions(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe("create extension if not exists pg_trgm");
    await sql.unsafe("create extension if not exists unaccent");
    const [row] = await sql`select cardinality(show_trgm('Право')) as found`;
    if (!row || row.found === 0) {
      throw new Sentence(
        "The embedded database was made with a locale in which searching Cyrillic, Arabic or Chinese finds nothing; install the locale C.UTF-8 and start with an empty folder.",
      );
    }
  } finally {
    await sql.end({ timeout: 5 });
  }
}

type Secret = { value: string; isNew: boolean };

function readSecret(file: string): Secret {
  if (existsSync(file)) {
    return { value: readFileSync(file, "utf8").trim(), isNew: false };
  }
  const value = randomBytes(32).toString("base64url");
  writeFileSync(file, value, { mode: 0o600 });
  return { value, isNew: true };
}

function addressOf(user: string, password: string, port: number, database: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}

function addressIn(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}
