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

/**
 * From now on each statement that goes through the program's own door is explained there first: as the role, with the
 * identity and with the values of the real request. Calls `note` for each. Returns what ends it.
 */
export function recordPlans(note: (recorded: Recorded) => void): () => void {
  const real = leases();
  const place = Symbol.for("plenary.leases");
  const door: Pick<LeasePool, "transaction"> = {
    transaction: (opening, work) =>
      real.transaction(opening, (handle, driver) => work(recording(handle, note), driver)),
  };
  const shared = globalThis as Record<symbol, unknown>;
  shared[place] = door;
  return () => {
    shared[place] = real;
  };
}

function recording(
  handle: TransactionHandle,
  note: (recorded: Recorded) => void,
): TransactionHandle {
  return {
    savepoint: (work) => handle.savepoint((inner) => work(recording(inner, note))),
    unsafe(text, values) {
      let explained: Promise<unknown> | undefined;
      const explain = () => {
        explained ??= Promise.resolve(
          handle.unsafe(`explain (analyze, timing on, format json) ${text}`, values),
        ).then((rows) => {
          const [top] = (rows[0] as Record<string, unknown>)["QUERY PLAN"] as {
            Plan: PlanNode;
            "Execution Time": number;
          }[];
          if (top) {
            note({ text, ms: top["Execution Time"], plan: top.Plan });
          }
        });
        return explained;
      };
      const isRead = /^\s*(select|with)\b/i.test(text);
      const run = () => handle.unsafe(text, values);
      const statement = {
        values: async () => {
          if (isRead) {
            await explain();
          }
          return run().values();
        },
        // biome-ignore lint/suspicious/noThenProperty: Drizzle awaits what `unsafe` gives it, or calls `values()` on it.
        then: (onRows: never, onError: never) =>
          (isRead ? explain() : Promise.resolve()).then(() => run()).then(onRows, onError),
      };
      return statement as unknown as ReturnType<TransactionHandle["unsafe"]>;
    },
  };
}
