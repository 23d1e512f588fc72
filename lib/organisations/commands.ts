import "server-only";
import { and, count, eq, gt, inArray, isNull, ne, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor, type Tx } from "@/db/client";
import type { Telling } from "@/db/reference/words";
import { invitations, memberships, organisations } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { derivedSecret, hashSecret } from "@/lib/auth/secret";
import { findId, onceOnly, rowIdOf } from "@/lib/once";
import { Refusal } from "@/lib/refusal";
import type { AuthorityOfMember, Invitee, RoleOfMember } from "./input";
import {
  canDecideTelling,
  canInvite,
  canManageMembers,
  canRenameOrganisation,
} from "./permissions";

const invitationDays = 7;
const invitationsPerDay = 20;

/** Changes the name of the actor's organisation. */
export async function renameOrganisation(actor: Actor, name: string): Promise<void> {
  if (!canRenameOrganisation(actor)) {
    throw notAllowed();
  }
  const renamed = await asActor(actor, (tx) =>
    tx
      .update(organisations)
      .set({ name })
      .where(eq(organisations.id, sql`app.org()`))
      .returning({ id: organisations.id }),
  );
  expectOne(renamed);
}

/** Decides how far partners learn with which States the actor's organisation is talking. */
export async function setTelling(actor: Actor, telling: Telling): Promise<void> {
  if (!canDecideTelling(actor)) {
    throw notAllowed();
  }
  const set = await asActor(actor, (tx) =>
    tx
      .update(organisations)
      .set({ tellsOfTalks: telling })
      .where(eq(organisations.id, sql`app.org()`))
      .returning({ id: organisations.id }),
  );
  expectOne(set);
}

/**
 * Invites somebody by a link that works once, for a week. Returns the path, which is nowhere kept: it is shown to the
 * inviter once. An administrator may make twenty a day. The same form sent again (`once`) makes none and gives the
 * same path.
 */
export async function invite(
  actor: Actor,
  { role, email }: Invitee,
  once: string = uuidv7(),
): Promise<string> {
  if (!canInvite(actor)) {
    throw notAllowed();
  }
  const id = rowIdOf(actor, "invitations", { role, email }, once);
  // Worked out rather than drawn: a second sending must show the link too, and it is kept nowhere.
  const token = derivedSecret(actor.secret, `invitation ${id}`);
  const make = async (tx: Tx) => {
    const [made] = await tx
      .select({ today: count() })
      .from(invitations)
      .where(
        and(
          eq(invitations.invitedBy, sql`app.membership()`),
          ne(invitations.id, id),
          gt(invitations.createdAt, sql`now() - interval '1 day'`),
        ),
      );
    if ((made?.today ?? 0) >= invitationsPerDay) {
      throw new Refusal("rule", "settings.members.invite.tooMany");
    }
    await tx.insert(invitations).values({
      orgId: actor.organisationId,
      id,
      tokenHash: hashSecret(token),
      email: email ?? null,
      role,
      invitedBy: actor.membershipId,
      expiresAt: sql`now() + make_interval(days => ${invitationDays})`,
    });
    return id;
  };
  await onceOnly(
    () => asActor(actor, make),
    () => asActor(actor, (tx) => findId(tx, invitations, id), { readOnly: true }),
  );
  return `/invitations/${token}`;
}

/** Takes an open invitation back: its link opens nothing any more. */
export async function takeBackInvitation(actor: Actor, invitationId: string): Promise<void> {
  if (!canInvite(actor)) {
    throw notAllowed();
  }
  const takenBack = await asActor(actor, (tx) =>
    tx
      .update(invitations)
      .set({ revokedAt: sql`now()` })
      .where(
        and(
          eq(invitations.id, invitationId),
          isNull(invitations.acceptedAt),
          isNull(invitations.revokedAt),
        ),
      )
      .returning({ id: invitations.id }),
  );
  expectOne(takenBack);
}

/** Gives a member another role. The database keeps the last administrator. */
export async function changeRole(
  actor: Actor,
  { membershipId, role }: RoleOfMember,
): Promise<void> {
  await changeMembership(actor, membershipId, { role });
}

/** Ends a member's access at their next request, and keeps what they wrote. */
export async function suspendMember(actor: Actor, membershipId: string): Promise<void> {
  await changeMembership(actor, membershipId, { status: "suspended" });
}

/** Gives a suspended member their access back. */
export async function confirmMember(actor: Actor, membershipId: string): Promise<void> {
  await changeMembership(actor, membershipId, { status: "confirmed" });
}

/** Lets a member sign alerts in the organisation's name, or not any more. Administrators always may. */
export async function giveAuthority(
  actor: Actor,
  { membershipId, maySign }: AuthorityOfMember,
): Promise<void> {
  await changeMembership(actor, membershipId, { maySign });
}

async function changeMembership(
  actor: Actor,
  membershipId: string,
  change:
    | { role: RoleOfMember["role"] }
    | { status: "suspended" | "confirmed" }
    | { maySign: boolean },
): Promise<void> {
  if (!canManageMembers(actor)) {
    throw notAllowed();
  }
  const changed = await asActor(actor, (tx) =>
    tx
      .update(memberships)
      .set(change)
      .where(
        and(
          eq(memberships.orgId, sql`app.org()`),
          eq(memberships.id, membershipId),
          // Who has left comes back by an invitation only, and by their own will.
          inArray(memberships.status, ["confirmed", "suspended"]),
        ),
      )
      .returning({ id: memberships.id }),
  );
  expectOne(changed);
}

/**
 * Lets the actor leave their organisation and go on in another one of theirs. Says whether there is one. The last
 * administrator stays.
 */
export async function leaveOrganisation(actor: Actor): Promise<boolean> {
  return asActor(actor, async (tx) => {
    const [other] = await tx
      .select({ orgId: memberships.orgId })
      .from(memberships)
      .where(
        and(
          eq(memberships.personId, sql`app.person()`),
          eq(memberships.status, "confirmed"),
          ne(memberships.orgId, sql`app.org()`),
        ),
      )
      .limit(1);
    await tx
      .update(memberships)
      .set({ status: "left" })
      .where(and(eq(memberships.orgId, sql`app.org()`), eq(memberships.id, sql`app.membership()`)));
    if (other) {
      await tx.execute(sql`select app.switch_organisation(${other.orgId})`);
    }
    return other !== undefined;
  });
}

/** Lets the actor's sign-in work in another of their organisations from now on. */
export async function switchOrganisation(actor: Actor, organisationId: string): Promise<void> {
  const [answer] = await asActor(actor, (tx) =>
    tx.execute<{ switched: boolean }>(
      sql`select app.switch_organisation(${organisationId}) as switched`,
    ),
  );
  if (!answer?.switched) {
    throw notAllowed();
  }
}

/** Row security leaves out what the actor may not change: nothing changed means not allowed. */
function expectOne(changed: unknown[]): void {
  if (changed.length === 0) {
    throw notAllowed();
  }
}

function notAllowed(): Refusal {
  return new Refusal("not-allowed", "refusals.notAllowed");
}
