import "server-only";
import { setImmediate as othersFirst } from "node:timers/promises";
import { type Actor, asActor, type Tx } from "@/db/client";

/**
 * What `work` makes of what the database hands out, made while the database keeps the note of it; nobody gets it unless the
 * note was kept. Fails as asActor does.
 */
export async function whileNoted<Found, Made>(
  actor: Actor,
  note: (tx: Tx) => Promise<Found>,
  work: (found: Found) => Made | Promise<Made>,
): Promise<Made> {
  const found = Promise.withResolvers<Found>();
  const kept = asActor(actor, async (tx) => found.resolve(await note(tx)));
  kept.catch(found.reject);
  const made = found.promise.then(async (what) => {
    // Layout holds up everything: the end of the transaction is on its way before, which the driver sends a turn later.
    await othersFirst();
    await othersFirst();
    return work(what);
  });
  return (await Promise.all([made, kept]))[0];
}
