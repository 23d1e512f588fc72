import "server-only";
import { eq, sql } from "drizzle-orm";
import { asActor, SignedOut } from "@/db/client";
import type { MembershipRole } from "@/db/reference/words";
import { memberships, organisations, people } from "@/db/schema";

/**
 * Whoever is asking, acting in one organisation at a time. Only `secret` counts for the database, which derives the
 * rest from it again in each transaction; the other fields are for words and for leaving out buttons.
 */
export interface Actor {
  readonly secret: string;
  readonly personId: string;
  readonly personName: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly hasExample: boolean;
  readonly membershipId: string;
  readonly role: MembershipRole;
  readonly locale: string;
  readonly timeZone: string;
  readonly theme: string;
  readonly lowData: boolean;
}

/** The actor behind a sign-in's secret; null when it is unknown, over or revoked, or the person has no organisation. */
export async function findActor(secret: string): Promise<Actor | null> {
  try {
    const [found] = await asActor({ secret }, (tx) =>
      tx
        .select({
          personId: people.id,
          personName: people.name,
          organisationId: organisations.id,
          organisationName: organisations.name,
          hasExample: organisations.hasExample,
          membershipId: memberships.id,
          role: memberships.role,
          locale: people.locale,
          timeZone: people.timeZone,
          theme: people.theme,
          lowData: people.lowData,
        })
        .from(memberships)
        .innerJoin(people, eq(people.id, memberships.personId))
        .innerJoin(organisations, eq(organisations.id, memberships.orgId))
        .where(eq(memberships.id, sql`app.membership()`)),
    );
    return found ? { secret, ...found } : null;
  } catch (error) {
    if (error instanceof SignedOut) {
      return null;
    }
    throw error;
  }
}
