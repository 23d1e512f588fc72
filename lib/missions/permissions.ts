import type { MembershipRole } from "@/db/reference/words";

/** Whether someone notes cautions and contacts of missions: whoever may write in the organisation. */
export function canKeepMissions(actor: { readonly role: MembershipRole }): boolean {
  return actor.role === "administrator" || actor.role === "advocate";
}
