import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { inspect, promisify } from "node:util";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  clusterUrl,
  makeToyWall,
  rowsPerOrg,
  type ToyIdentity,
  type ToyWall,
} from "./testing/toy-wall";

vi.mock("server-only", () => ({}));

const { asActor, asSystem, valuesAsActors } = await import("./client");
const { closeDatabase, databaseHealth } = await import("./health");
const { LeasePool } = await import("./connection");
const { ConnectionLost, DatabaseBusy, DatabaseUnavailable, SignedOut } = await import("./errors");
type Tx = Parameters<Parameters<typeof asActor>[1]>[0];

let wall: ToyWall;
let a: ToyIdentity;
let b: ToyIdentity;

beforeAll(async () => {
  wall = await makeToyWall(2);
  [a, b] = wall.identities as [ToyIdentity, ToyIdentity];
});

beforeEach(async () => {
  await closeDatabase(0);
  process.env.PLENARY_APP_DATABASE_URL = wall.url;
  process.env.PLENARY_DB_LEASES = "1";
});

afterAll(async () => {
  await closeDatabase(0);
  await wall?.drop();
});

async function whoAmI(tx: Tx): Promise<{ org: string; user: string; pid: number }> {
  const [row] = await tx.execute<{ org: string; user: string; pid: number }>(
    sql`select current_setting('app.org_id', true) as org, current_user as "user", pg_backend_pid() as pid`,
  );
  if (!row) {
    throw new Error("no row");
  }
  return row;
}

async function orgsSeen(tx: Tx): Promise<string[]> {
  return (await tx.execute<{ org_id: string }>(sql`select org_id from cases`)).map((r) => r.org_id);
}

function insert(tx: Tx, org: string, title: string) {
  return tx.execute(sql`insert into cases (org_id, title) values (${org}, ${title})`);
}

function titled(title: string) {
  return wall.admin`select org_id from cases where title = ${title}`;
}

function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

/** The error behind Drizzle's own. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && error.message.startsWith("Failed query") ? error.cause : error;
}

describe("the doors", () => {
  it("show each person their own organisation, on one connection after another", async () => {
    for (const who of [a, b, a]) {
      expect(await asActor(who, orgsSeen)).toEqual(Array(rowsPerOrg).fill(who.org));
      expect(await asActor(who, whoAmI)).toMatchObject({ org: who.org, user: "plenary_app" });
    }
    expect(databaseHealth()).toEqual({ leases: 1, busy: 0, idle: 1, waiting: 0, lost: 0 });
  });

  it("show nothing without an identity", async () => {
    await asActor(a, orgsSeen);
    await expect(asSystem(orgsSeen)).rejects.toMatchObject({ code: "42501" });
    const pool = new LeasePool({
      url: () => wall.url,
      leases: 1,
      wait: 100,
      limit: 5_000,
      prepare: true,
    });
    await expect(
      pool.transaction({ begin: "begin" }, async (handle) => handle.unsafe("select * from cases")),
    ).rejects.toMatchObject({ code: "42501" });
    const rows = await pool.transaction({ begin: "begin; set local role plenary_app" }, (handle) =>
      handle.unsafe("select * from cases"),
    );
    expect([...rows]).toEqual([]);
    await pool.close();
  });

  it("say SignedOut for an unknown or empty session, and only then", async () => {
    await expect(asActor({ secret: "unknown" }, orgsSeen)).rejects.toBeInstanceOf(SignedOut);
    await expect(asActor({ secret: "" }, orgsSeen)).rejects.toBeInstanceOf(SignedOut);
    const sameCode = asActor(a, (tx) =>
      tx.execute(sql`do $$ begin raise exception 'other' using errcode = '28000'; end $$`),
    );
    await expect(sameCode).rejects.toMatchObject({ code: "28000" });
    await expect(sameCode).rejects.not.toBeInstanceOf(SignedOut);
    expect(await asActor(b, whoAmI)).toMatchObject({ org: b.org });
  });

  it("says nothing of a statement's values by its error", async () => {
    const typed = "Her real name";
    const failed = asActor(a, (tx) => tx.execute(sql`select ${typed}::uuid`));
    await expect(failed).rejects.toMatchObject({ code: "22P02", message: "database error 22P02" });
    const error = await failed.catch((thrown: unknown) => thrown);
    expect(inspect(error, { showHidden: true })).not.toContain(typed);
  });

  it("refuse a write when asked to read only", async () => {
    const writing = asActor(a, (tx) => insert(tx, a.org, "read-only"), { readOnly: true });
    await expect(writing).rejects.toMatchObject({ code: "25006" });
    await asActor(a, (tx) => insert(tx, a.org, "allowed"));
  });

  it("refuse a row of another organisation", async () => {
    const foreign = asActor(a, (tx) => insert(tx, b.org, "foreign"));
    await expect(foreign).rejects.toMatchObject({ code: "42501" });
  });

  it("keep the values of a failed statement out of the error", async () => {
    const failed = await asActor(a, (tx) =>
      tx.execute(sql`select ${"a name that must not be logged"}::int`),
    ).catch((error: Error) => error);
    expect(failed).toMatchObject({ code: "22P02" });
    expect(JSON.stringify(Object.entries(failed))).not.toContain("params");
  });

  it("take one statement at a time", async () => {
    const two = asActor(a, (tx) => tx.execute(sql`select 1; select 2`));
    await expect(two).rejects.toMatchObject({ code: "42601" });
  });

  it("take dates, arrays and JSON, and refuse undefined before anything is sent", async () => {
    const [row] = await asActor(a, (tx) =>
      tx.execute(sql`
        select ${new Date(0)}::timestamptz = 'epoch' as date, ${sql.param(["a,b", "c"])}::text[] as list,
          ${sql.param({ k: [1] })}::jsonb ->> 'k' as json`),
    );
    expect(row).toEqual({ date: true, list: ["a,b", "c"], json: "[1]" });
    await expect(
      asActor(a, (tx) =>
        Promise.all([whoAmI(tx), tx.execute(sql`select ${sql.param(undefined)}`)]),
      ),
    ).rejects.toThrow(/undefined/);
    expect(await asActor(b, whoAmI)).toMatchObject({ org: b.org });
  });
});

describe("values asked for in one round trip", () => {
  const org = sql`current_setting('app.org_id')`;
  const put = (to: string, title: string) => sql`public.put(${to}, ${title})`;

  beforeAll(async () => {
    await wall.admin.unsafe(`create function public.put(org text, title text) returns text language sql
      as $$ insert into public.cases (org_id, title) values (org, title) returning org_id $$`);
  });

  it("are each answered as their own person", async () => {
    const asked = [a, b, a].map((actor) => ({ actor, value: org }));
    expect(await valuesAsActors(asked)).toEqual([a.org, b.org, a.org]);
    expect(await valuesAsActors([])).toEqual([]);
    // And leave nobody behind on the connection.
    await asSystem(async (tx) => {
      expect((await whoAmI(tx)).org ?? "").toBe("");
    });
  });

  it("are all kept, or none when one is refused", async () => {
    await valuesAsActors([
      { actor: a, value: put(a.org, "both kept") },
      { actor: b, value: put(b.org, "both kept") },
    ]);
    expect(await titled("both kept")).toHaveLength(2);
    const refused = valuesAsActors([
      { actor: a, value: put(a.org, "neither") },
      { actor: b, value: put(a.org, "neither") },
      { actor: a, value: put(a.org, "neither") },
    ]);
    await expect(refused).rejects.toMatchObject({ code: "42501" });
    expect(await titled("neither")).toHaveLength(0);
    expect(await valuesAsActors([{ actor: b, value: org }])).toEqual([b.org]);
  });

  it("are nobody's without a session", async () => {
    const asked = valuesAsActors([
      { actor: a, value: put(a.org, "signed out") },
      { actor: { secret: "x" }, value: put(a.org, "signed out") },
    ]);
    await expect(asked).rejects.toBeInstanceOf(SignedOut);
    expect(await titled("signed out")).toHaveLength(0);
    expect(databaseHealth()).toMatchObject({ busy: 0, idle: 1 });
  });

  it("have an unknown outcome when the connection is lost", async () => {
    const asked = valuesAsActors([
      { actor: a, value: sql`pg_sleep(20)::text` },
      { actor: a, value: put(a.org, "lost on the way") },
    ]).catch((error: unknown) => error);
    await pause(300);
    await wall.kill();
    expect(await asked).toBeInstanceOf(ConnectionLost);
    expect(await asked).toMatchObject({ outcome: "unknown" });
    expect(await titled("lost on the way")).toHaveLength(0);
    expect(await valuesAsActors([{ actor: b, value: org }])).toEqual([b.org]);
  });
});

describe("a transaction", () => {
  it("is undone when its work throws", async () => {
    const failed = asActor(a, async (tx) => {
      await insert(tx, a.org, "thrown");
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    expect(await titled("thrown")).toHaveLength(0);
  });

  it("does not call itself committed when a swallowed error had aborted it", async () => {
    const swallowed = asActor(a, async (tx) => {
      await insert(tx, a.org, "swallowed");
      await tx.execute(sql`select 1 / 0`).catch(() => undefined);
      return "fine";
    });
    await expect(swallowed).rejects.toMatchObject({ code: "22012" });
    expect(await titled("swallowed")).toHaveLength(0);
    expect(databaseHealth()).toMatchObject({ idle: 1, lost: 0 });
  });

  it("nests by savepoint and keeps its identity", async () => {
    await asActor(a, async (tx) => {
      await insert(tx, a.org, "outer");
      const inner = tx.transaction(async (nested) => {
        await insert(nested, a.org, "inner");
        await nested.execute(sql`select 1 / 0`).catch(() => undefined);
      });
      await expect(inner).rejects.toSatisfy(
        (e) => (causeOf(e) as { code: string }).code === "22012",
      );
      expect(await tx.transaction(whoAmI)).toMatchObject({ org: a.org, user: "plenary_app" });
    });
    expect(await titled("outer")).toHaveLength(1);
    expect(await titled("inner")).toHaveLength(0);
  });

  it("takes no statement after its work has settled, also not from a nested one left behind", async () => {
    let left: Tx | undefined;
    const goOn = gate();
    let nested: Promise<unknown> = Promise.resolve();
    await asActor(a, async (tx) => {
      left = tx;
      nested = tx.transaction(async (inner) => {
        await goOn.opened;
        return whoAmI(inner);
      });
      nested.catch(() => undefined);
      await whoAmI(tx);
    });
    await asActor(b, async (tx) => {
      await insert(tx, b.org, "beside the late one");
      goOn.open();
      await expect(whoAmI(left as Tx)).rejects.toSatisfy((e) =>
        /transaction is over/.test((causeOf(e) as Error).message),
      );
      await expect(nested).rejects.toThrow(/is over|Failed query/);
      expect(await whoAmI(tx)).toMatchObject({ org: b.org });
    });
    expect(await titled("beside the late one")).toHaveLength(1);
  });

  it("is refused inside another one, but not after it", async () => {
    await expect(asActor(a, () => asActor(b, whoAmI))).rejects.toThrow(/open here already/);
    let later: Promise<unknown> = Promise.resolve();
    await asActor(a, async (tx) => {
      later = pause(50).then(() => asActor(a, whoAmI));
      await whoAmI(tx);
    });
    expect(await later).toMatchObject({ org: a.org });
  });
});

describe("a backend that dies", () => {
  it("takes its transaction with it: nothing more runs, and nothing runs as somebody else", async () => {
    const killed = gate();
    const aMayGoOn = gate();
    const bHasBegun = gate();
    const aIsOver = gate();
    const seenByA: unknown[] = [];

    const first = asActor(a, async (tx) => {
      await insert(tx, a.org, "lost with its backend");
      const { pid } = await whoAmI(tx);
      await wall.admin`select pg_terminate_backend(${pid})`;
      killed.open();
      await aMayGoOn.opened;
      for (const attempt of [whoAmI, orgsSeen, whoAmI, (t: Tx) => insert(t, b.org, "A as B")]) {
        seenByA.push(await attempt(tx).catch(causeOf));
      }
      seenByA.push(await tx.transaction(whoAmI).catch(causeOf));
      return "resolves, so that it wants to commit";
    });
    const outcome = first.catch((error: unknown) => error).finally(aIsOver.open);

    await killed.opened;
    // One lease: B gets the place that A's connection left.
    await asActor(b, async (tx) => {
      await insert(tx, b.org, "B's own");
      const before = await whoAmI(tx);
      bHasBegun.open();
      aMayGoOn.open();
      await aIsOver.opened;
      // A's COMMIT would have ended this transaction, and with it the role and the identity.
      expect(await whoAmI(tx)).toEqual({ ...before, org: b.org, user: "plenary_app" });
      await insert(tx, b.org, "B's own");
    });

    expect(seenByA).toHaveLength(5);
    for (const seen of seenByA) {
      expect(seen).toBeInstanceOf(ConnectionLost);
    }
    expect(await outcome).toBeInstanceOf(ConnectionLost);
    expect(await outcome).toMatchObject({ outcome: "undone" });
    expect(await titled("lost with its backend")).toHaveLength(0);
    expect(await titled("A as B")).toHaveLength(0);
    expect(await titled("B's own")).toEqual([{ org_id: b.org }, { org_id: b.org }]);
    expect(databaseHealth()).toMatchObject({ busy: 0, waiting: 0, lost: 1 });
  });

  it("fails every statement that was under way or queued, at once", async () => {
    let asked: Promise<PromiseSettledResult<unknown>[]> = Promise.resolve([]);
    const lost = asActor(a, async (tx) => {
      const { pid } = await whoAmI(tx);
      const slow = async () => tx.execute(sql`select pg_sleep(10), ${"not prepared yet"}::text`);
      const statements = [slow(), ...Array.from({ length: 20 }, () => whoAmI(tx))];
      asked = Promise.allSettled(statements);
      await pause(50);
      await wall.admin`select pg_terminate_backend(${pid})`;
      await asked;
    });
    await expect(lost).rejects.toBeInstanceOf(ConnectionLost);
    expect((await asked).map((result) => result.status)).toEqual(Array(21).fill("rejected"));
  });

  it("while idle is noticed, and the next request gets a new one", async () => {
    const before = await asActor(a, whoAmI);
    await wall.kill();
    await pause(100);
    const after = await asActor(a, whoAmI);
    expect(after.pid).not.toBe(before.pid);
    expect(after.org).toBe(a.org);
  });
});

describe("the leases", () => {
  const settings = () => ({
    url: () => wall.url,
    leases: 1,
    wait: 150,
    limit: 5_000,
    prepare: true,
  });

  it("are handed out in the order of arrival, and a wait has an end", async () => {
    // Long enough for three turns on a busy machine; the wait that is to end is another pool's.
    const pool = new LeasePool({ ...settings(), wait: 20_000 });
    const done = gate();
    const order: number[] = [];
    const holder = pool.transaction({ begin: "begin" }, async () => done.opened);
    const queued = [1, 2, 3].map((n) =>
      pool.transaction({ begin: "begin" }, async () => order.push(n)),
    );
    await pause(20);
    expect(pool.health()).toMatchObject({ busy: 1, waiting: 3 });
    done.open();
    await Promise.all([holder, ...queued]);
    expect(order).toEqual([1, 2, 3]);
    await pool.close();

    const hasty = new LeasePool(settings());
    const again = gate();
    const second = hasty.transaction({ begin: "begin" }, async () => again.opened);
    const busy = await hasty
      .transaction({ begin: "begin" }, async () => undefined)
      .catch((error: unknown) => error);
    expect(busy).toBeInstanceOf(DatabaseBusy);
    expect(busy).toMatchObject({ status: 503 });
    again.open();
    await second;
    await hasty.transaction({ begin: "begin" }, async () => undefined);
    await hasty.close();
  });

  it("are not held for ever by work that never ends", async () => {
    const pool = new LeasePool({ ...settings(), limit: 200, wait: 2_000 });
    const never = pool.transaction({ begin: "begin" }, async (handle) => {
      await handle.unsafe("select pg_sleep(30)");
    });
    const next = pool.transaction({ begin: "begin" }, async () => "served");
    await expect(never).rejects.toThrow(/too long/);
    expect(await next).toBe("served");
    await pool.close();
  });

  it("say that the database is unreachable, and recover", async () => {
    let url = "postgres://nobody@127.0.0.1:1/none";
    const pool = new LeasePool({ ...settings(), url: () => url });
    const refused = pool.transaction({ begin: "begin" }, async () => undefined);
    await expect(refused).rejects.toBeInstanceOf(DatabaseUnavailable);
    url = wall.url;
    expect(await pool.transaction({ begin: "begin" }, async () => "up")).toBe("up");
    await pool.close();
  });

  it("close after what runs, and refuse what waits or comes", async () => {
    const pool = new LeasePool({ ...settings(), wait: 5_000 });
    const running = pool.transaction({ begin: "begin" }, async (handle) => {
      await pause(100);
      return handle.unsafe("select 1 as one");
    });
    await pause(20);
    const waiting = pool.transaction({ begin: "begin" }, async () => undefined);
    const refused = expect(waiting).rejects.toBeInstanceOf(DatabaseUnavailable);
    await pool.close();
    await refused;
    expect([...(await running)]).toEqual([{ one: 1 }]);
    await expect(pool.transaction({ begin: "begin" }, async () => undefined)).rejects.toThrow(
      /shutting down/,
    );
  });

  it("work without prepared statements, for a pooler", async () => {
    const pool = new LeasePool({ ...settings(), prepare: false });
    const rows = await pool.transaction({ begin: "begin" }, async (handle) => {
      await handle.unsafe("select $1::int", [1]);
      return handle.unsafe("select count(*)::int as n from pg_prepared_statements");
    });
    expect([...rows]).toEqual([{ n: 0 }]);
    await pool.close();
  });
});

describe("the ways not to use the driver turn red", () => {
  const installed = join(createRequire(import.meta.url).resolve("postgres"), "../../..");
  const script = join(import.meta.dirname, "testing", "broken-driver-use.mjs");

  async function run(variant: string, driver = join(installed, "src", "index.js")) {
    const settings = { url: wall.url, adminUrl: clusterUrl(), secrets: [a.secret, b.secret] };
    const { stdout } = await promisify(execFile)(process.execPath, [
      script,
      variant,
      pathToFileURL(driver).href,
      JSON.stringify(settings),
    ]);
    return JSON.parse(stdout);
  }

  it("a shared client lets A speak as B after A's backend died", async () => {
    const seen = await run("shared-client");
    const leaked = seen.seenByA?.org === b.org;
    expect(leaked || "crashed" in seen, JSON.stringify(seen)).toBe(true);
  });

  it("a shared client runs a late statement in the next transaction", async () => {
    expect(await run("late-statement")).toMatchObject({ seenByA: { org: b.org } });
  });

  it("the unpatched driver ends the process", async () => {
    // @ts-expect-error plain Node
    const { patch } = await import("../lib/patches/postgres+3.4.9.mjs");
    // @ts-expect-error plain Node
    const { rewrite } = await import("../lib/patches/apply.mjs");
    const folder = mkdtempSync(join(tmpdir(), "plenary-unpatched-"));
    cpSync(installed, folder, { recursive: true });
    for (const file of patch.files) {
      const path = join(folder, file);
      writeFileSync(path, rewrite(readFileSync(path, "utf8"), patch.changes, { reverse: true }));
    }
    const crashed = await run("unpatched", join(folder, "src", "index.js"));
    expect(crashed).toMatchObject({ crashed: expect.stringContaining("reading 'write'") });
    expect(await run("unpatched")).toMatchObject({ seenByA: { error: expect.any(String) } });
    rmSync(folder, { recursive: true });
  });
});
