import "server-only";
import { sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import type { Actor } from "@/lib/auth/actor";
import { Refusal } from "@/lib/refusal";
import * as load from "./load";
import { canLoadExample, canRemoveExample } from "./permissions";

/** Loads the example into the actor's organisation. Refuses who is no administrator, and a second time. */
export async function loadExample(actor: Actor): Promise<void> {
  if (!canLoadExample(actor)) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
  if (actor.hasExample) {
    throw new Refusal("already-done", "refusals.alreadyDone");
  }
  await load.loadExample(actor);
}

/** Takes the example away, with the organisations and people that came with it; one's own work stays. */
export async function removeExample(actor: Actor): Promise<void> {
  if (!canRemoveExample(actor)) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
  await asActor(actor, (tx) => tx.execute(sql`select app.remove_example()`));
}
