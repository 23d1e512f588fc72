import type { MembershipRole } from "@/db/reference/words";

/** Administrators and advocates correct and add entries for their organisation. */
export function canKeepDirectory({ role }: { readonly role: MembershipRole }): boolean {
  return role !== "reader";
}
