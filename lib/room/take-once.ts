import "server-only";
import { asActor, type Tx } from "@/db/client";
import { takenSteps } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { rowIdOf } from "@/lib/once";
import type { Step } from "./input";

/** Where a step is done: the session, with the clock of its place. */
export interface RoomPlace {
  sessionId: string;
  zone: string;
  /** What the key of one press becomes (`stepIdOf`), where it has one. */
  stepId?: string | undefined;
}

/**
 * The id under which a step is known once it is done: the same for the same press of the same member. Something else
 * typed into a form that the browser kept is another step.
 */
export function stepIdOf(actor: Actor, { once, ...step }: Step): string | undefined {
  // How long ago it was pressed grows with each sending.
  const what = "ago" in step ? { ...step, ago: 0 } : step;
  return once && rowIdOf(actor, "taken_steps", what, once);
}

/**
 * Does a step in one transaction, once for each `stepId`: what was done already, and perhaps taken back since, is not done
 * again, and gives null.
 */
export function takeOnce<Result>(
  actor: Actor,
  { sessionId, stepId }: RoomPlace,
  step: (tx: Tx) => Promise<Result>,
): Promise<Result | null> {
  return asActor(actor, async (tx) =>
    !stepId || (await isFirst(tx, actor, sessionId, stepId)) ? step(tx) : null,
  );
}

/** Of two sendings at the same moment the second waits here for what becomes of the first. */
async function isFirst(tx: Tx, actor: Actor, sessionId: string, id: string): Promise<boolean> {
  const taken = await tx
    .insert(takenSteps)
    .values({ orgId: actor.organisationId, id, sessionId, takenBy: actor.membershipId })
    .onConflictDoNothing()
    .returning({ id: takenSteps.id });
  return taken.length > 0;
}
