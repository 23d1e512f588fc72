import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor } from "@/db/client";
import { supportOffers } from "@/db/schema/support-coalition";
import { mustBeOtherWords, typedNames } from "@/lib/alerts/other-words";
import type { Actor } from "@/lib/auth/actor";
import { mustChange } from "@/lib/must-change";
import { findId, onceOnly, rowIdOf } from "@/lib/once";
import { Refusal } from "@/lib/refusal";
import type { ChangeOffer, MakeOffer, PauseOffer, RemoveOffer } from "./input";

/**
 * Says what the actor's organisation gives, to every organisation of the coalition; refuses a note in which a protected
 * name may stand. The same form sent again (`once`) adds nothing.
 */
export async function makeOffer(
  actor: Actor,
  { sure, ...input }: MakeOffer,
  once: string = uuidv7(),
): Promise<string> {
  await mustNameNobody(actor, input.note, sure);
  const id = rowIdOf(actor, "support_offers", input, once);
  return onceOnly(
    async () => {
      await asActor(actor, (tx) =>
        tx.insert(supportOffers).values({
          ...input,
          id,
          orgId: actor.organisationId,
          createdBy: actor.membershipId,
        }),
      );
      return id;
    },
    () => asActor(actor, (tx) => findId(tx, supportOffers, id), { readOnly: true }),
  );
}

/**
 * Refuses a note that every partner would read and in which the protected name of a case stands that its author edits; a
 * part of one until they looked (`sure`).
 */
async function mustNameNobody(actor: Actor, note: string, sure: "yes" | undefined): Promise<void> {
  const found = await typedNames(actor, "every", note);
  if (found.some(({ isWhole }) => isWhole)) {
    throw new Refusal("rule", "coalition.refused.name");
  }
  mustBeOtherWords(found, sure === "yes");
}

const isOwn = (offerId: string) =>
  and(eq(supportOffers.id, offerId), eq(supportOffers.orgId, sql`app.org()`));

/**
 * Writes an offer anew. Refuses what was written over another state of it than the one of now, and a note in which a
 * protected name may stand.
 */
export async function changeOffer(
  actor: Actor,
  { offerId, version, sure, ...offer }: ChangeOffer,
): Promise<void> {
  await mustNameNobody(actor, offer.note, sure);
  await asActor(actor, async (tx) => {
    const changed = await tx
      .update(supportOffers)
      .set(offer)
      .where(and(isOwn(offerId), eq(supportOffers.version, version)))
      .returning({ id: supportOffers.id });
    if (changed.length === 0) {
      const [now] = await tx
        .select({ version: supportOffers.version })
        .from(supportOffers)
        .where(isOwn(offerId));
      throw now && now.version !== version
        ? new Refusal("conflict", "support.changedSince")
        : new Refusal("not-allowed", "refusals.notAllowed");
    }
  });
}

/** Pauses an offer, so that partners are told not to count on it for now; or takes it up again. */
export async function pauseOffer(actor: Actor, { offerId, pause }: PauseOffer): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .update(supportOffers)
        .set({ pausedAt: pause === "yes" ? sql`coalesce(paused_at, now())` : null })
        .where(isOwn(offerId))
        .returning({ id: supportOffers.id }),
    ),
  );
}

export async function removeOffer(actor: Actor, { offerId }: RemoveOffer): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(tx.delete(supportOffers).where(isOwn(offerId)).returning({ id: supportOffers.id })),
  );
}
