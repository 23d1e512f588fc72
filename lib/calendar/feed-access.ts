import "server-only";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor, asSystem } from "@/db/client";
import { calendarFeeds } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { hashSecret, isSecret, newSecret } from "@/lib/auth/secret";
import { admitReading } from "@/lib/auth/throttle";
import { env } from "@/lib/env";
import type { FeedFacts } from "./feed";

/** The actor's own address, as far as anybody knows it after the first time; null where there is none. */
export async function findFeed(
  actor: Actor,
): Promise<{ createdAt: Date; lastReadAt: Date | null } | null> {
  const [found] = await asActor(
    actor,
    (tx) =>
      tx
        .select({ createdAt: calendarFeeds.createdAt, lastReadAt: calendarFeeds.lastReadAt })
        .from(calendarFeeds)
        .where(
          and(eq(calendarFeeds.membershipId, actor.membershipId), isNull(calendarFeeds.revokedAt)),
        )
        .orderBy(desc(calendarFeeds.createdAt))
        .limit(1),
    { readOnly: true },
  );
  return found ?? null;
}

const endStanding = (actor: Actor) => sql`update calendar_feeds set revoked_at = now()
  where membership_id = ${actor.membershipId} and revoked_at is null`;

/** Makes a new address; the one before it ends in the same moment. It is known here and now only. */
export async function makeFeed(actor: Actor): Promise<string> {
  const secret = newSecret();
  await asActor(actor, async (tx) => {
    await tx.execute(endStanding(actor));
    // Drizzle would name columns that the product may not write.
    await tx.execute(sql`insert into calendar_feeds (org_id, id, membership_id, token_hash)
      values (${actor.organisationId}, ${uuidv7()}, ${actor.membershipId}, ${hashSecret(secret)})`);
  });
  return `${env().origin}/feeds/${secret}/calendar.ics`;
}

/** From now on the address leads nowhere. */
export async function endFeed(actor: Actor): Promise<void> {
  await asActor(actor, (tx) => tx.execute(endStanding(actor)));
}

/**
 * What stands behind a secret address. Null for one that is not or no longer, and for one whose owner left; the seconds
 * to wait where an address, or addresses that are none from one network, are asked for too often.
 */
export async function readFeed(
  token: string,
  network: string | null,
): Promise<FeedFacts | { wait: number } | null> {
  return asSystem(async (tx) => {
    const wait = await admitReading(tx, network);
    if (wait.seconds > 0) {
      return { wait: wait.seconds };
    }
    const [row] = isSecret(token)
      ? await tx.execute<{ facts: FeedFacts | { wait: number } | null }>(
          sql`select app.read_calendar(${hashSecret(token)}) as facts`,
        )
      : [];
    if (!row?.facts) {
      await wait.miss();
      return null;
    }
    return row.facts;
  });
}
