import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import next from "next";
import { closeDatabase } from "@/db/health";
import { type Env, readEnv } from "@/lib/env";
import { LiveServer, livePath } from "@/lib/live/live-server";
import { MovesServer, movesPath } from "@/lib/live/moves-server";
import { prepareDatabase } from "./choose-database";
import { keepMasterKey, type Mode, PROJECT, prepareDataFolder } from "./data-folder";
import { beginDuties } from "./duties";
import { readinessProbe } from "./health";
import { type ExampleSignIn, findSetUpPath, loadExample, loadReferenceData } from "./hooks";
import { isExplained } from "./sentence";
import { refuseUpgrade, startWebServer, type Upgrades } from "./server";

const DRAIN_MS = 3_000;
/** Longest time for one part to end, in milliseconds; a server that is cut off is recovered at the next start. */
const END_MS = 5_000;
const STOP_MS = 30_000;

/** What must be ended, in the reverse of the order in which it was begun. */
type Ending = () => Promise<unknown>;

/**
 * Runs the whole program in this process until a signal (or the end of its parent) stops
 * it. Prints what a person needs to know; ends with exit code 1 and one sentence when it
 * can't start.
 */
export async function run(mode: Mode): Promise<void> {
  const endings: Ending[] = [];
  stopOnSignals(endings);
  try {
    await start(mode, endings);
  } catch (error) {
    console.error(isExplained(error) ? `\n${error.message}` : error);
    await endAll(endings);
    process.exit(1);
  }
}

async function start(mode: Mode, endings: Ending[]): Promise<void> {
  loadEnvFile();
  let settings = readEnv();
  // With a database elsewhere nothing is kept here, and the project may be read-only.
  const folder = settings.database ? null : prepareDataFolder(settings.dataDir, mode);
  if (folder && !settings.masterKey) {
    // Through the environment, because the pages are bundled apart and read it themselves.
    process.env.PLENARY_MASTER_KEY_FILE = keepMasterKey(folder);
    settings = readEnv();
  }
  const server = await startWebServer(settings);
  endings.push(() => server.close(DRAIN_MS));

  say(settings.database ? "Connecting to the database …" : "Starting the database …");
  const database = await prepareDatabase(settings, folder);
  endings.push(() => database.stop());
  if (database.applied.length > 0) {
    say(`Brought the database up to date (${database.applied.length} steps).`);
  }
  process.env.PLENARY_APP_DATABASE_URL = database.loginUrl;
  process.env.PLENARY_LISTEN_DATABASE_URL = database.listenUrl;
  process.env.NEXTAUTH_URL = settings.origin;
  endings.push(() => closeDatabase(DRAIN_MS));
  await loadReferenceData(database.ownerUrl);
  const signIns = mode === "start" ? [] : await loadExample();

  endings.push(await beginDuties());

  const pages = await preparePages(settings, mode === "dev");
  endings.push(() => pages.close());
  const readiness = readinessProbe(database.loginUrl);
  endings.push(() => readiness.end());
  const live = new LiveServer();
  const moves = new MovesServer();
  // Ended first, while everything that running requests need is still there.
  endings.push(() => server.close(DRAIN_MS));
  endings.push(() => Promise.all([live.close(), moves.close()]));
  server.open({
    pages: pages.handle,
    readiness: () => readiness.ask(),
    upgrades: (request, socket, head) => {
      if (request.url === livePath) {
        return live.upgrade(request, socket, head);
      }
      if (request.url === movesPath) {
        return moves.upgrade(request, socket, head);
      }
      return mode === "dev" ? pages.upgrade(request, socket, head) : refuseUpgrade(socket);
    },
  });
  const setUpPath = mode === "start" ? await findSetUpPath() : null;
  announce(settings, signIns, setUpPath);
}

async function preparePages(settings: Env, isDevelopment: boolean) {
  // Given a server of its own, which never listens, Next does not attach itself to ours for
  // upgrades; in development we hand them to it there (`getUpgradeHandler` does nothing).
  const stand = createServer();
  const app = next({
    dev: isDevelopment,
    dir: PROJECT,
    hostname: new URL(settings.origin).hostname,
    port: settings.port,
    httpServer: stand,
  });
  await app.prepare();
  return {
    handle: app.getRequestHandler(),
    upgrade: async (...upgrade: Parameters<Upgrades>) => {
      if (!stand.emit("upgrade", ...upgrade)) {
        // Next listens only from the first page on; the browser tries again.
        upgrade[1].destroy();
      }
    },
    close: () => app.close(),
  };
}

function announce(settings: Env, signIns: ExampleSignIn[], setUpPath: string | null): void {
  const lines = ["", `Plenary is at ${settings.origin}`];
  if (signIns.length > 0) {
    const widest = Math.max(...signIns.map((person) => person.email.length));
    lines.push("", "Sign in as one of the example's people:");
    for (const { who, email, password } of signIns) {
      lines.push(`  ${email.padEnd(widest)}  ${password}  (${who})`);
    }
  }
  if (setUpPath) {
    lines.push(
      "",
      "Set it up with this link, which works once:",
      `  ${settings.origin}${setUpPath}`,
    );
  }
  lines.push("", "Stop it with Ctrl-C.");
  console.log(lines.join("\n"));
}

function stopOnSignals(endings: Ending[]): void {
  let asked = 0;
  const stop = () => {
    // Ctrl-C reaches us twice (from the terminal and from the launcher), impatience later.
    if (asked > 0) {
      if (Date.now() - asked > 1_000) {
        process.exit(1);
      }
      return;
    }
    asked = Date.now();
    say("Stopping …");
    setTimeout(() => process.exit(1), STOP_MS).unref();
    endAll(endings).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, stop);
  }
  // The launcher was killed: nobody else would stop us.
  process.on("disconnect", stop);
}

async function endAll(endings: Ending[]): Promise<void> {
  for (const end of endings.splice(0).toReversed()) {
    try {
      await Promise.race([end(), sleep(END_MS, undefined, { ref: false })]);
    } catch (error) {
      console.error(error);
    }
  }
}

function loadEnvFile(): void {
  try {
    process.loadEnvFile(`${PROJECT}/.env`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") {
      throw error;
    }
  }
}

function say(line: string): void {
  console.log(line);
}
