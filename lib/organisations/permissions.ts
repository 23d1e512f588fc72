import type { MembershipRole } from "@/db/reference/words";

type Who = { role: MembershipRole };

/** Administrators keep the organisation's name. */
export function canRenameOrganisation(actor: Who): boolean {
  return actor.role === "administrator";
}

/** Administrators decide what partners are told of talks with States. */
export function canDecideTelling(actor: Who): boolean {
  return actor.role === "administrator";
}

/** Administrators invite people and take invitations back. */
export function canInvite(actor: Who): boolean {
  return actor.role === "administrator";
}

/** Administrators change roles, suspend and confirm. */
export function canManageMembers(actor: Who): boolean {
  return actor.role === "administrator";
}
