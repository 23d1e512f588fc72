import "server-only";
import { sql } from "drizzle-orm";
import { asSystem } from "@/db/client";

/** Forgets reports that were asked for thirty days ago, and says how many; what was made stays, and so do packs. */
export async function clearOldJobs(): Promise<number> {
  const [row] = await asSystem((tx) =>
    tx.execute<{ cleared: number }>(sql`select app.clear_old_jobs() as cleared`),
  );
  return row?.cleared ?? 0;
}
