import type { MembershipRole } from "@/db/reference/words";

interface Asker {
  readonly role: MembershipRole;
  readonly organisationId: string;
}

/** Whether someone adds sessions of their organisation. */
export function canAddSession(actor: Pick<Asker, "role">): boolean {
  return actor.role === "administrator" || actor.role === "advocate";
}

/** Whether someone changes a session: one of their own organisation, never a shipped or a partner's one. */
export function canChangeSession(actor: Asker, session: { orgId: string | null }): boolean {
  return canAddSession(actor) && session.orgId === actor.organisationId;
}
