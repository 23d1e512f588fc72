import { type LeasePool, leases } from "@/db/connection";
import type { TransactionHandle } from "@/db/lease";

export interface Recorded {
  text: string;
  /** Of the statement itself, as the server measured it, in milliseconds. */
  ms: number;
  plan: PlanNode;
}

export interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  Alias?: string;
  "Index Name"?: string;
  "Actual Rows"?: number;
  "Actual Loops"?: number;
  "Actual Total Time"?: number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  Filter?: string;
  "Index Cond"?: string;
  "Subplan Name"?: string;
  Plans?: PlanNode[];
}

type Values = Parameters<TransactionHandle["unsafe"]>[1];

/** A statement as the program sends it, with the values of the real request. */
export interface Sent {
  text: string;
  values: Values;
}

/** From now on each statement that goes through the program's own door is noted. Returns what ends it. */
export function recordStatements(note: (sent: Sent) => void): () => void {
  return watchDoor(async (_handle, sent) => note(sent));
}

/**
 * From now on each reading statement that goes through the program's own door is explained there first: as the role,
 * with the identity and with the values of the real request. Calls `note` for each. Returns what ends it.
 */
export function recordPlans(note: (recorded: Recorded) => void): () => void {
  return watchDoor(async (handle, { text, values }) => {
    if (!/^\s*(select|with)\b/i.test(text)) {
      return;
    }
    const rows = await handle.unsafe(`explain (analyze, timing on, format json) ${text}`, values);
    const [top] = (rows[0] as Record<string, unknown>)["QUERY PLAN"] as {
      Plan: PlanNode;
      "Execution Time": number;
    }[];
    if (top) {
      note({ text, ms: top["Execution Time"], plan: top.Plan });
    }
  });
}

/** Looks at a statement before it runs. */
type Look = (handle: TransactionHandle, sent: Sent) => Promise<void>;

function watchDoor(look: Look): () => void {
  const real = leases();
  const place = Symbol.for("plenary.leases");
  const door: Pick<LeasePool, "transaction"> = {
    transaction: (opening, work) =>
      real.transaction(opening, (handle, driver) => work(watched(handle, look), driver)),
  };
  const shared = globalThis as Record<symbol, unknown>;
  shared[place] = door;
  return () => {
    shared[place] = real;
  };
}

function watched(handle: TransactionHandle, look: Look): TransactionHandle {
  return {
    savepoint: (work) => handle.savepoint((inner) => work(watched(inner, look))),
    unsafe(text, values) {
      let looked: Promise<void> | undefined;
      const first = () => {
        looked ??= look(handle, { text, values });
        return looked;
      };
      const run = () => handle.unsafe(text, values);
      const statement = {
        values: async () => {
          await first();
          return run().values();
        },
        // biome-ignore lint/suspicious/noThenProperty: Drizzle awaits what `unsafe` gives it, or calls `values()` on it.
        then: (onRows: never, onError: never) => first().then(run).then(onRows, onError),
      };
      return statement as unknown as ReturnType<TransactionHandle["unsafe"]>;
    },
  };
}
