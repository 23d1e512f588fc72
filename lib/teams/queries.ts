import "server-only";
import { and, asc, eq, inArray, notExists, sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import { caseTeam } from "@/db/schema/cases";
import { memberships, people } from "@/db/schema/people";
import type { Actor } from "@/lib/auth/actor";

/** Who works on the case, the lead first. Empty for a partner, who is not told. */
export function listTeam(actor: Actor, caseId: string) {
  return asActor(actor, (tx) =>
    tx
      .select({
        membershipId: caseTeam.membershipId,
        role: caseTeam.role,
        name: people.name,
        status: memberships.status,
        organisationRole: memberships.role,
        addedAt: caseTeam.addedAt,
      })
      .from(caseTeam)
      .innerJoin(memberships, eq(memberships.id, caseTeam.membershipId))
      .innerJoin(people, eq(people.id, memberships.personId))
      .where(eq(caseTeam.caseId, caseId))
      .orderBy(
        sql`case ${caseTeam.role} when 'lead' then 1 when 'editor' then 2 else 3 end`,
        asc(people.name),
      ),
  );
}

/** Confirmed members of the actor's organisation who are not in the team yet, by name. */
export function listCandidates(actor: Actor, caseId: string) {
  return asActor(actor, (tx) =>
    tx
      .select({ membershipId: memberships.id, name: people.name, role: memberships.role })
      .from(memberships)
      .innerJoin(people, eq(people.id, memberships.personId))
      .where(
        and(
          eq(memberships.orgId, sql`app.org()`),
          inArray(memberships.status, ["confirmed"]),
          notExists(
            tx
              .select({ one: sql`1` })
              .from(caseTeam)
              .where(and(eq(caseTeam.caseId, caseId), eq(caseTeam.membershipId, memberships.id))),
          ),
        ),
      )
      .orderBy(asc(people.name)),
  );
}
