import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import { pinnedStates } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { Refusal } from "@/lib/refusal";

/** As many as stand above the fold of a phone; the database holds to it too. */
export const mostPinned = 6;

/** The codes of the States that the actor keeps on top, the first that was pinned first. */
export async function readPins(tx: Tx, actor: Actor): Promise<string[]> {
  const rows = await tx
    .select({ code: pinnedStates.stateCode })
    .from(pinnedStates)
    .where(eq(pinnedStates.membershipId, actor.membershipId))
    .orderBy(asc(pinnedStates.at), asc(pinnedStates.stateCode));
  return rows.map(({ code }) => code);
}

/** Keeps a State on top, or no more. What is so already stays; a seventh is refused. */
export async function setPin(actor: Actor, code: string, isPinned: boolean): Promise<void> {
  await asActor(actor, async (tx) => {
    if (!isPinned) {
      await tx
        .delete(pinnedStates)
        .where(
          and(eq(pinnedStates.membershipId, actor.membershipId), eq(pinnedStates.stateCode, code)),
        );
      return;
    }
    const pins = await readPins(tx, actor);
    if (pins.includes(code)) {
      return;
    }
    if (pins.length >= mostPinned) {
      throw new Refusal("rule", "corridor.pin.full");
    }
    await tx
      .insert(pinnedStates)
      .values({
        orgId: actor.organisationId,
        membershipId: actor.membershipId,
        stateCode: code,
      })
      .onConflictDoNothing();
  });
}
