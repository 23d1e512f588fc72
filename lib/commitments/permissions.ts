import type { MembershipRole } from "@/db/reference/words";
import type { Access } from "./commitment";

interface Asker {
  readonly role: MembershipRole;
}

const contributes = (actor: Asker, access: Access | null) =>
  actor.role !== "reader" && access !== null && !["read", "comment"].includes(access);

/** Editors of the case, and advocates of a partner to which it is shared for contributing. */
export const canOpenCommitment = contributes;

export const canChangeCommitment = contributes;

/** Everybody may take out what they may read, with consent applied and a note of it left behind. */
export const canExportCommitments = (actor: Asker) => actor.role !== undefined;
