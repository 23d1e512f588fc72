import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor, type Tx } from "@/db/client";
import { defaultViews, savedViews } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import type { Settings } from "@/lib/commitments/settings";
import { Refusal } from "@/lib/refusal";
import type { SaveView } from "./input";
import { canShareViews } from "./permissions";
import { nameTaken } from "./saved-view";

/** Keeps what the tracker shows under a name, as the actor's own. */
export async function saveView(
  actor: Actor,
  { name, settings, shared, opens }: SaveView,
): Promise<{ id: string }> {
  if (shared && !canShareViews(actor)) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
  const id = uuidv7();
  await named(actor, async (tx) => {
    await tx.insert(savedViews).values({
      orgId: actor.organisationId,
      id,
      ownerId: actor.membershipId,
      name,
      isShared: shared,
      settings: settings as Record<string, string>,
    });
    if (opens) {
      await openWith(tx, actor, id);
    }
  });
  return { id };
}

/** Of one owner's views each has a name of its own; the database says so. */
async function named(actor: Actor, work: (tx: Tx) => Promise<void>): Promise<void> {
  await asActor(actor, work).catch((error: unknown) => {
    const isTaken =
      error instanceof Error &&
      "constraint_name" in error &&
      error.constraint_name === "a_view_of_ones_own_has_its_own_name";
    throw isTaken ? new Refusal("rule", nameTaken) : error;
  });
}

/** A view that is not the actor's is not there for changing, whether it is read or not. */
async function change(
  actor: Actor,
  id: string,
  values: { name?: string; isShared?: boolean; settings?: Settings },
): Promise<void> {
  await named(actor, async (tx) => {
    const changed = await tx
      .update(savedViews)
      .set(values as Partial<typeof savedViews.$inferInsert>)
      .where(eq(savedViews.id, id));
    found(changed.count);
  });
}

function found(count: number) {
  if (count === 0) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
}

export const overwriteView = (actor: Actor, id: string, settings: Settings) =>
  change(actor, id, { settings });

export const renameView = (actor: Actor, id: string, name: string) => change(actor, id, { name });

/** Shows a view to the whole organisation, or to nobody else again; it opens by itself for nobody else then. */
export async function shareView(actor: Actor, id: string, shared: boolean): Promise<void> {
  if (shared && !canShareViews(actor)) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
  await change(actor, id, { isShared: shared });
}

/** For whom it opened the tracker, hears of it once; but for whoever deletes it. */
export async function deleteView(actor: Actor, id: string): Promise<void> {
  await asActor(actor, async (tx) => {
    await tx
      .delete(defaultViews)
      .where(
        and(eq(defaultViews.membershipId, sql`app.membership()`), eq(defaultViews.viewId, id)),
      );
    found((await tx.delete(savedViews).where(eq(savedViews.id, id))).count);
  });
}

/** The tracker opens in this view for the actor, or in none. */
export async function openByItself(actor: Actor, id: string | undefined): Promise<void> {
  await asActor(actor, (tx) => openWith(tx, actor, id));
}

/** The actor has been told that the view that opened for them is gone. */
export async function forgetGoneView(actor: Actor): Promise<void> {
  await asActor(actor, (tx) =>
    tx
      .delete(defaultViews)
      .where(
        and(eq(defaultViews.membershipId, sql`app.membership()`), isNull(defaultViews.viewId)),
      ),
  );
}

async function openWith(tx: Tx, actor: Actor, viewId: string | undefined): Promise<void> {
  if (!viewId) {
    await tx.delete(defaultViews).where(eq(defaultViews.membershipId, sql`app.membership()`));
    return;
  }
  await tx
    .insert(defaultViews)
    .values({ orgId: actor.organisationId, membershipId: actor.membershipId, viewId })
    .onConflictDoUpdate({
      target: [defaultViews.orgId, defaultViews.membershipId],
      set: { viewId },
    });
}
