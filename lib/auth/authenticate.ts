import "server-only";
import { and, eq, exists, sql } from "drizzle-orm";
import { asSystem } from "@/db/client";
import { memberships, people } from "@/db/schema";
import { canonicalEmail } from "@/lib/people/email";
import { TooBusy } from "./hash-queue";
import { findKnownDevice } from "./known-devices";
import { passwords as ownPasswords, type Passwords } from "./passwords";
import { admit, forgive, type Try } from "./throttle";

/** What somebody typed, and from where. */
export interface SignInAttempt {
  email: string;
  password: string;
  /** As `networkOf` writes it. */
  network: string | null;
  /** The tokens of browsers that this browser showed. */
  deviceTokens: readonly string[];
}

export type Authentication =
  | { status: "recognised"; personId: string }
  /** Wrong address, wrong password, nobody's member or too many tries: never told apart. */
  | { status: "unknown" }
  /** The machine checks as many passwords as it can; nothing was looked at and nothing counted. */
  | { status: "busy" };

/** What the tests may replace, to see that a check was really there. */
interface Parts {
  passwords: Passwords;
  throttle: { admit: typeof admit; forgive: typeof forgive };
  findKnownDevice: typeof findKnownDevice;
  /** Also people without a confirmed membership: they may accept an invitation, nothing else. */
  membersOnly: boolean;
}

/**
 * Recognises a person by address and password. Slows down guessing without ever locking the owner's own browser out,
 * and answers alike, after about the same time, whether the address is known or not.
 */
export async function authenticate(
  attempt: SignInAttempt,
  parts: Partial<Parts> = {},
): Promise<Authentication> {
  const {
    passwords,
    throttle,
    findKnownDevice: knows,
    membersOnly,
  } = {
    passwords: ownPasswords(),
    throttle: { admit, forgive },
    findKnownDevice,
    membersOnly: true,
    ...parts,
  };
  const address = canonicalEmail(attempt.email) ?? attempt.email.trim().toLowerCase().slice(0, 300);
  const { person, tried, counted } = await asSystem(async (tx) => {
    const [found] = await tx
      .select({
        id: people.id,
        passwordHash: people.passwordHash,
        isMember: exists(
          tx
            .select({ id: memberships.id })
            .from(memberships)
            .where(and(eq(memberships.personId, people.id), eq(memberships.status, "confirmed"))),
        ).mapWith(Boolean),
      })
      .from(people)
      .where(eq(people.email, address));
    const device = await knows(tx, address, attempt.deviceTokens);
    const who: Try = { address, network: attempt.network, device };
    return { person: found, tried: who, counted: await throttle.admit(tx, who) };
  });
  if (!counted) {
    return { status: "unknown" };
  }

  const isRight = await check(passwords, person?.passwordHash ?? null, attempt.password);
  const isRecognised = isRight === true && person && (person.isMember || !membersOnly);
  if (isRight === "busy") {
    await asSystem((tx) => throttle.forgive(tx, counted, tried, { success: false }));
    return { status: "busy" };
  }
  if (!isRecognised) {
    return { status: "unknown" };
  }
  await asSystem((tx) => throttle.forgive(tx, counted, tried, { success: true }));
  await renewHash(passwords, person, attempt.password);
  return { status: "recognised", personId: person.id };
}

async function check(
  passwords: Passwords,
  kept: string | null,
  typed: string,
): Promise<boolean | "busy"> {
  try {
    return await passwords.matches(kept, typed);
  } catch (error) {
    if (error instanceof TooBusy) {
      return "busy";
    }
    throw error;
  }
}

/** After the cost was raised, people's hashes follow as they sign in. */
async function renewHash(
  passwords: Passwords,
  person: { id: string; passwordHash: string | null },
  password: string,
): Promise<void> {
  if (!person.passwordHash || !passwords.isOutdated(person.passwordHash)) {
    return;
  }
  const passwordHash = await passwords.hash(password);
  await asSystem((tx) =>
    tx
      .update(people)
      .set({ passwordHash })
      // Not over a password that was changed in the meantime.
      .where(and(eq(people.id, person.id), sql`password_hash = ${person.passwordHash}`)),
  );
}
