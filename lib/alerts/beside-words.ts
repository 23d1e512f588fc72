import "server-only";
import { sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import type { Actor } from "@/lib/auth/actor";
import { namesForSearch } from "./protected-names";

/**
 * Works as the actor while the database knows the protected names of the case. Every command goes through it that keeps
 * words which somebody typed beside the text: the team is refused where they hold a name (PL011), and for everybody
 * else the database remembers where it stands. What is kept past this is read by the team and its author alone, and an
 * edition is refused.
 */
export async function asWriter<Result>(
  actor: Actor,
  caseId: string,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const names = await namesForSearch({ caseId });
  return asActor(actor, async (tx) => {
    await tx.execute(sql`select set_config('app.names', ${names}, true)`);
    return work(tx);
  });
}

/** What somebody typed into a row, by field; a field that is empty, or not for the reader, is not in it. */
export type BesideWords = Record<string, string>;

/**
 * What was typed beside an alert into one table, by row: as the actor reads it, with the label where others typed a
 * protected name. The columns themselves are not the application's to read.
 */
export async function besideWords(
  tx: Tx,
  alertId: string,
  table: "alert_threads" | "alert_comments" | "alert_versions" | "alert_approvals" | "endorsements",
): Promise<Map<string, BesideWords>> {
  const rows = await tx.execute<{ id: string; words: BesideWords }>(
    sql`select row_id as id, words from app.read_beside(${alertId}::uuid, ${table})`,
  );
  return new Map([...rows].map(({ id, words }) => [id, words]));
}
