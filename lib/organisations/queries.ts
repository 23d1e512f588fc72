import "server-only";
import { and, asc, desc, eq, gt, isNull, ne, sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import type { MembershipRole, MembershipStatus, Telling } from "@/db/reference/words";
import { invitations, memberships, organisations, people } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";

/** A colleague, as every member of the organisation may see them. */
export interface MemberOfOrganisation {
  membershipId: string;
  name: string;
  email: string;
  role: MembershipRole;
  status: MembershipStatus;
  maySign: boolean;
  isMe: boolean;
}

/** Everybody who is or was suspended in the actor's organisation, by name; those who left are gone. */
export function listMembers(actor: Actor): Promise<MemberOfOrganisation[]> {
  return asActor(actor, (tx) =>
    tx
      .select({
        membershipId: memberships.id,
        name: people.name,
        email: people.email,
        role: memberships.role,
        status: memberships.status,
        maySign: memberships.maySign,
        isMe: sql<boolean>`${memberships.id} = app.membership()`,
      })
      .from(memberships)
      .innerJoin(people, eq(people.id, memberships.personId))
      .where(and(eq(memberships.orgId, sql`app.org()`), ne(memberships.status, "left")))
      .orderBy(asc(people.name), asc(memberships.id)),
  );
}

/** An invitation that nobody has accepted yet. The link itself is not kept and can't be shown again. */
export interface OpenInvitation {
  id: string;
  email: string | null;
  role: MembershipRole;
  createdAt: Date;
  expiresAt: Date;
}

/** The organisation's open invitations, newest first; empty for everybody but administrators. */
export function listOpenInvitations(actor: Actor): Promise<OpenInvitation[]> {
  return asActor(actor, (tx) =>
    tx
      .select({
        id: invitations.id,
        email: invitations.email,
        role: invitations.role,
        createdAt: invitations.createdAt,
        expiresAt: invitations.expiresAt,
      })
      .from(invitations)
      .where(
        and(
          isNull(invitations.acceptedAt),
          isNull(invitations.revokedAt),
          gt(invitations.expiresAt, sql`now()`),
        ),
      )
      .orderBy(desc(invitations.createdAt)),
  );
}

/** An organisation in which the actor may work. */
export interface OwnOrganisation {
  id: string;
  name: string;
  role: MembershipRole;
  isActive: boolean;
}

/** The organisations in which the actor is a confirmed member, by name. */
export function listOwnOrganisations(actor: Actor): Promise<OwnOrganisation[]> {
  return asActor(actor, (tx) =>
    tx
      .select({
        id: organisations.id,
        name: organisations.name,
        role: memberships.role,
        isActive: sql<boolean>`${organisations.id} = app.org()`,
      })
      .from(memberships)
      .innerJoin(organisations, eq(organisations.id, memberships.orgId))
      .where(and(eq(memberships.personId, sql`app.person()`), eq(memberships.status, "confirmed")))
      .orderBy(asc(organisations.name), asc(organisations.id)),
  );
}

/** What partners of the actor's organisation are told of its talks with States. */
export async function findTelling(actor: Actor): Promise<Telling> {
  const [found] = await asActor(
    actor,
    (tx) => tx.execute<{ telling: Telling }>(sql`select app.tells_of_talks() as telling`),
    { readOnly: true },
  );
  return found?.telling ?? "no";
}
