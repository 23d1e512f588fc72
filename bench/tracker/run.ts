import { cookieName } from "@/lib/auth/cookie-names";
import { type BareNode, startBareNode } from "../bare-node";
import { percentile, printFigure, rounded } from "../figures";
import { Caller } from "../http";
import { bareStatements } from "./bare-sql";
import { startCluster, type World } from "./cluster";
import { factsOf } from "./facts";
import { printGrowth } from "./growth";
import { secretOf } from "./people";
import { type Product, startProduct } from "./product";
import { type Request, requestsFor } from "./requests";
import { signIn } from "./seed/index";
import { setStageRequest } from "./set-stage";
import { measureSixteen, measureTotals } from "./sixteen";

const warmUp = 25;

/**
 * Measures the tracker at each size through the real program (its production build, its own server, a real sign-in,
 * row security and history on), each figure in turn with the same bare SQL and with a bare server in Node that sends
 * the same bytes. The machine is never alone: all sizes and all three ways take turns, so that only ratios are to be
 * read. Prints one line of JSON per figure and comparison; p50 and p95 are always the program's.
 */
export async function runTracker({
  sizes,
  folder,
  times = 80,
  only,
}: {
  sizes: number[];
  folder?: string;
  times?: number;
  only?: string;
}): Promise<void> {
  const cluster = await startCluster(sizes, folder);
  const node = await startBareNode();
  const subjects: Subject[] = [];
  try {
    for (const world of cluster.worlds) {
      console.error(`Starting the program on ${world.rows} commitments …`);
      subjects.push(await prepare(world, node));
    }
    const names = Object.keys(subjects[0]?.requests ?? {}).filter(
      (name) => !only || name.startsWith(only),
    );
    await measure(subjects, names, warmUp + times);
    report(subjects, names);
    const isWanted = (name: string) => !only || name.startsWith(only);
    for (const subject of subjects) {
      if (isWanted("list-filtered-16")) {
        await subject.measureSixteen();
      }
      if (isWanted("totals")) {
        await subject.measureTotals();
      }
    }
    printGrowth(
      names,
      subjects.map((subject) => ({
        rows: subject.rows,
        p50: (name) => p50(subject, name, "product"),
        p95: (name) => percentile(subject.samples.get(name)?.product ?? [], 0.95),
        bytes: (name) => subject.bytes.get(name) ?? Number.NaN,
        brotli: (name) => subject.brotli.get(name) ?? Number.NaN,
      })),
    );
  } finally {
    for (const subject of subjects) {
      await subject.stop();
    }
    node.stop();
    await cluster.stop();
  }
}

type Way = "product" | "sql" | "node";

interface Subject {
  rows: number;
  requests: Record<string, Request>;
  ways: Record<Way, (name: string) => Promise<number>>;
  samples: Map<string, Record<Way, number[]>>;
  /** Length of the first answer as it was sent, with gzip. */
  bytes: Map<string, number>;
  /** Length of a page with brotli, which browsers take over https. */
  brotli: Map<string, number>;
  /** Whether there is a bare statement to compare with. */
  hasBareSql(name: string): boolean;
  measureSixteen(): Promise<void>;
  measureTotals(): Promise<void>;
  stop(): Promise<void>;
}

async function prepare(world: World, node: BareNode): Promise<Subject> {
  await signIn(world.superuserUrl);
  const facts = await factsOf(world);
  const product = await startProduct(world.ownerUrl);
  const sql = bareStatements(world, facts);
  const callers = {
    worker: callerAs("worker", product),
    partner: callerAs("partner", product),
    bare: new Caller(node.port),
  };
  const requests = requestsFor(facts, setStageRequest(facts));
  const bareCalls = new Map<string, { path: string; method: "GET" | "POST"; body?: string }>();
  const samples: Subject["samples"] = new Map();
  const bytes: Subject["bytes"] = new Map();
  const brotli: Subject["bytes"] = new Map();
  for (const [name, request] of Object.entries(requests)) {
    const call = request.call();
    const answer = await callers[request.who].call(call);
    const fault = request.faultOf(answer);
    if (fault) {
      console.error(
        `${name} with ${world.rows}: ${fault}\n${answer.body.toString().slice(0, 500)}`,
      );
    }
    const path = `/${world.rows}/${name}`;
    await node.learn(path, answer);
    bareCalls.set(name, {
      path,
      method: call.method ?? "GET",
      ...(call.body !== undefined && { body: call.body }),
    });
    bytes.set(name, answer.sent.length);
    if (bareCalls.get(name)?.method === "GET") {
      const packed = { ...call, headers: { ...call.headers, "accept-encoding": "br" } };
      brotli.set(name, (await callers[request.who].call(packed)).sent.length);
    }
    samples.set(name, { product: [], sql: [], node: [] });
  }
  return {
    rows: world.rows,
    requests,
    samples,
    bytes,
    brotli,
    ways: {
      async product(name) {
        const request = requests[name] as Request;
        const answer = await callers[request.who].call(request.call());
        const fault = request.faultOf(answer);
        if (fault) {
          throw new Error(`${name} with ${world.rows} commitments: ${fault}`);
        }
        return answer.ms;
      },
      async sql(name) {
        const started = performance.now();
        await sql.run[name]?.();
        return performance.now() - started;
      },
      async node(name) {
        const call = bareCalls.get(name);
        return call ? (await callers.bare.call(call)).ms : Number.NaN;
      },
    },
    hasBareSql: (name) => name in sql.run,
    measureSixteen: () =>
      measureSixteen(world, product, requests["list-filtered"]?.call().path ?? ""),
    measureTotals: () => measureTotals(world, sql.totals),
    async stop() {
      for (const caller of Object.values(callers)) {
        caller.close();
      }
      await sql.end();
      await product.stop();
    },
  };
}

function callerAs(who: "worker" | "partner", product: Product): Caller {
  return new Caller(product.port, `${cookieName("session")}=${secretOf(who)}`);
}

async function measure(subjects: Subject[], names: string[], rounds: number): Promise<void> {
  const failed = new Set<string>();
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      for (const subject of subjects) {
        const key = `${name} ${subject.rows}`;
        if (failed.has(key)) {
          continue;
        }
        for (const way of ["product", "sql", "node"] as const) {
          if (way === "sql" && !subject.hasBareSql(name)) {
            continue;
          }
          try {
            const ms = await subject.ways[way](name);
            if (round >= warmUp) {
              subject.samples.get(name)?.[way].push(ms);
            }
          } catch (error) {
            failed.add(key);
            console.error(`${key}, ${way}: ${(error as Error).message}`);
            break;
          }
        }
      }
    }
    if (round % 20 === 19) {
      console.error(`${round + 1} of ${rounds} rounds`);
    }
  }
}

function p50(subject: Subject, name: string, way: Way): number {
  return percentile(subject.samples.get(name)?.[way] ?? [], 0.5);
}

function report(subjects: Subject[], names: string[]): void {
  for (const name of names) {
    for (const subject of subjects) {
      const own = subject.samples.get(name)?.product ?? [];
      if (own.length === 0) {
        continue;
      }
      for (const against of ["sql", "node"] as const) {
        if (against === "sql" && !subject.hasBareSql(name)) {
          continue;
        }
        printFigure({
          suite: "tracker",
          name,
          rows: subject.rows,
          n: own.length,
          p50: rounded(percentile(own, 0.5)),
          p95: rounded(percentile(own, 0.95)),
          unit: "ms",
          against,
          ratio: rounded(percentile(own, 0.5) / p50(subject, name, against)),
        });
      }
    }
  }
}
