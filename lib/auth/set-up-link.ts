import "server-only";
import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { asSystem, type Tx } from "@/db/client";
import { people, setUpLinks } from "@/db/schema";
import { hashSecret, isSecret, newSecret } from "./secret";

const hours = 24;

/**
 * Makes the one-time way into a new installation and returns its path; null once there is anybody. Links that other
 * instances made at the same time keep working until one of them is used.
 */
export async function makeSetUpLink(): Promise<string | null> {
  const token = newSecret();
  return asSystem(async (tx) => {
    if (await isAnybodyHere(tx)) {
      return null;
    }
    await tx.delete(setUpLinks).where(lt(setUpLinks.expiresAt, sql`now()`));
    await tx.insert(setUpLinks).values({
      tokenHash: hashSecret(token),
      expiresAt: sql`now() + make_interval(hours => ${hours})`,
    });
    return `/set-up/${token}`;
  });
}

/** Whether the token opens the set-up now. Looking has no effect. */
export async function isSetUpOpen(token: string): Promise<boolean> {
  if (!isSecret(token)) {
    return false;
  }
  return asSystem(async (tx) => {
    const found = await tx.select({ id: setUpLinks.id }).from(setUpLinks).where(opens(token));
    return found.length > 0 && !(await isAnybodyHere(tx));
  });
}

/** Uses the token up, in the transaction that sets up; says no when it was used, is old, or somebody is here. */
export async function consumeSetUpLink(tx: Tx, token: string): Promise<boolean> {
  if (!isSecret(token)) {
    return false;
  }
  // Two people who set up at the same moment with two links: the second finds somebody here.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('plenary/set-up', 0))`);
  if (await isAnybodyHere(tx)) {
    return false;
  }
  const used = await tx
    .update(setUpLinks)
    .set({ usedAt: sql`now()` })
    .where(opens(token))
    .returning({ id: setUpLinks.id });
  return used.length > 0;
}

const opens = (token: string) =>
  and(
    eq(setUpLinks.tokenHash, hashSecret(token)),
    isNull(setUpLinks.usedAt),
    gt(setUpLinks.expiresAt, sql`now()`),
  );

async function isAnybodyHere(tx: Tx): Promise<boolean> {
  const found = await tx.select({ id: people.id }).from(people).limit(1);
  return found.length > 0;
}
