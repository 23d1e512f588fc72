import "server-only";
import { sql } from "drizzle-orm";
import { asSystem } from "@/db/client";

/** Drops sheets that nobody went on with for a day, with their files. */
export async function clearOldDrafts(): Promise<void> {
  await asSystem((tx) => tx.execute(sql`select app.clear_old_imports()`));
}
