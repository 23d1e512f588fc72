import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor, type Tx } from "@/db/client";
import { supportOutcomes, supportRequests } from "@/db/schema/support-requests";
import type { Actor } from "@/lib/auth/actor";
import { openCaseKeys } from "@/lib/cases/keys";
import type { FieldPlace } from "@/lib/crypto/envelope";
import { sealPadded } from "@/lib/crypto/padded";
import { findId, onceOnly, rowIdOf } from "@/lib/once";
import { Refusal } from "@/lib/refusal";
import { outcomeDue } from "./due";
import type { RecordOutcome } from "./input";

/**
 * Records whether it helped, as the defender judges it; an earlier answer stays. Refuses while the request is open, and
 * asks back (`early`) where it was said before it is due. The same form sent again records nothing.
 */
export async function recordOutcome(
  actor: Actor,
  input: RecordOutcome,
  once: string = uuidv7(),
): Promise<void> {
  const id = rowIdOf(actor, "support_outcomes", input, once);
  const { words, early, ...told } = input;
  await onceOnly(
    async () => {
      await asActor(actor, async (tx) => {
        await mustBeSaidInTime(tx, input);
        const [key] = await openCaseKeys(tx, input.caseId);
        await tx.insert(supportOutcomes).values({
          ...told,
          id,
          orgId: actor.organisationId,
          words: words ? sealPadded(key, placeOfWords(actor.organisationId, id), words) : null,
          recordedBy: actor.membershipId,
        });
      });
      return id;
    },
    () => asActor(actor, (tx) => findId(tx, supportOutcomes, id), { readOnly: true }),
  );
}

/** The database refuses what is said of an open request, and what was said before it was closed; this says it at the field. */
async function mustBeSaidInTime(
  tx: Tx,
  { caseId, requestId, after, saidOn, early }: RecordOutcome,
): Promise<void> {
  const [row] = await tx
    .select({ closedOn: sql<string | null>`(closed_at at time zone 'UTC')::date::text` })
    .from(supportRequests)
    .where(and(eq(supportRequests.caseId, caseId), eq(supportRequests.id, requestId)));
  if (!row?.closedOn) {
    return;
  }
  if (saidOn < dayBefore(row.closedOn)) {
    throw new Refusal("rule", "support.outcome.beforeClosing", "saidOn");
  }
  if (saidOn < outcomeDue(row.closedOn, after) && early !== "yes") {
    throw new Refusal("rule", "support.outcome.notDue", "saidOn");
  }
}

/** West of Greenwich it was the day before still. */
const dayBefore = (day: string) =>
  new Date(Date.parse(day) - 24 * 3_600_000).toISOString().slice(0, 10);

/** Where the words of an outcome are kept; part of what the envelope is bound to. */
export const placeOfWords = (orgId: string, rowId: string): FieldPlace => ({
  table: "support_outcomes",
  column: "words",
  rowId,
  orgId,
});
