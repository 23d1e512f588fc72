import "server-only";
import { sql } from "drizzle-orm";
import { asSystem } from "@/db/client";

/** Tells the teams of requests for support of each day that has come, once. Returns how many days. */
export async function tellSupportDue(): Promise<number> {
  const [row] = await asSystem((tx) =>
    tx.execute<{ told: number }>(sql`select app.tell_support_due() as told`),
  );
  return row?.told ?? 0;
}
