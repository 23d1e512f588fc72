import "server-only";
import { and, eq } from "drizzle-orm";
import { asActor } from "@/db/client";
import { caseTeam } from "@/db/schema/cases";
import type { Actor } from "@/lib/auth/actor";
import { mustChange } from "@/lib/must-change";
import type { AddToTeam, RemoveFromTeam } from "./input";

/** Adds a member to the team. The lead's; a reader of the organisation can only be a reader here too. */
export async function addToTeam(actor: Actor, input: AddToTeam): Promise<void> {
  await asActor(actor, (tx) =>
    tx.insert(caseTeam).values({ ...input, orgId: actor.organisationId }),
  );
}

/** Gives a team member another role. The last lead stays lead. */
export async function changeTeamRole(
  actor: Actor,
  { caseId, membershipId, role }: AddToTeam,
): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .update(caseTeam)
        .set({ role })
        .where(and(eq(caseTeam.caseId, caseId), eq(caseTeam.membershipId, membershipId)))
        .returning({ id: caseTeam.membershipId }),
    ),
  );
}

/** Takes a member out of the team, or leaves it oneself. From then on they read what their organisation reads. */
export async function removeFromTeam(
  actor: Actor,
  { caseId, membershipId }: RemoveFromTeam,
): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .delete(caseTeam)
        .where(and(eq(caseTeam.caseId, caseId), eq(caseTeam.membershipId, membershipId)))
        .returning({ id: caseTeam.membershipId }),
    ),
  );
}
