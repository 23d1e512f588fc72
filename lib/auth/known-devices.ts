import { and, desc, eq, inArray, lt, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { knownDevices, people } from "@/db/schema";
import { hashSecret, isSecret, newSecret } from "./secret";

/** A browser that several colleagues share keeps a token for each of the last few. */
const mostTokens = 4;
const mostDevices = 20;

/** The tokens in the browser's cookie, newest first; what has another shape is left out. */
export function readTokens(cookie: string | undefined): string[] {
  return (cookie ?? "").split(".").filter(isSecret).slice(0, mostTokens);
}

/** The hash of the token by which this browser is known to belong to the person with the address, if it is. */
export async function findKnownDevice(
  tx: Tx,
  email: string,
  tokens: readonly string[],
): Promise<Buffer | null> {
  // Asked also without any token, so that a try takes as long whoever makes it.
  const hashes = tokens.length > 0 ? tokens.map(hashSecret) : [Buffer.alloc(32)];
  const [found] = await tx
    .select({ tokenHash: knownDevices.tokenHash })
    .from(knownDevices)
    .innerJoin(people, eq(people.id, knownDevices.personId))
    .where(and(eq(people.email, email), inArray(knownDevices.tokenHash, hashes)));
  return found?.tokenHash ?? null;
}

/**
 * Remembers that the person signed in with this browser, and returns what its cookie is to hold from now on.
 * Devices unused for half a year and those beyond the last twenty are forgotten.
 */
export async function rememberDevice(
  tx: Tx,
  personId: string,
  tokens: readonly string[],
): Promise<string> {
  const [known] =
    tokens.length > 0
      ? await tx
          .update(knownDevices)
          .set({ lastUsedAt: sql`now()` })
          .where(
            and(
              eq(knownDevices.personId, personId),
              inArray(knownDevices.tokenHash, tokens.map(hashSecret)),
            ),
          )
          .returning({ tokenHash: knownDevices.tokenHash })
      : [];
  if (known) {
    return tokens.join(".");
  }
  const token = newSecret();
  await tx.insert(knownDevices).values({ personId, tokenHash: hashSecret(token) });
  await forgetOldDevices(tx, personId);
  return [token, ...tokens].slice(0, mostTokens).join(".");
}

async function forgetOldDevices(tx: Tx, personId: string): Promise<void> {
  const beyond = tx
    .select({ id: knownDevices.id })
    .from(knownDevices)
    .where(eq(knownDevices.personId, personId))
    .orderBy(desc(knownDevices.lastUsedAt))
    .offset(mostDevices);
  await tx
    .delete(knownDevices)
    .where(
      and(
        eq(knownDevices.personId, personId),
        or(
          inArray(knownDevices.id, beyond),
          lt(knownDevices.lastUsedAt, sql`now() - interval '180 days'`),
        ),
      ),
    );
}
