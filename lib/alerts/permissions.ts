import type { AlertRight, MembershipRole } from "@/db/reference/words";
import type { CaseAccess } from "@/lib/cases/case";
import { canChangeCase, canContribute, isInTeam } from "@/lib/cases/permissions";

interface Member {
  role: MembershipRole;
}

interface Signatory extends Member {
  maySign: boolean;
}

/**
 * What the actor may do to the texts of a case; says the same as app.alert_right. A reader by role never writes, and
 * in the team they discuss.
 */
export function alertRight(actor: Member, access: CaseAccess): AlertRight {
  if (canContribute(actor, access)) {
    return "write";
  }
  const isAskedToComment = actor.role !== "reader" && access.level === "comment";
  return access.via === "team" || isAskedToComment ? "comment" : "read";
}

/** Editors of the case begin its alerts. */
export const canStartAlert = canChangeCase;

/** Whoever writes: adds languages, says how far a section is, sends for review and takes back to writing. */
export function canWriteAlert(actor: Member, access: CaseAccess): boolean {
  return alertRight(actor, access) === "write";
}

/** Comments and suggestions, threads opened and settled. */
export function canDiscuss(actor: Member, access: CaseAccess): boolean {
  return alertRight(actor, access) !== "read";
}

/** Words for the team alone are sealed by its editors. */
export const canSealPassage = canChangeCase;

/** What somebody has to do with a version: whether they sent it, and whether nobody else wrote in it. */
interface Standing {
  isSender: boolean;
  isOnlyAuthor: boolean;
}

/** Whoever neither sent a text nor wrote it alone; says the same as app.may_stand_behind. */
function canStandBehind({ isSender, isOnlyAuthor }: Standing): boolean {
  return !isSender && !isOnlyAuthor;
}

/** Whoever may discuss stands behind a text that is not only theirs. */
export function canApprove(actor: Member, access: CaseAccess, standing: Standing): boolean {
  return canDiscuss(actor, access) && canStandBehind(standing);
}

/** The team alone sees consent, so the check is theirs; not by who sent the text or wrote it alone. */
export function canCheckConsent(access: CaseAccess, standing: Standing): boolean {
  return isInTeam(access) && canStandBehind(standing);
}

/** Kind, audience and deadline, and what leaves the coalition or ends it: sign-on, asking organisations, closing. */
export const canCoordinate = canChangeCase;

/** Readers of the case, partners among them, whose organisation gave them authority. */
export function canSign(actor: Signatory, isAsked: boolean): boolean {
  return isAsked && (actor.role === "administrator" || actor.maySign);
}
