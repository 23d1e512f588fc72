import type { MembershipRole } from "@/db/reference/words";

/** Administrators say where submissions go and what a report covers. */
export function canSetSubmissions(actor: { readonly role: MembershipRole }): boolean {
  return actor.role === "administrator";
}
