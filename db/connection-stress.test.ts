import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { makeToyWall, rowsPerOrg, type ToyIdentity, type ToyWall } from "./testing/toy-wall";

/**
 * Many people at once on few leases while backends are killed. STRESS_REQUESTS=20000 is the full run;
 * STRESS_SEED repeats the order of the requests of a run.
 */
vi.mock("server-only", () => ({}));

const { asActor } = await import("./client");
const { closeDatabase, databaseHealth } = await import("./health");
const { DatabaseUnavailable } = await import("./errors");
type Tx = Parameters<Parameters<typeof asActor>[1]>[0];

const requests = Number(process.env.STRESS_REQUESTS ?? 10_000);
const seed = Number(process.env.STRESS_SEED ?? Date.now() % 1_000_000);
const workers = 64;
const identityCount = 60;
const killEvery = 700;
/** No request may take longer, waiting included: more is a stall. Under the wait for a lease. */
const stallAfter = 10_000;

let wall: ToyWall;
const uncaught: unknown[] = [];
const catchAll = (error: unknown) => uncaught.push(error);

beforeAll(async () => {
  wall = await makeToyWall(identityCount);
  await closeDatabase(0);
  process.env.PLENARY_APP_DATABASE_URL = wall.url;
  process.env.PLENARY_DB_LEASES = "4";
  process.on("uncaughtException", catchAll);
  process.on("unhandledRejection", catchAll);
});

afterAll(async () => {
  await closeDatabase(0);
  process.off("uncaughtException", catchAll);
  process.off("unhandledRejection", catchAll);
  await wall?.drop();
});

/** A small deterministic source of numbers below `limit` (mulberry32). */
function numbers(start: number): (limit: number) => number {
  let state = start;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

class AppError extends Error {}
class Leak extends Error {}

interface Request {
  who: ToyIdentity;
  other: ToyIdentity;
  title: string;
  below: (limit: number) => number;
}

/** Everything this transaction can see belongs to the one who asks, and it still is who it was. */
async function look(tx: Tx, { who }: Request): Promise<void> {
  const rows = await tx.execute<{ org_id: string; me: string; role: string }>(sql`
    select org_id, current_setting('app.org_id') as me, current_user as role from cases
    where title <> ${"none"} limit 50`);
  const isOwn = rows.every(
    (row) => row.org_id === who.org && row.me === who.org && row.role === "plenary_app",
  );
  if (!isOwn || rows.length < rowsPerOrg) {
    throw new Leak(`${who.org} saw ${JSON.stringify(rows.slice(0, 3))}`);
  }
}

function write(tx: Tx, org: string, title: string) {
  return tx.execute(sql`insert into cases (org_id, title) values (${org}, ${title})`);
}

/** The application thinks, or waits for somebody else. */
function think(below: Request["below"]): Promise<void> {
  return below(4) === 0 ? pause(below(12)) : Promise.resolve();
}

function codeOf(error: unknown): unknown {
  const cause = error instanceof Error && "cause" in error ? error.cause : undefined;
  return (error as { code?: unknown }).code ?? (cause as { code?: unknown } | undefined)?.code;
}

interface Kind {
  run(tx: Tx, request: Request): Promise<void>;
  /** The SQLSTATE or class it must end with when no backend dies; without one it must succeed. */
  ends?: unknown;
  writes?: boolean;
}

const kinds: Record<string, Kind> = {
  read: {
    async run(tx, request) {
      await look(tx, request);
      await think(request.below);
      await look(tx, request);
    },
  },
  write: {
    writes: true,
    async run(tx, request) {
      await write(tx, request.who.org, request.title);
      await think(request.below);
      await look(tx, request);
    },
  },
  sideBySide: {
    writes: true,
    async run(tx, request) {
      await Promise.all([look(tx, request), write(tx, request.who.org, request.title)]);
      await Promise.all([look(tx, request), look(tx, request), look(tx, request)]);
    },
  },
  appError: {
    ends: AppError,
    async run(tx, request) {
      await write(tx, request.who.org, request.title);
      await think(request.below);
      await look(tx, request);
      throw new AppError("on purpose");
    },
  },
  sqlError: {
    ends: "22012",
    async run(tx, request) {
      await write(tx, request.who.org, request.title);
      await tx.execute(sql`select 1 / ${0}::int`);
    },
  },
  swallowedError: {
    ends: "22012",
    async run(tx, request) {
      await write(tx, request.who.org, request.title);
      await tx.execute(sql`select 1 / ${0}::int`).catch(() => undefined);
    },
  },
  timeout: {
    ends: "57014",
    async run(tx, request) {
      await write(tx, request.who.org, request.title);
      await tx.execute(sql`select set_config('statement_timeout', '5', true)`);
      await tx.execute(sql`select pg_sleep(${1})`);
    },
  },
  nested: {
    writes: true,
    async run(tx, request) {
      await write(tx, request.who.org, request.title);
      await tx
        .transaction(async (inner) => {
          await write(inner, request.who.org, `${request.title}/inner`);
          await inner.execute(sql`select 1 / ${0}::int`);
        })
        .catch((error: unknown) => {
          if (codeOf(error) !== "22012") {
            throw error;
          }
        });
      await tx.transaction((inner) => look(inner, request));
      await think(request.below);
      await look(tx, request);
    },
  },
  foreignWrite: {
    ends: "42501",
    async run(tx, request) {
      await look(tx, request);
      await think(request.below);
      await write(tx, request.other.org, request.title);
    },
  },
};
const kindNames = Object.keys(kinds);

it(`keeps ${requests} requests of ${identityCount} people apart while backends die`, async () => {
  const below = numbers(seed);
  const kept: string[] = [];
  const undone: string[] = [];
  const leaks: string[] = [];
  const surprises: string[] = [];
  const late: Promise<unknown>[] = [];
  let lateAnswers = 0;
  let honest = 0;
  let kills = 0;
  let slowest = 0;
  let issued = 0;

  async function one(): Promise<void> {
    const kind = kindNames[below(kindNames.length)] as string;
    const who = wall.identities[below(identityCount)] as ToyIdentity;
    const other = wall.identities.find((identity) => identity !== who) as ToyIdentity;
    const request: Request = { who, other, title: `${who.org}/${randomUUID()}`, below };
    const { run, ends, writes } = kinds[kind] as Kind;
    const began = performance.now();
    let left: Tx | undefined;
    let ended: unknown;
    try {
      await asActor(who, async (tx) => {
        left = tx;
        await run(tx, request);
      });
      if (writes) {
        kept.push(request.title);
      }
    } catch (error) {
      ended = error;
      if (
        !(error instanceof DatabaseUnavailable && "outcome" in error && error.outcome === "unknown")
      ) {
        undone.push(request.title);
      }
    }
    if (left && below(10) === 0) {
      // Left behind on purpose: must not run in whatever transaction has the connection now.
      late.push(
        left.execute(sql`select 1`).then(
          () => lateAnswers++,
          () => undefined,
        ),
      );
    }
    slowest = Math.max(slowest, performance.now() - began);
    if (ended instanceof Leak) {
      leaks.push(ended.message);
    } else if (ended instanceof DatabaseUnavailable) {
      honest++;
    } else {
      const isExpected =
        typeof ends === "function"
          ? ended instanceof ends
          : ended === ends || (ends && codeOf(ended) === ends);
      if (!isExpected) {
        surprises.push(`${kind}: ${ended}`);
      }
    }
  }

  const began = performance.now();
  let isOver = false;
  const killer = (async () => {
    for (let round = 1; !isOver; round++) {
      await pause(killEvery);
      kills += await wall.kill(round % 8 === 0 ? "all" : "one");
    }
  })();
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (issued < requests) {
        issued++;
        await one();
      }
    }),
  );
  isOver = true;
  await Promise.all([killer, ...late]);
  const seconds = (performance.now() - began) / 1_000;

  const rows = await wall.admin<
    { org_id: string; title: string }[]
  >`select org_id, title from cases`;
  const stored = new Map(rows.map((row) => [row.title, row.org_id]));
  const misplaced = rows.filter((row) => !row.title.startsWith(`${row.org_id}/`));
  const vanished = kept.filter((title) => !stored.has(title));
  const cameBack = undone.filter((title) => stored.has(title));
  const inner = rows.filter((row) => row.title.endsWith("/inner"));

  console.info(
    JSON.stringify({
      seed,
      requests: issued,
      seconds: Number(seconds.toFixed(1)),
      kills,
      honest,
      leaks: leaks.length + misplaced.length,
      uncaught: uncaught.length,
      slowestMs: Math.round(slowest),
      acknowledgedWrites: kept.length,
      ...databaseHealth(),
    }),
  );
  expect(leaks).toEqual([]);
  expect(misplaced).toEqual([]);
  expect(vanished, "acknowledged, but not stored").toEqual([]);
  expect(cameBack, "undone, but stored").toEqual([]);
  expect(inner, "rolled back to a savepoint, but stored").toEqual([]);
  expect(lateAnswers, "statements that came after the end and were answered").toBe(0);
  expect(surprises.slice(0, 5)).toEqual([]);
  expect(uncaught).toEqual([]);
  expect(slowest).toBeLessThan(stallAfter);
  expect(kills).toBeGreaterThan(0);
  expect(databaseHealth()).toMatchObject({ busy: 0, waiting: 0 });
}, 600_000);
