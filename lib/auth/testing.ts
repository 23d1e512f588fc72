import { randomBytes } from "node:crypto";
import type { MembershipRole, MembershipStatus } from "@/db/reference/words";
import type { Organisation } from "@/db/testing/factories";
import { aMember, type Member } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { HashQueue } from "./hash-queue";
import { Passwords } from "./passwords";
import type { Visitor } from "./visitor";

process.env.PLENARY_MASTER_KEY ??= randomBytes(32).toString("base64");

/** Real Argon2id at a cost that a test can pay often. */
export const cheapPasswords = new Passwords({ memoryCost: 256, timeCost: 1, parallelism: 1 });

/** The same, and counts how many passwords were really looked at. */
export class CountingPasswords extends Passwords {
  looked = 0;

  constructor() {
    const wide = new HashQueue({ atOnce: 2, waiting: 10_000 });
    super({ memoryCost: 256, timeCost: 1, parallelism: 1 }, wide);
  }

  override matches(kept: string | null, password: string): Promise<boolean> {
    this.looked++;
    return super.matches(kept, password);
  }
}

export const rightPassword = "eleven quiet herons wait";

/** A member who can sign in with `rightPassword`. */
export async function aMemberWithPassword(
  organisation: Organisation,
  role: MembershipRole = "advocate",
  status: MembershipStatus = "confirmed",
): Promise<Member & { email: string }> {
  const member = await aMember(organisation, role, status);
  const hash = await cheapPasswords.hash(rightPassword);
  await asSuperuser()`update people set password_hash = ${hash} where id = ${member.personId}`;
  return { ...member, email: `${member.personId}@example.org` };
}

let visitors = 0;

/** Somebody from a network of their own, with a browser that nobody knows. */
export function aVisitor(): Visitor {
  visitors++;
  return {
    network: `10.${Math.floor(visitors / 250)}.${visitors % 250}.0/24`,
    deviceTokens: [],
    device: "Firefox|Linux",
  };
}
