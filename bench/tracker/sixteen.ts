import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { closeLeases } from "@/db/connection";
import { cookieName } from "@/lib/auth/cookie-names";
import { findActor } from "@/lib/auth/find-actor";
import { listCommitments } from "@/lib/commitments/queries";
import { PROJECT } from "@/lib/serve/data-folder";
import { countByState } from "@/lib/states/counts-queries";
import type { BareList } from "../bare-list";
import { percentile, printFigure, rounded } from "../figures";
import { type Call, Caller } from "../http";
import type { World } from "./cluster";
import { secretOf } from "./people";
import type { Product } from "./product";
import { recordStatements, type Sent } from "./recording";
import { views } from "./views";

const connections = 16;
/** As many transactions at once as the program runs. */
const leases = 10;
const turns = 5;
const turnMs = 4_000;

interface Turn {
  /** Answers a second. */
  rate: number;
  ms: number[];
  errors: number;
}

/**
 * Sixteen connections that ask for the filtered list one request after another, of the program and of a bare server in
 * Node with the same statements, in turns. `ratio` is how many answers a second the program gives of those of the bare
 * server; the first turn does not count.
 */
export async function measureSixteen(world: World, product: Product, path: string): Promise<void> {
  const bare = await startBareList(world);
  const ways = {
    product: callers(product.port, `${cookieName("session")}=${secretOf("worker")}`),
    node: callers(bare.port),
  };
  const found = { product: [] as Turn[], node: [] as Turn[] };
  for (let turn = 0; turn <= turns; turn += 1) {
    for (const way of ["product", "node"] as const) {
      const one = await press(ways[way], { path, headers: { accept: "application/json" } });
      if (turn > 0) {
        found[way].push(one);
      }
    }
  }
  const rate = (way: Turn[]) =>
    percentile(
      way.map((turn) => turn.rate),
      0.5,
    );
  const ms = found.product.flatMap((turn) => turn.ms);
  printFigure({
    suite: "tracker",
    name: "list-filtered-16",
    rows: world.rows,
    n: ms.length,
    p50: rounded(percentile(ms, 0.5)),
    p95: rounded(percentile(ms, 0.95)),
    unit: "ms",
    against: "node-sql",
    ratio: rounded(rate(found.product) / rate(found.node)),
    perSecond: rounded(rate(found.product)),
    errors: found.product.reduce((sum, { errors }) => sum + errors, 0),
  });
  for (const caller of [...ways.product, ...ways.node]) {
    caller.close();
  }
  bare.stop();
}

/** What the counts of all States take beside reading the counters that are kept, both in the database. */
export async function measureTotals(
  world: World,
  readKept: () => Promise<unknown>,
  times = 60,
): Promise<void> {
  const actor = await enter(world);
  const samples = { product: [] as number[], sql: [] as number[] };
  for (let round = 0; round < times + 10; round += 1) {
    for (const [way, run] of [
      ["product", () => countByState(actor)],
      ["sql", readKept],
    ] as const) {
      const started = performance.now();
      await run();
      if (round >= 10) {
        samples[way].push(performance.now() - started);
      }
    }
  }
  await closeLeases();
  const p50 = (way: keyof typeof samples) => percentile(samples[way], 0.5);
  printFigure({
    suite: "tracker",
    name: "totals",
    rows: world.rows,
    n: times,
    p50: rounded(p50("product")),
    p95: rounded(percentile(samples.product, 0.95)),
    unit: "ms",
    against: "sql",
    ratio: rounded(p50("product") / p50("sql")),
  });
}

const callers = (port: number, cookie?: string) =>
  Array.from({ length: connections }, () => new Caller(port, cookie));

async function press(all: readonly Caller[], call: Call): Promise<Turn> {
  const started = performance.now();
  const ms: number[] = [];
  let errors = 0;
  await Promise.all(
    all.map(async (caller) => {
      while (performance.now() - started < turnMs) {
        const answer = await caller.call(call);
        ms.push(answer.ms);
        errors += answer.status === 200 ? 0 : 1;
      }
    }),
  );
  return { rate: (ms.length - errors) / ((performance.now() - started) / 1_000), ms, errors };
}

async function enter(world: World) {
  process.env.PLENARY_APP_DATABASE_URL = world.loginUrl;
  const actor = await findActor(secretOf("worker"));
  if (!actor) {
    throw new Error("Nobody is signed in.");
  }
  return actor;
}

async function startBareList(world: World): Promise<{ port: number; stop(): void }> {
  const actor = await enter(world);
  // Once unseen: what the program keeps in memory is not asked for again.
  await listCommitments(actor, views["list-filtered"]);
  const statements: Sent[] = [];
  const forget = recordStatements((sent) => statements.push(sent));
  await listCommitments(actor, views["list-filtered"]);
  forget();
  await closeLeases();
  const child = fork(join(PROJECT, "bench/bare-list.ts"), {
    execArgv: ["--import", "tsx"],
    serialization: "advanced",
  });
  const listening = once(child, "message");
  child.send({
    url: world.loginUrl,
    secret: secretOf("worker"),
    connections: leases,
    statements,
  } satisfies BareList);
  const [{ port }] = (await listening) as [{ port: number }];
  return { port, stop: () => child.disconnect() };
}
