import "server-only";
import { prosemirrorToYXmlFragment } from "@tiptap/y-tiptap";
import { and, asc, eq, sql } from "drizzle-orm";
import * as Y from "yjs";
import { asActor, type Tx } from "@/db/client";
import { alertStates, alertTexts, alertUpdates } from "@/db/schema/alerts";
import { saveVersion } from "@/lib/alert-review/commands";
import { foldAndDerive } from "@/lib/alerts/derive";
import { partNames } from "@/lib/alerts/part-names";
import { doc } from "@/lib/alerts/shared-text";
import { textSchema } from "@/lib/alerts/text-schema";
import type { Actor } from "@/lib/auth/actor";
import { Refusal } from "@/lib/refusal";
import type { RestoreVersion } from "./input";
import { versionText, type WholeText } from "./queries";

/**
 * Makes the text in one language what a version holds, as a new change by the actor: history goes on, and nothing of it
 * is lost. The present text is kept as a version first. Whoever has the text open sees the change, and what they type
 * at that moment stands in it. Answers with the version's number.
 */
export async function restoreVersion(actor: Actor, input: RestoreVersion): Promise<number> {
  const { alertId, caseId, language, versionId } = input;
  await saveVersion(actor, { caseId, alertId, note: "" });
  const { number, textId } = await asActor(actor, async (tx) => {
    const [text] = await tx
      .select({ id: alertTexts.id })
      .from(alertTexts)
      .where(
        and(
          eq(alertTexts.caseId, caseId),
          eq(alertTexts.alertId, alertId),
          eq(alertTexts.language, language),
        ),
      );
    const version = text && (await versionText(tx, alertId, versionId, language));
    if (!version) {
      throw new Refusal("not-allowed", "refusals.notAllowed");
    }
    for (const update of await changesTo(tx, text.id, version.text)) {
      await tx.execute(
        sql`select app.store_alert_update(${text.id}::uuid, ${Buffer.from(update)}::bytea, false)`,
      );
    }
    return { number: version.number, textId: text.id };
  });
  await foldAndDerive(actor, textId);
  return number;
}

/** The updates that turn the shared text as it is kept into `wanted`: one for each part that reads otherwise. */
async function changesTo(tx: Tx, textId: string, wanted: WholeText): Promise<Uint8Array[]> {
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
  const changes: Uint8Array[] = [];
  shared.on("update", (update) => changes.push(update));
  for (const name of partNames) {
    const node = textSchema.nodeFromJSON(wanted[name] ?? doc());
    node.check();
    // Changes only what differs, so that carets and comments in the rest stay where they are.
    shared.transact(() => prosemirrorToYXmlFragment(node, shared.getXmlFragment(name)));
  }
  shared.destroy();
  return changes;
}
