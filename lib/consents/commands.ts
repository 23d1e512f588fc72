import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor } from "@/db/client";
import { consents } from "@/db/schema/cases";
import type { Actor } from "@/lib/auth/actor";
import { dateColumns } from "@/lib/dates/stored-date";
import { mustChange } from "@/lib/must-change";
import type { RecordConsent, WithdrawConsent } from "./input";

/** Records what a defender answered. An earlier answer to the same scope stays as history. */
export async function recordConsent(
  actor: Actor,
  { answers, obtained, ...given }: RecordConsent,
): Promise<void> {
  await asActor(actor, async (tx) => {
    for (const answer of answers) {
      await tx.insert(consents).values({
        ...given,
        ...answer,
        ...dateColumns("obtained", obtained),
        orgId: actor.organisationId,
        id: uuidv7(),
        obtainedBy: actor.membershipId,
      });
    }
  });
}

/**
 * Records that consent was withdrawn. In the same transaction partners without consent lose the case and asks that
 * name too much are lowered (triggers). Any member of the team may, in one step.
 */
export async function withdrawConsent(
  actor: Actor,
  { caseId, consentId }: WithdrawConsent,
): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .update(consents)
        .set({ withdrawnAt: new Date() })
        .where(
          and(
            eq(consents.caseId, caseId),
            eq(consents.id, consentId),
            isNull(consents.withdrawnAt),
          ),
        )
        .returning({ id: consents.id }),
    ),
  );
}
