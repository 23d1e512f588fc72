import "server-only";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { asActor, asSystem } from "@/db/client";
import { people, signIns } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { authenticate } from "@/lib/auth/authenticate";
import { hashNewPassword } from "@/lib/auth/new-password";
import { passwords as ownPasswords, type Passwords } from "@/lib/auth/passwords";
import { hashSecret } from "@/lib/auth/secret";
import type { Visitor } from "@/lib/auth/visitor";
import { Refusal } from "@/lib/refusal";
import type { PasswordChange, Preferences } from "./input";
import { findOwnDetails } from "./queries";

/** Keeps how a person wants to be shown and spoken to. */
export async function keepPreferences(
  actor: Actor,
  { lowData, ...preferences }: Preferences,
): Promise<void> {
  await asActor(actor, (tx) =>
    tx
      .update(people)
      .set({ ...preferences, lowData: lowData !== undefined })
      .where(eq(people.id, sql`app.person()`)),
  );
}

/**
 * Changes the actor's password and ends all their other sign-ins. Asks for the current one, under the same brakes as
 * signing in, since an unattended browser must not be enough.
 */
export async function changePassword(
  actor: Actor,
  input: PasswordChange,
  visitor: Pick<Visitor, "network" | "deviceTokens">,
  passwords: Passwords = ownPasswords(),
): Promise<void> {
  const me = await findOwnDetails(actor);
  const found = await authenticate(
    { email: me?.email ?? "", password: input.current, ...visitor },
    { passwords },
  );
  if (found.status === "busy") {
    throw new Refusal("conflict", "signIn.busy");
  }
  if (found.status !== "recognised" || found.personId !== actor.personId) {
    throw new Refusal("not-allowed", "settings.password.refused");
  }
  const passwordHash = await hashNewPassword(input.password, passwords);
  await asSystem(async (tx) => {
    await tx.update(people).set({ passwordHash }).where(eq(people.id, found.personId));
    await tx
      .update(signIns)
      .set({ revokedAt: sql`now()` })
      .where(
        and(
          eq(signIns.personId, found.personId),
          ne(signIns.secretHash, hashSecret(actor.secret)),
          isNull(signIns.revokedAt),
        ),
      );
  });
}
