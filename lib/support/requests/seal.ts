import "server-only";
import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { supportRequests } from "@/db/schema/support-requests";
import { openCaseKeys } from "@/lib/cases/keys";
import { EnvelopeRefused, type FieldPlace } from "@/lib/crypto/envelope";
import { openPadded, sealPadded } from "@/lib/crypto/padded";
import { Refusal } from "@/lib/refusal";
import { parseDetails, type SupportDetails } from "./details";

/** Where the details of a request are kept; part of what the envelope is bound to. */
const placeOf = (orgId: string, rowId: string): FieldPlace => ({
  table: "support_requests",
  column: "sealed",
  rowId,
  orgId,
});

/** The details of a request in one envelope under the key of its case; refuses who is not in the team. */
export async function sealDetails(
  tx: Tx,
  { orgId, caseId, id }: { orgId: string; caseId: string; id: string },
  details: SupportDetails,
): Promise<string> {
  const [key] = await openCaseKeys(tx, caseId);
  return sealPadded(key, placeOf(orgId, id), JSON.stringify(details));
}

/**
 * Situation and needs of a request in clear. Refuses who is not in the team, and says of an envelope that was moved or
 * altered that it can't be read.
 */
export async function openDetails(
  tx: Tx,
  caseId: string,
  requestId: string,
): Promise<SupportDetails> {
  const [row] = await tx
    .select({ orgId: supportRequests.orgId, sealed: supportRequests.sealed })
    .from(supportRequests)
    .where(and(eq(supportRequests.caseId, caseId), eq(supportRequests.id, requestId)));
  if (!row) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
  const keys = await openCaseKeys(tx, caseId);
  try {
    return parseDetails(openPadded(keys, placeOf(row.orgId, requestId), row.sealed));
  } catch (error) {
    if (error instanceof EnvelopeRefused) {
      throw new Refusal("rule", "support.refused.unreadable");
    }
    throw error;
  }
}
