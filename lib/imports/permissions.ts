import type { MembershipRole } from "@/db/reference/words";

/** Whoever may set commitments may bring a sheet of them; which ones, the database asks of each row. */
export const canImport = (actor: { readonly role: MembershipRole }) => actor.role !== "reader";
