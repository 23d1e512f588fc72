import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor } from "@/db/client";
import { caseShares } from "@/db/schema/cases";
import type { Actor } from "@/lib/auth/actor";
import { mustChange } from "@/lib/must-change";
import type { EndShare, ShareCase } from "./input";
import { missingConsents } from "./queries";
import type { ShareOutcome } from "./share";

/**
 * Shows the case to a partner organisation, or changes what a partner may do and until which day. Where consent is missing it says whose,
 * and shares nothing; the database refuses it in any case (PL001).
 */
export async function shareCase(
  actor: Actor,
  { caseId, partnerOrgId, level, endsOn }: ShareCase,
): Promise<ShareOutcome> {
  return asActor(actor, async (tx) => {
    const { noDefenders, missing } = await missingConsents(tx, caseId, partnerOrgId);
    if (missing.length > 0 || noDefenders) {
      return { shared: false, noDefenders, missing };
    }
    const known = await tx
      .select({ id: caseShares.id })
      .from(caseShares)
      .where(and(eq(caseShares.caseId, caseId), eq(caseShares.partnerOrgId, partnerOrgId)));
    if (known.length > 0) {
      await mustChange(
        tx
          .update(caseShares)
          .set({ level, endsOn, revokedAt: null })
          .where(and(eq(caseShares.caseId, caseId), eq(caseShares.partnerOrgId, partnerOrgId)))
          .returning({ id: caseShares.id }),
      );
    } else {
      await tx.insert(caseShares).values({
        orgId: actor.organisationId,
        caseId,
        id: uuidv7(),
        partnerOrgId,
        level,
        endsOn,
        sharedBy: actor.membershipId,
      });
    }
    return { shared: true };
  });
}

/** Ends a share at once. What the partner has already seen, they have seen. */
export async function endShare(actor: Actor, { caseId, shareId }: EndShare): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .update(caseShares)
        .set({ revokedAt: new Date() })
        .where(
          and(
            eq(caseShares.caseId, caseId),
            eq(caseShares.id, shareId),
            isNull(caseShares.revokedAt),
          ),
        )
        .returning({ id: caseShares.id }),
    ),
  );
}
