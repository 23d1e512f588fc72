import "server-only";
import { eq } from "drizzle-orm";
import { asSystem } from "@/db/client";
import type { MembershipRole } from "@/db/reference/words";
import { invitations, organisations } from "@/db/schema";
import { isSecret } from "@/lib/auth/secret";
import { isOpen } from "./open";

/** What the holder of an invitation's link may know. */
export interface Invitation {
  organisationName: string;
  role: MembershipRole;
  /** The address that the inviter noted, if any: a suggestion, since the link is what counts. */
  email: string | null;
}

/** The invitation behind a link while it can be accepted; null otherwise. Looking has no effect. */
export async function findInvitation(token: string): Promise<Invitation | null> {
  if (!isSecret(token)) {
    return null;
  }
  const [found] = await asSystem((tx) =>
    tx
      .select({
        organisationName: organisations.name,
        role: invitations.role,
        email: invitations.email,
      })
      .from(invitations)
      .innerJoin(organisations, eq(organisations.id, invitations.orgId))
      .where(isOpen(token)),
  );
  return found ?? null;
}
