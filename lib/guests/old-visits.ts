import "server-only";
import { sql } from "drizzle-orm";
import { asSystem } from "@/db/client";

/** Forgets when guests came whose links ended thirty days ago, and says of how many visits; how often they came stays. */
export async function clearOldVisits(): Promise<number> {
  const [row] = await asSystem((tx) =>
    tx.execute<{ cleared: number }>(sql`select app.clear_old_visits() as cleared`),
  );
  return row?.cleared ?? 0;
}
