import "server-only";
import { sql } from "drizzle-orm";
import { asSystem } from "@/db/client";

/** Finds who was not heard from within their grace, opens the agreed steps and tells the team. Returns how many. */
export async function missCheckIns(): Promise<number> {
  const [row] = await asSystem((tx) =>
    tx.execute<{ missed: number }>(sql`select app.miss_check_ins() as missed`),
  );
  return row?.missed ?? 0;
}
