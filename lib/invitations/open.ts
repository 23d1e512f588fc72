import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { invitations } from "@/db/schema";
import { hashSecret } from "@/lib/auth/secret";

/** The condition under which a link still lets somebody in: unused, not taken back, not old, its inviter in charge. */
export const isOpen = (token: string) =>
  and(
    eq(invitations.tokenHash, hashSecret(token)),
    isNull(invitations.acceptedAt),
    isNull(invitations.revokedAt),
    gt(invitations.expiresAt, sql`now()`),
    sql`exists (select 1 from memberships inviter where inviter.org_id = ${invitations.orgId}
      and inviter.id = ${invitations.invitedBy}
      and inviter.status = 'confirmed' and inviter.role = 'administrator')`,
  );
