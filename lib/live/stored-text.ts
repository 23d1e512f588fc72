import "server-only";
import { and, asc, eq, gt, sql } from "drizzle-orm";
import { type Actor, asActor, SignedOut } from "@/db/client";
import { DatabaseUnavailable } from "@/db/errors";
import { alertStates, alertUpdates } from "@/db/schema";
import type { PartName } from "@/lib/alerts/shared-text";
import { type Ending, endings } from "./endings";

/** What is kept of a text after a number: first what was folded, if the number is before that, then each update. */
export interface Kept {
  folded: { seq: number; body: Uint8Array } | null;
  updates: { seq: number; body: Uint8Array; membershipId: string }[];
}

/** Reads what the actor may read of it; nothing looks like an empty text. */
export function readKept(actor: Actor, textId: string, after: number): Promise<Kept> {
  return asActor(actor, async (tx) => {
    const [folded] = await tx
      .select({ seq: alertStates.seq, body: alertStates.body })
      .from(alertStates)
      .where(and(eq(alertStates.textId, textId), gt(alertStates.seq, after)));
    const updates = await tx
      .select({
        seq: alertUpdates.seq,
        body: alertUpdates.body,
        membershipId: alertUpdates.membershipId,
      })
      .from(alertUpdates)
      .where(and(eq(alertUpdates.textId, textId), gt(alertUpdates.seq, folded?.seq ?? after)))
      .orderBy(asc(alertUpdates.seq));
    return { folded: folded ?? null, updates };
  });
}

/** One change of one person, to be stored as that person. */
export interface Change {
  actor: Actor;
  added: Uint8Array;
  isSuggestion: boolean;
}

const stored = ({ added, isSuggestion }: Change, textId: string) =>
  sql`app.store_alert_update(${textId}::uuid, ${Buffer.from(added)}::bytea, ${isSuggestion}::boolean)`;

/**
 * Stores changes, each as the person who made it, and answers with the number of each or with what refused it. Changes
 * that come together are one transaction, so that a busy text waits for the disk once; when one of them is refused, each
 * is stored by itself.
 */
export async function storeChanges(
  textId: string,
  changes: readonly Change[],
): Promise<(number | Error)[]> {
  const [first] = changes;
  if (!first) {
    return [];
  }
  if (changes.length > 1) {
    try {
      return await storeTogether(textId, changes, first);
    } catch (error) {
      if (error instanceof DatabaseUnavailable) {
        return changes.map(() => error);
      }
    }
  }
  const answers: (number | Error)[] = [];
  for (const change of changes) {
    answers.push(await storeOne(textId, change).catch((error: Error) => error));
  }
  return answers;
}

async function storeOne(textId: string, change: Change): Promise<number> {
  const [row] = await asActor(change.actor, (tx) =>
    tx.execute<{ seq: string }>(sql`select ${stored(change, textId)} as seq`),
  );
  return Number(row?.seq);
}

async function storeTogether(
  textId: string,
  changes: readonly Change[],
  first: Change,
): Promise<number[]> {
  return asActor(first.actor, (tx) =>
    Promise.all(
      changes.map(async (change) => {
        // One statement each: no change can go under the identity of another.
        const [row] = await tx.execute<{ seq: string }>(sql`
          with begun as materialized (select app.begin_session(${change.actor.secret}))
          select ${stored(change, textId)} as seq from begun`);
        return Number(row?.seq);
      }),
    ),
  );
}

/** Folds everything up to `seq`, if nobody has done so. */
export async function foldKept(
  actor: Actor,
  textId: string,
  seq: number,
  state: Uint8Array,
): Promise<void> {
  await asActor(actor, (tx) =>
    tx.execute(
      sql`select app.fold_alert_text(${textId}::uuid, ${seq}::bigint, ${Buffer.from(state)}::bytea)`,
    ),
  );
}

/** Keeps sections (`parts` is JSON of {section: {content, plain}}) as they read at `seq`, and who wrote in them. */
export async function keepParts(
  actor: Actor,
  textId: string,
  seq: number,
  parts: string,
  authors: readonly (readonly [PartName, string])[],
): Promise<void> {
  await asActor(actor, (tx) =>
    tx.execute(sql`select app.keep_alert_parts(${textId}::uuid, ${seq}::bigint, ${parts}::jsonb,
      ${JSON.stringify(authors)}::jsonb)`),
  );
}

/** How a socket ends whose change was not stored. */
export function endingFor(error: Error): Ending {
  if (error instanceof SignedOut) {
    return endings.signedOut;
  }
  switch ("code" in error ? error.code : undefined) {
    case "42501":
      return endings.rights;
    case "PL006":
      return endings.tooLong;
    case "PL004":
      return endings.over;
    default:
      return endings.again;
  }
}
