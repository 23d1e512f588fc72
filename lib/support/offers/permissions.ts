import type { MembershipRole } from "@/db/reference/words";

/** Administrators and advocates say what their organisation offers, and answer what is shown to it. */
export function canSupport(actor: { readonly role: MembershipRole }): boolean {
  return actor.role !== "reader";
}
