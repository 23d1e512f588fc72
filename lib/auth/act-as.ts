import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

/**
 * Lets the history say who did what inside a transaction of asSystem, where nobody is signed in yet. It opens
 * nothing: the role of that transaction has no policy that looks at it.
 */
export async function actAs(tx: Tx, personId: string, organisationId: string): Promise<void> {
  await tx.execute(
    sql`select set_config('app.person_id', ${personId}, true), set_config('app.org_id', ${organisationId}, true)`,
  );
}
