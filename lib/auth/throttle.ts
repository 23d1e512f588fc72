import { createHmac } from "node:crypto";
import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client";
import { signInFailures } from "@/db/schema";
import { deriveSecret } from "@/lib/env";

/** How many failed tries cost nothing, and how long the pauses after them are. Times in seconds. */
interface Budget {
  free: number;
  firstPause: number;
  longestPause: number;
}

const pauses = { firstPause: 30, longestPause: 900 };

/**
 * The budgets of an hour. Guessing from many networks only ever slows browsers that this person has never used: a
 * known browser is counted by itself, so that nobody can lock the owner out.
 */
export const budgets = {
  device: { free: 5, ...pauses },
  addressFromNetwork: { free: 5, ...pauses },
  address: { free: 20, ...pauses },
  network: { free: 100, ...pauses },
  /** Addresses of calendars that are none: an old one in a calendar is asked for every hour, a guess more often. */
  reading: { free: 60, ...pauses },
} satisfies Record<string, Budget>;

/** Nobody unknown may try one address more often than this in a day. */
const dailyCeiling = 100;

/** How many seconds must pass after the last of so many failures before the next try is looked at. */
export function pauseAfter(failures: number, { free, firstPause, longestPause }: Budget): number {
  return failures < free
    ? 0
    : Math.min(longestPause, firstPause * 2 ** Math.min(failures - free, 20));
}

/** Who tries: the address as typed and made canonical, whence, and the known browser if it is one. */
export interface Try {
  address: string;
  network: string | null;
  /** The hash of the known browser's token, or null for a browser that is not known. */
  device: Buffer | null;
}

interface Counted extends Record<string, unknown> {
  failures: number;
  since: number | null;
}

/**
 * Asks whether a try may be looked at now. Counts it as failed at once, so that many at the same moment can't all
 * slip through; whoever is let in takes the count back with `forgive`. Null means: not now. Works the same, and takes
 * the same time, whether the person exists.
 */
export async function admit(tx: Tx, attempt: Try): Promise<string | null> {
  const subject = subjectOf(attempt);
  // Two tries for the same address wait for each other, whichever process they came to.
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${subject.toString("hex")}, 0))`,
  );
  await tx.execute(sql`delete from sign_in_failures where at < now() - interval '1 day'`);
  const isOpen = attempt.device
    ? await isWithin(tx, sql`subject_hash = ${subject}`, budgets.device)
    : (await isWithin(
        tx,
        sql`subject_hash = ${subject} and network is not distinct from ${attempt.network}::inet`,
        budgets.addressFromNetwork,
      )) &&
      (await isWithin(tx, sql`subject_hash = ${subject}`, budgets.address)) &&
      (await isWithin(tx, sql`network = ${attempt.network}::inet`, budgets.network)) &&
      (await isUnderCeiling(tx, subject));
  if (!isOpen) {
    return null;
  }
  const id = uuidv7();
  await tx.insert(signInFailures).values({
    id,
    subjectHash: subject,
    network: attempt.network,
    knownDevice: attempt.device !== null,
  });
  return id;
}

/** Takes back what `admit` counted. After a success the tries of the same browser or network are forgotten too. */
export async function forgive(
  tx: Tx,
  id: string,
  attempt: Try,
  { success }: { success: boolean },
): Promise<void> {
  const subject = subjectOf(attempt);
  await tx.execute(
    success
      ? sql`delete from sign_in_failures where id = ${id} or (subject_hash = ${subject}
          and network is not distinct from ${attempt.network}::inet)`
      : sql`delete from sign_in_failures where id = ${id}`,
  );
}

/**
 * Asks whether a secret address may be looked up for a network now; `miss` counts one that was none. Kept apart from
 * the tries to sign in, so that a forgotten subscription never keeps anybody of its network out.
 */
export async function admitReading(
  tx: Tx,
  network: string | null,
): Promise<{ seconds: number; miss: () => Promise<void> }> {
  const subject = createHmac("sha256", deriveSecret("sign-in-failures"))
    .update("reading")
    .update(network ?? "")
    .digest();
  const [row] = await tx.execute<Counted>(
    sql`select count(*)::int as failures, extract(epoch from now() - max(at))::float8 as since
        from sign_in_failures where subject_hash = ${subject} and at > now() - interval '1 hour'`,
  );
  const pause = row ? pauseAfter(row.failures, budgets.reading) : 0;
  return {
    seconds: row?.since == null ? 0 : Math.max(0, Math.ceil(pause - row.since)),
    async miss() {
      await tx.execute(sql`delete from sign_in_failures where at < now() - interval '1 day'`);
      await tx.insert(signInFailures).values({ id: uuidv7(), subjectHash: subject, network: null });
    },
  };
}

async function isWithin(tx: Tx, which: ReturnType<typeof sql>, budget: Budget): Promise<boolean> {
  const [row] = await tx.execute<Counted>(
    sql`select count(*)::int as failures, extract(epoch from now() - max(at))::float8 as since
        from sign_in_failures where ${which} and at > now() - interval '1 hour'`,
  );
  return !row || row.since === null || row.since >= pauseAfter(row.failures, budget);
}

async function isUnderCeiling(tx: Tx, subject: Buffer): Promise<boolean> {
  const [row] = await tx.execute<{ failures: number }>(
    sql`select count(*)::int as failures from sign_in_failures
        where subject_hash = ${subject} and at > now() - interval '1 day'`,
  );
  return (row?.failures ?? 0) < dailyCeiling;
}

/** Kept with a key, since a list of addresses that were typed would itself say who works here. */
function subjectOf({ address, device }: Try): Buffer {
  return createHmac("sha256", deriveSecret("sign-in-failures"))
    .update(device ? "device" : "address")
    .update(device ?? address)
    .digest();
}
