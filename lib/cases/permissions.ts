import type { MembershipRole } from "@/db/reference/words";
import type { CaseAccess } from "./case";

interface Member {
  role: MembershipRole;
}

const writes = (actor: Member) => actor.role !== "reader";

/** Administrators and advocates open cases in their organisation. */
export function canOpenCase(actor: Member): boolean {
  return writes(actor);
}

/** Lead and editors change the case, its events, defenders and consent. */
export function canChangeCase(actor: Member, { via, level }: CaseAccess): boolean {
  return writes(actor) && via === "team" && (level === "lead" || level === "edit");
}

/** The lead alone decides who else reads: team, visibility, partners. */
export function canLeadCase(actor: Member, { via, level }: CaseAccess): boolean {
  return writes(actor) && via === "team" && level === "lead";
}

/** Everybody in the team, and nobody else, sees consent and may ask for an identity. */
export function isInTeam({ via }: CaseAccess): boolean {
  return via === "team";
}

/** Any team member records a withdrawal, readers included: nobody waits for somebody with more rights. */
export function canWithdrawConsent(access: CaseAccess): boolean {
  return isInTeam(access);
}

/** Editors, and advocates of a partner with which the case is shared for contributing. */
export function canContribute(actor: Member, access: CaseAccess): boolean {
  return (
    canChangeCase(actor, access) ||
    (writes(actor) && access.via === "partner" && access.level === "contribute")
  );
}
