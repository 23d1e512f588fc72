import "server-only";
import { and, asc, eq, gt, sql } from "drizzle-orm";
import { type Actor, asActor, SignedOut, valuesAsActors } from "@/db/client";
import { DatabaseUnavailable } from "@/db/errors";
import { alertStates, alertUpdates } from "@/db/schema";
import { namesForSearch } from "@/lib/alerts/protected-names";
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
  /** Whether it builds on one before it, and is nothing without it. */
  isDependent: boolean;
}

/**
 * Stores changes, each as the person who made it, and answers with the number of each or with what refused it. Changes
 * that come together are one transaction, so that a busy text waits for the disk once; when one of them is refused, each
 * is stored by itself, but for what may build on it.
 */
export async function storeChanges(
  textId: string,
  changes: readonly Change[],
): Promise<(number | Error)[]> {
  try {
    return await store(textId, changes);
  } catch (error) {
    if (changes.length === 1 || error instanceof DatabaseUnavailable) {
      return changes.map(() => error as Error);
    }
  }
  const answers: (number | Error)[] = [];
  for (const change of changes) {
    const refused = answers.find((answer) => answer instanceof Error);
    const isBaseless = change.isDependent && refused;
    answers.push(...(isBaseless ? [new Baseless()] : await storeChanges(textId, [change])));
  }
  return answers;
}

/** What it may build on was refused: it is sent again, or goes with it. */
class Baseless extends Error {
  override name = "Baseless";
}

async function store(textId: string, changes: readonly Change[]): Promise<number[]> {
  const seqs = await valuesAsActors(
    changes.map(({ actor, added, isSuggestion }) => ({
      actor,
      value: sql`app.store_alert_update(${textId}::uuid, ${Buffer.from(added)}::bytea, ${isSuggestion}::boolean)`,
    })),
  );
  return seqs.map(Number);
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

/**
 * Keeps sections (`parts` is JSON of {section: {content, plain}}) as they read at `seq`, and who wrote in them. Answers
 * whether the text is to be folded soon, since a protected name that somebody typed was taken out of it.
 */
export async function keepParts(
  actor: Actor,
  textId: string,
  seq: number,
  parts: string,
  authors: readonly (readonly [PartName, string])[],
): Promise<boolean> {
  const names = await namesForSearch({ textId });
  const [kept] = await asActor(actor, (tx) =>
    tx.execute<{ must_fold: boolean }>(sql`
      select app.keep_alert_parts(${textId}::uuid, ${seq}::bigint, ${parts}::jsonb,
        ${JSON.stringify(authors)}::jsonb, ${names}::jsonb) as must_fold`),
  );
  return kept?.must_fold ?? false;
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
