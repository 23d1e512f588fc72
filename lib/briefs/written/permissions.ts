import type { MembershipRole } from "@/db/reference/words";

/** Whether someone writes briefs at all; of which cases, the database says. */
export function canWriteBriefs(actor: { readonly role: MembershipRole }): boolean {
  return actor.role === "administrator" || actor.role === "advocate";
}
