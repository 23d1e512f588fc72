import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { openDriver } from "./driver";

/** One lock for all instances on a database; the number is arbitrary and stays. */
const LOCK = "7526301947";
const ATTEMPTS = 8;

export type MigrateOptions = {
  /** The owner of the database, directly (never through a transaction pooler). */
  ownerUrl: string;
  /** Password of the login role that the program makes for itself. */
  loginPassword: string;
  /** An existing login role to be used instead; its password stays as it is. */
  loginName?: string;
  /** Folder with `meta/_journal.json`; the program's own unless a test says otherwise. */
  folder?: string;
};

export type Migrated = {
  /** Address of the login role at the owner's server. */
  loginUrl: string;
  /** Names of the migrations that this call applied, in order. */
  applied: string[];
};

/** The database and the program don't fit together; the message says how, in one sentence. */
export class MigrationRefused extends Error {
  override name = "MigrationRefused";
}

type Migration = { name: string; hash: string; statements: string[] };
type Connection = postgres.Sql | postgres.TransactionSql;

/**
 * Brings the database to the program's schema and makes the login role that owns nothing.
 * Each migration runs in its own transaction. Any number of instances may call it at once.
 * Refuses a database that holds a migration the program lacks, or one with another text.
 */
export async function migrate(options: MigrateOptions): Promise<Migrated> {
  const migrations = readMigrations(options.folder ?? defaultFolder());
  const sql = openDriver(options.ownerUrl, {
    max: 1,
    prepare: false,
    idle_timeout: 0,
    max_lifetime: null,
    onnotice: () => {},
    connection: { application_name: "plenary migrate", statement_timeout: 0 },
  });
  try {
    await sql`select pg_advisory_lock(${LOCK}::bigint)`;
    await prepareLedger(sql);
    const applied = await applyMissing(sql, migrations);
    const loginUrl = await withRetries(() => sql.begin((tx) => prepareLogin(tx, options)));
    return { loginUrl, applied };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** The names of the program's migrations, in order; for the question whether a database is current. */
export function migrationNames(folder: string = defaultFolder()): string[] {
  return readMigrations(folder).map((migration) => migration.name);
}

function defaultFolder(): string {
  return join(fileURLToPath(new URL(".", import.meta.url)), "migrations");
}

function readMigrations(folder: string): Migration[] {
  const journal = join(folder, "meta/_journal.json");
  if (!existsSync(journal)) {
    return [];
  }
  const { entries }: { entries: { idx: number; tag: string }[] } = JSON.parse(
    readFileSync(journal, "utf8"),
  );
  return entries
    .toSorted((one, other) => one.idx - other.idx)
    .map(({ tag }) => {
      // A checkout on Windows may change line ends; the hash must not see it.
      const text = readFileSync(join(folder, `${tag}.sql`), "utf8").replaceAll("\r\n", "\n");
      return {
        name: tag,
        hash: createHash("sha256").update(text).digest("hex"),
        statements: text.split("--> statement-breakpoint").filter((part) => part.trim() !== ""),
      };
    });
}

async function prepareLedger(sql: postgres.Sql): Promise<void> {
  await sql.unsafe("create schema if not exists app_meta");
  await sql.unsafe(`create table if not exists app_meta.plenary_migrations (
    name text primary key,
    sha256 text not null,
    applied_at timestamptz not null default now()
  )`);
}

async function applyMissing(sql: postgres.Sql, migrations: Migration[]): Promise<string[]> {
  const recorded = await readRecorded(sql);
  refuseMisfit(recorded, migrations);
  const applied: string[] = [];
  for (const migration of migrations) {
    if (recorded.has(migration.name)) {
      continue;
    }
    const isNew = await withRetries(() => sql.begin((tx) => applyOne(tx, migration)));
    if (isNew) {
      applied.push(migration.name);
    }
  }
  return applied;
}

async function readRecorded(sql: Connection): Promise<Map<string, string>> {
  const rows = await sql<{ name: string; sha256: string }[]>`
    select name, sha256 from app_meta.plenary_migrations`;
  return new Map(rows.map((row) => [row.name, row.sha256]));
}

function refuseMisfit(recorded: Map<string, string>, migrations: Migration[]): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration.hash]));
  for (const [name, hash] of recorded) {
    const own = known.get(name);
    if (own === undefined) {
      throw new MigrationRefused(
        `The database is newer than this program (it holds the migration ${name}); start the newer version.`,
      );
    }
    if (own !== hash) {
      throw new MigrationRefused(
        `The migration ${name} in this program differs from the one the database was made with; use an unchanged copy of the program.`,
      );
    }
  }
}

async function applyOne(tx: postgres.TransactionSql, migration: Migration): Promise<boolean> {
  // The session lock is lost without a word when the connection is; this one is not.
  await tx`select pg_advisory_xact_lock(${LOCK}::bigint)`;
  const recorded = await readRecorded(tx);
  if (recorded.has(migration.name)) {
    return false;
  }
  for (const statement of migration.statements) {
    try {
      await tx.unsafe(statement).simple();
    } catch (error) {
      if (error instanceof Error && !isRetryable(error)) {
        error.message = `Migration ${migration.name}: ${error.message}\n${statement.trim().slice(0, 400)}`;
      }
      throw error;
    }
  }
  await tx`insert into app_meta.plenary_migrations (name, sha256)
    values (${migration.name}, ${migration.hash})`;
  return true;
}

/** Roles belong to the whole cluster, so another database's migration may collide with ours. */
async function withRetries<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !isRetryable(error)) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 20 * attempt + Math.random() * 50));
    }
  }
}

function isRetryable(error: unknown): boolean {
  if (!(error instanceof postgres.PostgresError)) {
    return false;
  }
  return (
    (error.code === "XX000" && error.message.includes("tuple concurrently")) ||
    (error.code === "23505" && (error.constraint_name ?? "").startsWith("pg_auth")) ||
    error.code === "40001" ||
    error.code === "40P01"
  );
}

async function prepareLogin(tx: postgres.TransactionSql, options: MigrateOptions): Promise<string> {
  const [facts] = await tx<{ database: string; version: number }[]>`
    select current_database() as database, current_setting('server_version_num')::int as version`;
  const database = facts?.database ?? "";
  const login = options.loginName ?? `plenary_${database}_login`;
  if (login.length > 63) {
    throw new MigrationRefused(
      `The name of the database (${database}) is too long: the login role made from it would pass 63 characters.`,
    );
  }
  for (const role of ["plenary_app", "plenary_auth"]) {
    await makeRole(tx, role, "nologin");
  }
  if (options.loginName === undefined) {
    await makeRole(tx, login, "login noinherit");
    const verifier = scramVerifier(options.loginPassword);
    await tx.unsafe(`alter role ${quoted(login)} with login noinherit password '${verifier}'`);
    // On the login, since settings of a role that is merely set do not come with it.
    await tx.unsafe(`alter role ${quoted(login)} set statement_timeout = '20s'`);
    await tx.unsafe(`alter role ${quoted(login)} set idle_in_transaction_session_timeout = '15s'`);
  }
  // From 16 on a membership says for itself whether rights are inherited.
  const terms = (facts?.version ?? 0) >= 160000 ? " with inherit false, set true" : "";
  for (const role of ["plenary_app", "plenary_auth"]) {
    await tx.unsafe(`grant ${role} to ${quoted(login)}${terms}`);
  }
  await tx.unsafe(`revoke all on database ${quoted(database)} from public`);
  await tx.unsafe(`grant connect on database ${quoted(database)} to ${quoted(login)}`);
  await tx.unsafe(`grant usage on schema app_meta to plenary_auth`);
  await tx.unsafe(`grant select on app_meta.plenary_migrations to plenary_auth`);
  await refuseStrongLogin(tx, login);
  const address = new URL(options.ownerUrl);
  address.username = encodeURIComponent(login);
  address.password = encodeURIComponent(options.loginPassword);
  return address.href;
}

async function makeRole(tx: Connection, name: string, kind: string): Promise<void> {
  const [role] = await tx`select 1 from pg_roles where rolname = ${name}`;
  if (!role) {
    await tx.unsafe(`create role ${quoted(name)} ${kind}`);
  }
}

/** The wall rests on this: whoever owns a table or bypasses its policies is not held by them. */
async function refuseStrongLogin(tx: Connection, login: string): Promise<void> {
  const [found] = await tx<{ strong: boolean; owns: boolean; inherits: boolean }[]>`
    select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as strong,
      exists (select 1 from pg_shdepend
        where refclassid = 'pg_authid'::regclass and refobjid = r.oid and deptype = 'o') as owns,
      rolinherit as inherits
    from pg_roles r where rolname = ${login}`;
  if (!found) {
    throw new MigrationRefused(
      `The role ${login} named in DATABASE_URL does not exist; make it, or give DATABASE_URL the same user as DIRECT_DATABASE_URL (docs/configuration.md).`,
    );
  }
  if (found.strong || found.owns || found.inherits) {
    throw new MigrationRefused(
      `The login role ${login} must own nothing, inherit nothing and have no special rights; make a plain one with: create role ${login} login noinherit (docs/configuration.md).`,
    );
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The stored form of a password, made here so that the password is in no statement and no log. */
function scramVerifier(password: string): string {
  const iterations = 4096;
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password.normalize("NFKC"), salt, iterations, 32, "sha256");
  const clientKey = createHmac("sha256", salted).update("Client Key").digest();
  const storedKey = createHash("sha256").update(clientKey).digest("base64");
  const serverKey = createHmac("sha256", salted).update("Server Key").digest("base64");
  return `SCRAM-SHA-256$${iterations}:${salt.toString("base64")}$${storedKey}:${serverKey}`;
}
