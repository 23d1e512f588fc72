import "server-only";
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt, ne, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor, asSystem, type Tx } from "@/db/client";
import { memberships, people, signIns } from "@/db/schema";
import { hashSecret, newSecret } from "./secret";

/** How long a sign-in lasts at most, in seconds. The database ends an idle one after 30 minutes (begin_session). */
export const signInSeconds = 12 * 60 * 60;

const mostSignIns = 5;

/** How a person proved who they are. A passkey or a second factor adds its word here. */
export type SignInMethod = "password" | "oidc";

/** A browser in which the person is signed in now. */
export interface SignIn {
  id: string;
  device: string;
  createdAt: Date;
  lastSeenAt: Date;
  isCurrent: boolean;
}

const isLive = () =>
  and(
    isNull(signIns.revokedAt),
    gt(signIns.expiresAt, sql`now()`),
    gt(signIns.lastSeenAt, sql`now() - interval '30 minutes'`),
  );

/**
 * Signs a person in and returns the secret for the browser's cookie; null when they belong to no organisation. It
 * opens the organisation they worked in last. Of more than five live sign-ins the oldest end; what ended a month ago
 * is forgotten.
 */
export async function createSignIn(
  tx: Tx,
  {
    personId,
    method,
    device,
    organisationId,
  }: { personId: string; method: SignInMethod; device: string; organisationId?: string },
): Promise<string | null> {
  // Two sign-ins at once wait for each other, so that the limit holds.
  await tx.select({ id: people.id }).from(people).where(eq(people.id, personId)).for("update");
  const [home] = await tx
    .select({ orgId: memberships.orgId })
    .from(memberships)
    .where(
      and(
        eq(memberships.personId, personId),
        eq(memberships.status, "confirmed"),
        organisationId ? eq(memberships.orgId, organisationId) : undefined,
      ),
    )
    .orderBy(sql`${memberships.lastVisitAt} desc nulls last`, asc(memberships.createdAt))
    .limit(1);
  if (!home) {
    return null;
  }
  const secret = newSecret();
  await tx.insert(signIns).values({
    id: uuidv7(),
    personId,
    activeOrgId: home.orgId,
    secretHash: hashSecret(secret),
    device,
    method,
    expiresAt: sql`now() + make_interval(secs => ${signInSeconds})`,
  });
  await endBeyondLimit(tx, personId);
  await tx
    .delete(signIns)
    .where(
      and(
        eq(signIns.personId, personId),
        lt(sql`least(${signIns.expiresAt}, ${signIns.revokedAt})`, sql`now() - interval '30 days'`),
      ),
    );
  return secret;
}

async function endBeyondLimit(tx: Tx, personId: string): Promise<void> {
  const beyond = tx
    .select({ id: signIns.id })
    .from(signIns)
    .where(and(eq(signIns.personId, personId), isLive()))
    .orderBy(desc(signIns.createdAt), desc(signIns.id))
    .offset(mostSignIns);
  await tx.update(signIns).set({ revokedAt: sql`now()` }).where(inArray(signIns.id, beyond));
}

/** Ends the sign-in that the secret opens, whether or not it is still live. */
export async function endSignIn(secret: string): Promise<void> {
  await asSystem((tx) =>
    tx
      .update(signIns)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(signIns.secretHash, hashSecret(secret)), isNull(signIns.revokedAt))),
  );
}

/** Whether somebody ended the sign-in that the secret opened: here, from another device, or by a new password. */
export async function wasEnded(secret: string): Promise<boolean> {
  const ended = await asSystem((tx) =>
    tx
      .select({ id: signIns.id })
      .from(signIns)
      .where(and(eq(signIns.secretHash, hashSecret(secret)), isNotNull(signIns.revokedAt))),
  );
  return ended.length > 0;
}

/** Where the actor is signed in now, this browser first, then the most recently used. */
export function listSignIns(actor: { secret: string }): Promise<SignIn[]> {
  return asActor(actor, (tx) =>
    tx
      .select({
        id: signIns.id,
        device: signIns.device,
        createdAt: signIns.createdAt,
        lastSeenAt: signIns.lastSeenAt,
        isCurrent: sql<boolean>`${signIns.id} = app.sign_in()`,
      })
      .from(signIns)
      .where(and(eq(signIns.personId, sql`app.person()`), isLive()))
      .orderBy(sql`${signIns.id} = app.sign_in() desc`, desc(signIns.lastSeenAt)),
  );
}

/** Ends one of the actor's own sign-ins; says whether there was such a one to end. */
export async function endOwnSignIn(actor: { secret: string }, id: string): Promise<boolean> {
  const ended = await asActor(actor, (tx) =>
    tx
      .update(signIns)
      .set({ revokedAt: sql`now()` })
      .where(
        and(eq(signIns.id, id), eq(signIns.personId, sql`app.person()`), isNull(signIns.revokedAt)),
      )
      .returning({ id: signIns.id }),
  );
  return ended.length > 0;
}

/** Ends every sign-in of the actor but this one; says how many. */
export async function endOtherSignIns(actor: { secret: string }): Promise<number> {
  const ended = await asActor(actor, (tx) => endOthers(tx));
  return ended.length;
}

/** The same inside a transaction of the actor. */
export function endOthers(tx: Tx) {
  return tx
    .update(signIns)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        eq(signIns.personId, sql`app.person()`),
        ne(signIns.id, sql`app.sign_in()`),
        isNull(signIns.revokedAt),
      ),
    )
    .returning({ id: signIns.id });
}
