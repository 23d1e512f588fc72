import "server-only";
import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client";
import { supportRequests } from "@/db/schema/support-requests";
import type { Actor } from "@/lib/auth/actor";
import { noDetails } from "@/lib/support/requests/details";
import { sealDetails } from "@/lib/support/requests/seal";
import type { InventedSupport } from "./invented";

/** What somebody of an invented case needs. Nobody is asked for it: organisations of the directory are real. */
export async function addSupport(
  tx: Tx,
  { organisationId: orgId, membershipId }: Actor,
  { caseId, defenderId }: { caseId: string; defenderId: string },
  { kind, nature, urgency, ...told }: InventedSupport,
): Promise<void> {
  const id = uuidv7();
  await tx.insert(supportRequests).values({
    orgId,
    caseId,
    id,
    defenderId,
    kind,
    nature,
    urgency,
    sealed: await sealDetails(tx, { orgId, caseId, id }, { ...noDetails, ...told }),
    createdBy: membershipId,
  });
}
