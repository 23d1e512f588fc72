import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import { organisations } from "@/db/schema/people";
import { supportOffers } from "@/db/schema/support-coalition";
import type { Actor } from "@/lib/auth/actor";
import type { Offer } from "./offer";

/** What the organisations of the coalition offer, the actor's own first, then by name; for every member. */
export function listOffers(actor: Actor): Promise<Offer[]> {
  return asActor(
    actor,
    async (tx) => {
      const rows = await tx
        .select({
          id: supportOffers.id,
          orgId: supportOffers.orgId,
          organisation: organisations.name,
          kinds: supportOffers.kinds,
          regions: supportOffers.regions,
          languages: supportOffers.languages,
          note: supportOffers.note,
          since: supportOffers.since,
          pausedAt: supportOffers.pausedAt,
          changedAt: supportOffers.changedAt,
          version: supportOffers.version,
        })
        .from(supportOffers)
        .innerJoin(organisations, eq(organisations.id, supportOffers.orgId))
        .orderBy(
          sql`${supportOffers.orgId} <> app.org()`,
          asc(organisations.name),
          asc(supportOffers.createdAt),
          asc(supportOffers.id),
        );
      return rows.map((row) => ({ ...row, isOwn: row.orgId === actor.organisationId }));
    },
    { readOnly: true },
  );
}
