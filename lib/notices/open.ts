import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import { notices } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { looksLikeId } from "@/lib/cases/case";
import { placeOfNotice } from "./queries";

/**
 * Marks a notice as read and says where it leads; null for one that is not the actor's. The one change that following
 * a link makes.
 */
export async function openNotice(actor: Actor, id: string): Promise<string | null> {
  if (!looksLikeId(id)) {
    return null;
  }
  return asActor(actor, async (tx) => {
    await tx
      .update(notices)
      .set({ readAt: sql`now()` })
      .where(
        and(
          eq(notices.membershipId, sql`app.membership()`),
          eq(notices.id, id),
          isNull(notices.readAt),
        ),
      );
    return placeOfNotice(tx, id);
  });
}
