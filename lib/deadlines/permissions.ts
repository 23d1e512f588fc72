import type { MembershipRole } from "@/db/reference/words";

interface Asker {
  readonly role: MembershipRole;
  readonly organisationId: string;
  readonly membershipId: string;
}

/** Whether someone plans the steps before a session for their organisation. */
export function canPlan(actor: Pick<Asker, "role">): boolean {
  return actor.role === "administrator" || actor.role === "advocate";
}

/** Whether someone sets a session's deadlines: of their own sessions, and for themselves of the shipped ones. */
export function canSetDeadlines(actor: Asker, session: { orgId: string | null }): boolean {
  return canPlan(actor) && (session.orgId === null || session.orgId === actor.organisationId);
}

/** Whether someone says that a step is done, or is not after all. */
export function canFinish(actor: Asker, task: { ownerId: string | null }): boolean {
  return canPlan(actor) || task.ownerId === actor.membershipId;
}
