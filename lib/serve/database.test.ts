import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { afterEach, describe, expect, it } from "vitest";
import { PROJECT } from "./data-folder";
import { type RunningDatabase, startDatabase } from "./database";
import { isAlive } from "./process-mark";

const isRoot = process.getuid?.() === 0;
const running: RunningDatabase[] = [];
const children: ChildProcess[] = [];
const folders: string[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) {
    child.kill("SIGKILL");
  }
  for (const database of running.splice(0)) {
    await database.stop();
  }
  for (const folder of folders.splice(0)) {
    rmSync(folder, { recursive: true, force: true });
  }
});

function newFolder(name = "plenary-db-"): string {
  const folder = mkdtempSync(join(tmpdir(), name));
  chmodSync(folder, 0o711);
  folders.push(folder);
  return join(folder, "database");
}

async function start(dataDir: string, port?: number): Promise<RunningDatabase> {
  const database = await startDatabase({ dataDir, ...(port ? { port } : {}) });
  running.push(database);
  return database;
}

async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe(statement))];
  } finally {
    await sql.end();
  }
}

function postmasterPid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, "cluster/postmaster.pid"), "utf8").split("\n")[0]);
}

/** A program of its own that starts the database, says so, and then waits to be killed. */
async function startElsewhere(
  dataDir: string,
  as: { uid?: number; gid?: number; home?: string } = {},
): Promise<{ child: ChildProcess; said: string }> {
  const script = `
    import { startDatabase } from ${JSON.stringify(join(PROJECT, "lib/serve/database.ts"))};
    try {
      const database = await startDatabase({ dataDir: ${JSON.stringify(dataDir)} });
      process.on("SIGTERM", () => database.stop().then(() => process.exit(0)));
      console.log("READY " + database.ownerUrl);
    } catch (error) {
      console.log("REFUSED " + error.message);
    }
    setInterval(() => {}, 1000);`;
  const { uid, gid } = as;
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "--eval", script],
    {
      cwd: PROJECT,
      env: { ...process.env, NODE_ENV: "test", TMPDIR: tmpdir(), HOME: "/" },
      stdio: ["ignore", "pipe", "inherit"],
      ...(uid === undefined ? {} : { uid, gid }),
    },
  );
  children.push(child);
  let said = "";
  child.stdout?.on("data", (chunk) => {
    said += chunk;
  });
  while (!/^(READY|REFUSED) .*\n/m.test(said)) {
    if (child.exitCode !== null) {
      throw new Error(`ended with ${child.exitCode}: ${said}`);
    }
    await sleep(20);
  }
  return { child, said: said.trim() };
}

describe("startDatabase", () => {
  it("makes a database whose owner is no superuser, and searches beyond Latin", async () => {
    const dataDir = newFolder();
    const { ownerUrl } = await start(dataDir);
    const [role] = await ask(
      ownerUrl,
      "select current_user, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user",
    );
    expect(role).toEqual({
      current_user: "plenary_owner",
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: true,
    });
    const [found] = await ask(
      ownerUrl,
      "select cardinality(show_trgm('Право')) > 0 as russian, cardinality(show_trgm('حقوق')) > 0 as arabic, cardinality(show_trgm('中文')) > 0 as chinese",
    );
    expect(found).toEqual({ russian: true, arabic: true, chinese: true });
    for (const secret of ["superuser.password", "owner.password"]) {
      expect(statSync(join(dataDir, secret)).mode & 0o777).toBe(0o600);
    }
    expect(statSync(join(dataDir, "cluster")).mode & 0o777).toBe(0o700);
  });

  it("writes nothing into its log that people wrote", async () => {
    const dataDir = newFolder();
    const { ownerUrl } = await start(dataDir);
    await ask(ownerUrl, "create table secrets (word text primary key)");
    await ask(ownerUrl, "insert into secrets values ('canary')");
    await expect(ask(ownerUrl, "insert into secrets values ('canary')")).rejects.toThrow();
    await expect(ask(ownerUrl, "select 'canary' from nowhere")).rejects.toThrow();
    expect(readFileSync(join(dataDir, "postgres.log"), "utf8")).not.toContain("canary");
  });

  it("is joined by a second user, and ends with the last one", async () => {
    const dataDir = newFolder();
    const first = await start(dataDir);
    const second = await start(dataDir);
    expect(second.ownerUrl).toBe(first.ownerUrl);
    const pid = postmasterPid(dataDir);
    await first.stop();
    expect(isAlive(pid)).toBe(true);
    await second.stop();
    expect(existsSync(join(dataDir, "cluster/postmaster.pid"))).toBe(false);
    running.length = 0;
  });

  it("starts once when several programs start together", async () => {
    const dataDir = newFolder();
    const all = await Promise.all([1, 2, 3].map(() => startElsewhere(dataDir)));
    expect(new Set(all.map(({ said }) => said)).size).toBe(1);
    expect(all[0]?.said).toMatch(/^READY/);
    for (const { child } of all) {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await gone;
    }
    expect(existsSync(join(dataDir, "cluster/postmaster.pid"))).toBe(false);
  });
});

describe("after kill -9", () => {
  it("of the program alone, the server is taken over and ended properly", async () => {
    const dataDir = newFolder();
    const { child } = await startElsewhere(dataDir);
    const pid = postmasterPid(dataDir);
    child.kill("SIGKILL");
    const again = await start(dataDir);
    expect(postmasterPid(dataDir)).toBe(pid);
    expect(await ask(again.ownerUrl, "select 1 as one")).toEqual([{ one: 1 }]);
    await again.stop();
    running.length = 0;
    expect(existsSync(join(dataDir, "cluster/postmaster.pid"))).toBe(false);
  });

  it("of everything under load, nothing that was acknowledged is lost", async () => {
    const dataDir = newFolder();
    const { child, said } = await startElsewhere(dataDir);
    const ownerUrl = said.replace("READY ", "");
    await ask(ownerUrl, "create table entries (id int primary key)");
    const acknowledged: number[] = [];
    const sql = postgres(ownerUrl, { max: 8, onnotice: () => {}, connect_timeout: 2 });
    let next = 0;
    let isOver = false;
    const writers = Array.from({ length: 8 }, async () => {
      while (!isOver) {
        next += 1;
        const id = next;
        await sql`insert into entries values (${id})`.then(
          () => acknowledged.push(id),
          () => {
            isOver = true;
          },
        );
      }
    });
    while (acknowledged.length < 200) {
      await sleep(10);
    }
    child.kill("SIGKILL");
    process.kill(postmasterPid(dataDir), "SIGKILL");
    await sleep(200);
    isOver = true;
    void sql.end({ timeout: 0 }).catch(() => {});
    await Promise.allSettled(writers);
    const again = await start(dataDir);
    const rows = await ask(again.ownerUrl, "select id from entries");
    const kept = new Set(rows.map((row) => row.id));
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  });

  it("of the server while it is in use, it comes back on its port by itself", async () => {
    const dataDir = newFolder();
    const { ownerUrl } = await start(dataDir);
    const pid = postmasterPid(dataDir);
    process.kill(pid, "SIGKILL");
    const deadline = Date.now() + 10_000;
    let answer: unknown;
    while (Date.now() < deadline && !answer) {
      await sleep(200);
      answer = await ask(ownerUrl, "select 1 as one").catch(() => undefined);
    }
    expect(answer).toEqual([{ one: 1 }]);
    expect(postmasterPid(dataDir)).not.toBe(pid);
  });

  it("and a new program under the old number, the file left behind does not stop us", async () => {
    const dataDir = newFolder();
    await (await start(dataDir)).stop();
    running.length = 0;
    writeFileSync(
      join(dataDir, "cluster/postmaster.pid"),
      `${process.pid}\n${join(dataDir, "cluster")}\n1\n5432\n\n127.0.0.1\n1 1\nready   \n`,
    );
    const again = await start(dataDir);
    expect(await ask(again.ownerUrl, "select 1 as one")).toEqual([{ one: 1 }]);
  });
});

describe("what stands in the way", () => {
  it("a taken port is said in one sentence when it was asked for", async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, "127.0.0.1", resolve));
    const { port } = blocker.address() as { port: number };
    try {
      await expect(start(newFolder(), port)).rejects.toThrow(
        new RegExp(`^The port ${port} for the database is taken[^\n]*\\.$`),
      );
    } finally {
      blocker.close();
    }
  });

  it("a kept port that was taken meanwhile gives way to another", async () => {
    const dataDir = newFolder();
    const first = await start(dataDir);
    const port = Number(new URL(first.ownerUrl).port);
    await first.stop();
    running.length = 0;
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(port, "127.0.0.1", resolve));
    try {
      const second = await start(dataDir);
      expect(new URL(second.ownerUrl).port).not.toBe(String(port));
    } finally {
      blocker.close();
    }
  });

  it("a path too long for a socket is no obstacle", async () => {
    const dataDir = join(newFolder(), "a".repeat(80), "b".repeat(80));
    const { ownerUrl } = await start(dataDir);
    expect(await ask(ownerUrl, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("a file in the place of the folder is said in one sentence", async () => {
    const folder = newFolder();
    writeFileSync(folder, "");
    await expect(start(join(folder, "database"))).rejects.toThrow(
      /^Plenary may not write to [^\n]*PLENARY_DATA_DIR[^\n]*\.$/,
    );
  });
});

describe.runIf(isRoot)("as root", () => {
  it("the server runs as somebody else", async () => {
    const dataDir = newFolder();
    await start(dataDir);
    expect(statSync(`/proc/${postmasterPid(dataDir)}`).uid).not.toBe(0);
  });

  it("works below a folder that nobody else may enter, and again", async () => {
    const parent = mkdtempSync(join(tmpdir(), "plenary-closed-"));
    folders.push(parent);
    chmodSync(parent, 0o700);
    const dataDir = join(parent, "database");
    const first = await start(dataDir);
    await ask(first.ownerUrl, "create table kept (id int)");
    await first.stop();
    running.length = 0;
    const second = await start(dataDir);
    expect(await ask(second.ownerUrl, "select count(*)::int as n from kept")).toEqual([{ n: 0 }]);
  });

  it("an ordinary user has a database of their own", async () => {
    const folder = mkdtempSync(join(tmpdir(), "plenary-nobody-"));
    folders.push(folder);
    chmodSync(folder, 0o777);
    const { said } = await startElsewhere(join(folder, "database"), { uid: 65534, gid: 65534 });
    expect(said).toMatch(/^READY/);
    expect(statSync(join(folder, "database/cluster")).uid).toBe(65534);
  });

  it("an ordinary user without rights is told so in one sentence", async () => {
    const folder = mkdtempSync(join(tmpdir(), "plenary-closed-"));
    folders.push(folder);
    const closed = join(folder, "closed");
    mkdirSync(closed, { mode: 0o700 });
    chmodSync(folder, 0o755);
    const { said } = await startElsewhere(join(closed, "database"), { uid: 65534, gid: 65534 });
    expect(said).toMatch(/^REFUSED Plenary may not write to [^\n]*\.$/);
  });

  it("an ordinary user does not get at the database that root started", async () => {
    const dataDir = newFolder();
    await (await start(dataDir)).stop();
    running.length = 0;
    const { said } = await startElsewhere(dataDir, { uid: 65534, gid: 65534 });
    expect(said).toMatch(/^REFUSED [^\n]*\.$/);
  });
});
