import "server-only";
import { and, eq } from "drizzle-orm";
import { asSystem } from "@/db/client";
import { outsideIdentities } from "@/db/schema";

/** The person to whom an account at the outside provider belongs, or null. */
export async function findPersonByIdentity(
  issuer: string,
  subject: string,
): Promise<string | null> {
  const [found] = await asSystem((tx) =>
    tx
      .select({ personId: outsideIdentities.personId })
      .from(outsideIdentities)
      .where(and(eq(outsideIdentities.issuer, issuer), eq(outsideIdentities.subject, subject))),
  );
  return found?.personId ?? null;
}

/**
 * Ties the account at the outside provider to somebody who is signed in. Never by an e-mail address that the provider
 * claims: whoever could claim it would be let in. Says no when it belongs to another person.
 */
export async function tieIdentity(
  personId: string,
  issuer: string,
  subject: string,
): Promise<boolean> {
  await asSystem((tx) =>
    tx.insert(outsideIdentities).values({ issuer, subject, personId }).onConflictDoNothing(),
  );
  return (await findPersonByIdentity(issuer, subject)) === personId;
}
