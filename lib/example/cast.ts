import "server-only";
import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asSystem } from "@/db/client";
import type { MembershipRole } from "@/db/reference/words";
import { memberships, organisations, people } from "@/db/schema";
import { type Actor, findActor } from "@/lib/auth/find-actor";
import { createSignIn, endSignIn } from "@/lib/auth/sign-ins";

/** An example organisation with a person in each role. */
export interface Cast {
  organisationId: string;
  people: Record<MembershipRole, string>;
}

const roles: readonly MembershipRole[] = ["administrator", "advocate", "reader"];

/**
 * Makes an example organisation, or example colleagues in a real one. Without a password hash nobody can sign in as
 * them. Addresses are of the reserved kind that no mail reaches.
 */
export async function castOrganisation(
  name: string,
  host: string,
  passwordHash: string | null,
): Promise<Cast> {
  const organisationId = uuidv7();
  await asSystem((tx) =>
    tx.insert(organisations).values({ id: organisationId, name, isExample: true }),
  );
  return { organisationId, people: await castPeople(organisationId, name, host, passwordHash) };
}

async function castPeople(
  organisationId: string,
  organisationName: string,
  host: string,
  passwordHash: string | null,
): Promise<Record<MembershipRole, string>> {
  const made = {} as Record<MembershipRole, string>;
  await asSystem(async (tx) => {
    for (const role of roles) {
      const id = uuidv7();
      made[role] = id;
      await tx.insert(people).values({
        id,
        name: `${organisationName}, ${role}`,
        email: `${role}@${host}.example`,
        passwordHash,
        isExample: true,
      });
      await tx.insert(memberships).values({
        orgId: organisationId,
        id: uuidv7(),
        personId: id,
        role,
        status: "confirmed",
        // So that a visitor who signs in as a partner can answer for it.
        maySign: role === "advocate",
      });
    }
  });
  return made;
}

/** Lets work be done as one of the example's people, signed in for just that long. */
export async function actingAs<T>(
  personId: string,
  organisationId: string,
  work: (actor: Actor) => Promise<T>,
): Promise<T> {
  const secret = await asSystem((tx) =>
    createSignIn(tx, { personId, organisationId, method: "password", device: "" }),
  );
  const actor = secret ? await findActor(secret) : null;
  if (!secret || !actor) {
    throw new Error("An example person has no membership.");
  }
  try {
    return await work(actor);
  } finally {
    await endSignIn(secret);
  }
}

export async function markExampleLoaded(organisationId: string): Promise<void> {
  await asSystem((tx) =>
    tx.update(organisations).set({ hasExample: true }).where(eq(organisations.id, organisationId)),
  );
}
