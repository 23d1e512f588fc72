import "server-only";
import { uuidv7 } from "uuidv7";
import { asActor } from "@/db/client";
import { supportOutcomes } from "@/db/schema/support-requests";
import type { Actor } from "@/lib/auth/actor";
import { openCaseKeys } from "@/lib/cases/keys";
import type { FieldPlace } from "@/lib/crypto/envelope";
import { sealPadded } from "@/lib/crypto/padded";
import { findId, onceOnly, rowIdOf } from "@/lib/once";
import type { RecordOutcome } from "./input";

/**
 * Records whether it helped, as the defender judges it; an earlier answer stays. Refuses while the request is open. The
 * same form sent again records nothing.
 */
export async function recordOutcome(
  actor: Actor,
  input: RecordOutcome,
  once: string = uuidv7(),
): Promise<void> {
  const id = rowIdOf(actor, "support_outcomes", input, once);
  const { words, ...told } = input;
  await onceOnly(
    async () => {
      await asActor(actor, async (tx) => {
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

/** Where the words of an outcome are kept; part of what the envelope is bound to. */
export const placeOfWords = (orgId: string, rowId: string): FieldPlace => ({
  table: "support_outcomes",
  column: "words",
  rowId,
  orgId,
});
