import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import * as Y from "yjs";
import { asActor } from "@/db/client";
import { alertContributions, alertStates, alertTexts, alertUpdates } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { Refusal } from "@/lib/refusal";
import { partsWritten } from "./parts-written";
import { namesForSearch } from "./protected-names";
import { type Part, type PartName, readParts } from "./shared-text";

/** What a text began with; who wrote in that was put on record when it was begun. */
const firstSeq = 1;

/**
 * Reads a shared text as it is kept and puts its sections beside it, with who wrote in which. Answers with the number
 * of the last update that is in them.
 */
export async function foldAndDerive(
  actor: Pick<Actor, "secret">,
  textId: string,
): Promise<{ seq: number; parts: Record<PartName, Part> }> {
  const names = await namesForSearch({ textId });
  return asActor(actor, async (tx) => {
    const [text] = await tx
      .select({ seq: alertTexts.lastSeq })
      .from(alertTexts)
      .where(eq(alertTexts.id, textId));
    if (!text) {
      throw new Refusal("not-allowed", "refusals.notAllowed");
    }
    const [folded] = await tx.select().from(alertStates).where(eq(alertStates.textId, textId));
    const updates = await tx
      .select()
      .from(alertUpdates)
      .where(eq(alertUpdates.textId, textId))
      .orderBy(asc(alertUpdates.seq));
    const shared = new Y.Doc();
    if (folded) {
      Y.applyUpdate(shared, folded.body);
    }
    // Whoever is on record for it already is not said to have written again.
    const known = await tx
      .select({
        section: alertContributions.section,
        membershipId: alertContributions.membershipId,
        lastAt: alertContributions.lastAt,
      })
      .from(alertContributions)
      .where(eq(alertContributions.textId, textId));
    const lastOf = new Map(known.map((one) => [`${one.section} ${one.membershipId}`, one.lastAt]));
    const authors = new Map<string, [PartName, string]>();
    for (const { seq, at, body, membershipId } of updates) {
      for (const section of writtenBy(shared, body)) {
        if (seq === firstSeq || at <= (lastOf.get(`${section} ${membershipId}`) ?? 0)) {
          continue;
        }
        authors.set(`${section} ${membershipId}`, [section, membershipId]);
      }
    }
    const seq = Math.max(folded?.seq ?? 0, updates.at(-1)?.seq ?? 0);
    const parts = readParts(shared);
    const whole = Y.encodeStateAsUpdate(shared);
    shared.destroy();
    const [kept] = await tx.execute<{ must_fold: boolean }>(sql`
      select app.keep_alert_parts(${textId}, ${seq}, ${JSON.stringify(parts)}::jsonb,
        ${JSON.stringify([...authors.values()])}::jsonb, ${names}::jsonb) as must_fold`);
    if (kept?.must_fold) {
      // What was deleted is gone from a whole that is written anew, a protected name among it.
      await tx.execute(
        sql`select app.fold_alert_text(${textId}::uuid, ${seq}::bigint, ${Buffer.from(whole)}::bytea)`,
      );
    }
    return { seq, parts };
  });
}

function writtenBy(shared: Y.Doc, update: Uint8Array): PartName[] {
  let written: PartName[] = [];
  // The first one is the change; what follows is a tidying of Yjs.
  shared.once("afterTransaction", (change: Y.Transaction) => {
    written = partsWritten(shared, change);
  });
  Y.applyUpdate(shared, update);
  return written;
}
