import "server-only";
import { sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import type { Actor } from "@/lib/auth/actor";
import type { OneJob } from "./input";

/** Makes no more of what was asked for; what is made of it stays. */
export async function cancelJob(actor: Actor, { jobId }: OneJob): Promise<void> {
  await asActor(actor, (tx) => tx.execute(sql`select app.cancel_job(${jobId}::uuid)`));
}

/** Notes that the actor looks at a job while it is being done, so that they need not be told. */
export async function lookAtJob(actor: Actor, jobId: string): Promise<void> {
  await asActor(actor, (tx) => tx.execute(sql`select app.look_at_job(${jobId}::uuid)`));
}
