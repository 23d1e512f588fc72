import "server-only";
import { uuidv7 } from "uuidv7";
import { asSystem } from "@/db/client";
import { memberships, organisations, people } from "@/db/schema";
import { actAs } from "@/lib/auth/act-as";
import { type Begun, beginSignIn } from "@/lib/auth/begin";
import { hashNewPassword } from "@/lib/auth/new-password";
import { passwords as ownPasswords, type Passwords } from "@/lib/auth/passwords";
import { consumeSetUpLink, isSetUpOpen } from "@/lib/auth/set-up-link";
import type { Visitor } from "@/lib/auth/visitor";
import { Refusal } from "@/lib/refusal";
import type { SetUp } from "./input";

/**
 * Makes the first organisation with its first administrator, and signs them in. Works once: the link is used up and
 * all of it is made, or nothing is.
 */
export async function setUp(
  visitor: Visitor,
  input: SetUp,
  passwords: Passwords = ownPasswords(),
): Promise<Begun> {
  // Nobody without a link gets the machine to hash anything.
  if (!(await isSetUpOpen(input.token))) {
    throw new Refusal("already-done", "setUp.closed.text");
  }
  const passwordHash = await hashNewPassword(input.password, passwords);
  const personId = uuidv7();
  const orgId = uuidv7();
  return asSystem(async (tx) => {
    if (!(await consumeSetUpLink(tx, input.token))) {
      throw new Refusal("already-done", "setUp.closed.text");
    }
    await actAs(tx, personId, orgId);
    await tx.insert(organisations).values({ id: orgId, name: input.organisation });
    await tx.insert(people).values({
      id: personId,
      name: input.name,
      email: input.email,
      passwordHash,
      locale: input.locale,
    });
    await tx
      .insert(memberships)
      .values({ orgId, id: uuidv7(), personId, role: "administrator", status: "confirmed" });
    const begun = await beginSignIn(tx, { personId, method: "password" }, visitor);
    if (!begun) {
      throw new Error("The first person could not be signed in.");
    }
    return begun;
  });
}
