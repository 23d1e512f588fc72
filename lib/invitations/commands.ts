import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asSystem, type Tx } from "@/db/client";
import type { MembershipRole } from "@/db/reference/words";
import { invitations, memberships, people } from "@/db/schema";
import { actAs } from "@/lib/auth/act-as";
import type { Actor } from "@/lib/auth/actor";
import { authenticate } from "@/lib/auth/authenticate";
import { type Begun, beginSignIn, furtherStep } from "@/lib/auth/begin";
import { hashNewPassword } from "@/lib/auth/new-password";
import { passwords as ownPasswords, type Passwords } from "@/lib/auth/passwords";
import { isSecret } from "@/lib/auth/secret";
import type { Visitor } from "@/lib/auth/visitor";
import { Refusal } from "@/lib/refusal";
import type { JoinAsKnownPerson, JoinAsNewPerson } from "./input";
import { isOpen } from "./open";
import { findInvitation } from "./queries";

/** Takes somebody new into the organisation that invited them, and signs them in. */
export async function joinAsNewPerson(
  visitor: Visitor,
  { token, name, email, password }: JoinAsNewPerson,
  passwords: Passwords = ownPasswords(),
): Promise<Begun> {
  await expectOpen(token);
  const passwordHash = await hashNewPassword(password, passwords);
  const personId = uuidv7();
  return asSystem(async (tx) => {
    const made = await tx
      .insert(people)
      .values({ id: personId, name, email, passwordHash })
      .onConflictDoNothing()
      .returning({ id: people.id });
    if (made.length === 0) {
      throw new Refusal("already-done", "invitations.refused.address");
    }
    return join(tx, token, personId, visitor);
  });
}

/** Takes somebody who signs in elsewhere in Plenary into the organisation, by their password. */
export async function joinAsKnownPerson(
  visitor: Visitor,
  { token, email, password }: JoinAsKnownPerson,
  passwords: Passwords = ownPasswords(),
): Promise<Begun> {
  await expectOpen(token);
  const { network, deviceTokens } = visitor;
  const found = await authenticate(
    { email, password, network, deviceTokens },
    { passwords, membersOnly: false },
  );
  if (found.status === "busy") {
    throw new Refusal("conflict", "signIn.busy");
  }
  if (found.status === "unknown") {
    throw new Refusal("not-allowed", "signIn.again.password");
  }
  if (await furtherStep({ personId: found.personId, method: "password" })) {
    throw new Refusal("not-allowed", "invitations.refused.signInFirst");
  }
  return asSystem((tx) => join(tx, token, found.personId, visitor));
}

/** Takes the actor into the organisation; their sign-in stays where it is until they switch. Says which one it is. */
export async function joinAsMyself(actor: Actor, token: string): Promise<string> {
  await expectOpen(token);
  return asSystem(async (tx) => (await consumeInvitation(tx, token, actor.personId)).orgId);
}

async function expectOpen(token: string): Promise<void> {
  if (!(await findInvitation(token))) {
    throw closed();
  }
}

async function join(tx: Tx, token: string, personId: string, visitor: Visitor): Promise<Begun> {
  const { orgId } = await consumeInvitation(tx, token, personId);
  const begun = await beginSignIn(tx, { personId, method: "password" }, visitor, orgId);
  if (!begun) {
    throw new Error("The new member could not be signed in.");
  }
  return begun;
}

/** Uses the invitation up and makes the membership, both or neither. Of two who come at once one is refused. */
async function consumeInvitation(
  tx: Tx,
  token: string,
  personId: string,
): Promise<{ orgId: string; role: MembershipRole }> {
  if (!isSecret(token)) {
    throw closed();
  }
  // Whoever comes second waits here, and then finds it used.
  const [found] = await tx
    .select({ id: invitations.id, orgId: invitations.orgId, role: invitations.role })
    .from(invitations)
    .where(isOpen(token))
    .for("update");
  if (!found) {
    throw closed();
  }
  await actAs(tx, personId, found.orgId);
  await tx
    .update(invitations)
    .set({ acceptedAt: sql`now()` })
    .where(and(eq(invitations.orgId, found.orgId), eq(invitations.id, found.id)));
  const [before] = await tx
    .select({ id: memberships.id, status: memberships.status })
    .from(memberships)
    .where(and(eq(memberships.orgId, found.orgId), eq(memberships.personId, personId)))
    .for("update");
  if (before?.status === "confirmed") {
    throw new Refusal("already-done", "invitations.refused.member");
  }
  if (before?.status === "suspended") {
    // A link meant for somebody else must not undo it; an administrator can.
    throw new Refusal("not-allowed", "invitations.refused.suspended");
  }
  if (before) {
    await tx
      .update(memberships)
      .set({ role: found.role, status: "confirmed" })
      .where(and(eq(memberships.orgId, found.orgId), eq(memberships.id, before.id)));
  } else {
    await tx.insert(memberships).values({
      orgId: found.orgId,
      id: uuidv7(),
      personId,
      role: found.role,
      status: "confirmed",
    });
  }
  return found;
}

function closed(): Refusal {
  return new Refusal("already-done", "invitations.closed.text");
}
