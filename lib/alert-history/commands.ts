import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import * as Y from "yjs";
import { asActor, type Tx } from "@/db/client";
import { alertRestorations, alertStates, alertTexts, alertUpdates } from "@/db/schema/alerts";
import { foldAndDerive } from "@/lib/alerts/derive";
import { makeVersion } from "@/lib/alerts/make-version";
import { theAlert } from "@/lib/alerts/the-alert";
import type { Actor } from "@/lib/auth/actor";
import { Refusal } from "@/lib/refusal";
import { changesTo } from "./changes";
import type { RestoreVersion, TakeNamesOut } from "./input";
import { versionText } from "./queries";

/**
 * Makes the text in one language what a version holds, as a new change by the actor: history goes on, and nothing of it
 * is lost. The present text is kept as a version in the same step, with every word that was stored until then. Whoever
 * has the text open sees the change and hears who made it, and what they type at that moment stands in it. Answers with
 * the version's number.
 */
export async function restoreVersion(actor: Actor, input: RestoreVersion): Promise<number> {
  const { alertId, caseId, language, versionId } = input;
  let restored = { number: 0, textId: "" };
  await makeVersion(
    actor,
    { caseId, alertId },
    {
      purpose: "saved",
      async after(tx, keptIn) {
        const text = await theText(tx, input);
        const version = text && (await versionText(tx, alertId, versionId, language));
        if (!version) {
          throw new Refusal("not-allowed", "refusals.notAllowed");
        }
        await tx.insert(alertRestorations).values({
          orgId: text.orgId,
          caseId,
          alertId,
          textId: text.id,
          versionId,
          keptIn,
          restoredBy: actor.membershipId,
          actorOrgId: actor.organisationId,
        });
        const shared = await sharedText(tx, text.id);
        const changes = changesTo(shared, version.text);
        shared.destroy();
        for (const update of changes) {
          await tx.execute(
            sql`select app.store_alert_update(${text.id}::uuid, ${Buffer.from(update)}::bytea, false)`,
          );
        }
        restored = { number: version.number, textId: text.id };
      },
    },
  );
  await foldAndDerive(actor, restored.textId);
  return restored.number;
}

async function theText(tx: Tx, { alertId, caseId, language }: RestoreVersion) {
  const [text] = await tx
    .select({ id: alertTexts.id, orgId: alertTexts.orgId })
    .from(alertTexts)
    .where(
      and(
        eq(alertTexts.caseId, caseId),
        eq(alertTexts.alertId, alertId),
        eq(alertTexts.language, language),
      ),
    );
  return text;
}

/** The shared text as it is kept. */
async function sharedText(tx: Tx, textId: string): Promise<Y.Doc> {
  const shared = new Y.Doc();
  const [folded] = await tx.select().from(alertStates).where(eq(alertStates.textId, textId));
  const updates = await tx
    .select({ body: alertUpdates.body })
    .from(alertUpdates)
    .where(eq(alertUpdates.textId, textId))
    .orderBy(asc(alertUpdates.seq));
  for (const { body } of [...(folded ? [folded] : []), ...updates]) {
    Y.applyUpdate(shared, body);
  }
  return shared;
}

/**
 * Takes protected names that somebody typed out of the versions that were kept: each says so afterwards. For those who
 * lead the case. What was signed or issued stays; answers with how many were changed and how many stay.
 */
export async function takeNamesOut(
  actor: Actor,
  { caseId, alertId }: TakeNamesOut,
): Promise<{ changed: number; stays: number }> {
  return asActor(actor, async (tx) => {
    await theAlert(tx, { caseId, alertId });
    const [done] = await tx.execute<{ changed: number; stays: number }>(
      sql`select * from app.take_names_out(${alertId}::uuid)`,
    );
    return { changed: done?.changed ?? 0, stays: done?.stays ?? 0 };
  });
}
