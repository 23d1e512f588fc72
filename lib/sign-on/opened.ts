import "server-only";
import { sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import type { Actor } from "@/lib/auth/actor";

/** Notes, once, that somebody of an organisation that was asked has the text before them. */
export async function openedToSign(actor: Actor, alertId: string): Promise<void> {
  await asActor(actor, (tx) => tx.execute(sql`select app.opened_to_sign(${alertId})`));
}
