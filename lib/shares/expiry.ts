import "server-only";
import { sql } from "drizzle-orm";
import { asSystem } from "@/db/client";

/**
 * Takes shares whose consent ran out off lists and totals, and sets back words that an answer covered until yesterday. The
 * shares are closed already: the policies look at the day.
 */
export async function closeExpiredShares(): Promise<void> {
  await asSystem((tx) => tx.execute(sql`select app.close_expired()`));
}
