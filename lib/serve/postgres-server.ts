import { spawn, spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findFreePort } from "./free-port";
import { giveTo, handOver, type PostgresAccount } from "./postgres-account";
import { type Postmaster, readPostmaster } from "./postmaster-file";
import { isAlive } from "./process-mark";
import { Sentence } from "./sentence";

const LOG_LIMIT_BYTES = 10_000_000;
const RECOVERY_MS = 300_000;
const RETRY_MS = 15_000;

/** Nothing that people wrote may reach the log: no statement texts, no details with values. */
const QUIET_LOG = {
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_statement: "none",
  lc_messages: "C",
};

/** The server gets none of our environment, in which secrets may be. */
const SERVER_ENV: NodeJS.ProcessEnv = {
  NODE_ENV: "production",
  PATH: process.env.PATH,
  LANG: "C.UTF-8",
  TZ: "UTC",
};

/** Makes the cluster unless it exists; a make that was killed half-way leaves nothing behind. */
export function initialiseCluster(account: PostgresAccount, password: string): void {
  const cluster = join(account.home, "cluster");
  if (existsSync(join(cluster, "PG_VERSION"))) {
    const version = readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
    if (version !== "18") {
      throw new Sentence(
        `The database in ${account.home} was made by PostgreSQL ${version}, and this program carries 18; restore a backup into an empty folder.`,
      );
    }
    giveTo(account, cluster);
    return;
  }
  const partial = join(account.home, "initial");
  const passwordFile = join(account.home, "initial.password");
  rmSync(partial, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  handOver(account, passwordFile);
  try {
    const output = makeCluster(account, partial, passwordFile);
    if (output) {
      throw new Sentence(`The database could not be made in ${account.home}: ${output}`);
    }
    renameSync(partial, cluster);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(partial, { recursive: true, force: true });
  }
}

/** Waits until the server found on the cluster has recovered and is ready, or is gone (null). */
export async function awaitReady(cluster: string): Promise<Postmaster | null> {
  const deadline = Date.now() + RECOVERY_MS;
  for (;;) {
    const found = readPostmaster(cluster);
    if (!found || found.ready) {
      return found;
    }
    if (Date.now() > deadline) {
      throw new Sentence(`The database in ${cluster} has not become ready in five minutes.`);
    }
    await sleep(15);
  }
}

/**
 * Starts the server in a session of its own, so that it outlives a killed program and
 * nothing acknowledged is lost. The port is kept in a file beside the cluster; when it
 * is taken meanwhile another is chosen, unless the caller fixed it.
 */
export async function startServer(
  account: PostgresAccount,
  fixedPort: number | undefined,
  settings: Record<string, string>,
): Promise<Postmaster> {
  const portFile = join(account.home, "port");
  const kept = existsSync(portFile) ? Number(readFileSync(portFile, "utf8")) : 0;
  let port = fixedPort ?? (kept || (await findFreePort()));
  const deadline = Date.now() + RETRY_MS;
  for (;;) {
    const outcome = await tryStart(account, port, settings);
    if (typeof outcome !== "string") {
      writeFileSync(portFile, String(outcome.port), { mode: 0o600 });
      return outcome;
    }
    if (/could not bind|Address already in use/.test(outcome)) {
      if (fixedPort) {
        throw new Sentence(
          `The port ${fixedPort} for the database is taken; end the program that uses it or choose another port.`,
        );
      }
      port = await findFreePort();
    } else if (!/lock file "postmaster.pid"|shared memory block/.test(outcome)) {
      throw new Sentence(explainFailure(outcome, account));
    }
    // What a killed server left (a child, a zombie) needs a moment to go.
    if (Date.now() > deadline) {
      throw new Sentence(explainFailure(outcome, account));
    }
    await sleep(200);
  }
}

/** Asks the server to end: first politely (open transactions are rolled back), then firmly. */
export async function stopServer(cluster: string): Promise<void> {
  for (const [signal, patience] of [
    ["SIGINT", 8_000],
    ["SIGQUIT", 4_000],
    ["SIGKILL", 2_000],
  ] as const) {
    const running = readPostmaster(cluster);
    if (!running) {
      return;
    }
    process.kill(running.pid, signal);
    const deadline = Date.now() + patience;
    while (Date.now() < deadline) {
      if (readPostmaster(cluster)?.pid !== running.pid) {
        return;
      }
      await sleep(10);
    }
  }
}

async function tryStart(
  account: PostgresAccount,
  port: number,
  settings: Record<string, string>,
): Promise<Postmaster | string> {
  const cluster = join(account.home, "cluster");
  const log = openLog(account.home);
  const logFrom = fstatSync(log).size;
  const all = {
    ...QUIET_LOG,
    // Loopback only: a socket file would bring a limit of 107 bytes for its path.
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    port: String(port),
    ...settings,
  };
  const flags = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const [command, ...args] = [
    ...account.prefix,
    join(account.native, "bin/postgres"),
    "-D",
    cluster,
    ...flags,
  ];
  const child = spawn(command ?? "", args, {
    ...account.as,
    cwd: "/",
    detached: true,
    env: SERVER_ENV,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  let ended: string | null = null;
  child.once("error", (error) => {
    ended = error.message;
  });
  child.once("exit", () => {
    ended ??= "exit";
  });
  child.unref();
  const deadline = Date.now() + RECOVERY_MS;
  while (Date.now() < deadline) {
    const found = readPostmaster(cluster);
    if (found?.ready && found.pid === child.pid) {
      return found;
    }
    if (ended !== null) {
      const written = readFileSync(join(account.home, "postgres.log"), "utf8").slice(logFrom);
      return written.trim() || ended;
    }
    await sleep(10);
  }
  if (child.pid && isAlive(child.pid)) {
    process.kill(child.pid, "SIGQUIT");
  }
  return "It did not become ready in five minutes.";
}

function openLog(home: string): number {
  const log = join(home, "postgres.log");
  if (existsSync(log) && statSync(log).size > LOG_LIMIT_BYTES) {
    renameSync(log, `${log}.1`);
  }
  return openSync(log, "a", 0o600);
}

function makeCluster(account: PostgresAccount, folder: string, passwordFile: string): string {
  // pg_trgm finds nothing in Cyrillic, Arabic or Chinese under the locale C; not every
  // system has C.UTF-8.
  let output = "";
  for (const locale of ["C.UTF-8", "en_US.UTF-8"]) {
    const [command, ...args] = [
      ...account.prefix,
      join(account.native, "bin/initdb"),
      "--pgdata",
      folder,
      "--username=postgres",
      "--encoding=UTF8",
      `--locale=${locale}`,
      "--lc-messages=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--auth=scram-sha-256",
      `--pwfile=${passwordFile}`,
    ];
    makeOwnedFolder(account, folder);
    const made = spawnSync(command ?? "", args, {
      ...account.as,
      cwd: "/",
      env: SERVER_ENV,
      encoding: "utf8",
    });
    if (made.status === 0) {
      return "";
    }
    output = made.error?.message ?? lastWords(made.stderr);
    if (!/locale/.test(output)) {
      return output;
    }
  }
  return output;
}

/** The server's user may not make folders in ours, so it is given an empty one. */
function makeOwnedFolder(account: PostgresAccount, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  handOver(account, folder);
}

function lastWords(output: string): string {
  const lines = output.trim().split("\n");
  const telling = lines.filter((line) => /error|FATAL|could not/i.test(line));
  return (telling.at(-1) ?? lines.at(-1) ?? "no reason was given").trim();
}

function explainFailure(output: string, account: PostgresAccount): string {
  const reason = lastWords(output).replace(/^.*?(FATAL|ERROR|PANIC):\s*/, "");
  return `The database in ${account.home} did not start: ${reason} (its log is ${join(account.home, "postgres.log")}).`;
}
