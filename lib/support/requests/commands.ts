import "server-only";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor } from "@/db/client";
import { supportRequests } from "@/db/schema/support-requests";
import type { Actor } from "@/lib/auth/actor";
import { earliestToday } from "@/lib/dates/date-input";
import { mustChange } from "@/lib/must-change";
import { findId, onceOnly, rowIdOf } from "@/lib/once";
import { Refusal } from "@/lib/refusal";
import type { SupportDetails } from "./details";
import type { ChangeRequest, CloseRequest, OpenRequest, ReadRequest, ReopenRequest } from "./input";
import { openDetails, sealDetails } from "./seal";
import { wentOut } from "./went-out";

/**
 * Opens a request for support, with everything that tells where somebody is sealed under the key of the case. The same
 * form sent again (`once`) opens nothing and gives the same id.
 */
export async function openRequest(
  actor: Actor,
  input: OpenRequest,
  once: string = uuidv7(),
): Promise<string> {
  const id = rowIdOf(actor, "support_requests", input, once);
  const { caseId, defenderId, kind, nature, urgency, neededBy, ...details } = input;
  return onceOnly(
    async () => {
      await asActor(actor, async (tx) => {
        await tx.insert(supportRequests).values({
          orgId: actor.organisationId,
          id,
          caseId,
          defenderId,
          kind,
          nature,
          urgency,
          neededBy,
          sealed: await sealDetails(tx, { orgId: actor.organisationId, caseId, id }, details),
          createdBy: actor.membershipId,
        });
      });
      return id;
    },
    () => asActor(actor, (tx) => findId(tx, supportRequests, id), { readOnly: true }),
  );
}

/**
 * Writes a request anew. Refuses what was written over another state of it than the one of now, and a day that has passed
 * unless it stood there before.
 */
export async function changeRequest(
  actor: Actor,
  { caseId, requestId, version, kind, nature, urgency, neededBy, ...details }: ChangeRequest,
): Promise<void> {
  await asActor(actor, async (tx) => {
    if (neededBy && neededBy < earliestToday()) {
      const [before] = await tx
        .select({ neededBy: supportRequests.neededBy })
        .from(supportRequests)
        .where(isRequest(caseId, requestId));
      if (before && before.neededBy !== neededBy) {
        throw new Refusal("rule", "forms.dayPassed", "neededBy");
      }
    }
    const changed = await tx
      .update(supportRequests)
      .set({
        kind,
        nature,
        urgency,
        neededBy,
        sealed: await sealDetails(
          tx,
          { orgId: actor.organisationId, caseId, id: requestId },
          details,
        ),
      })
      .where(and(isRequest(caseId, requestId), eq(supportRequests.version, version)))
      .returning({ id: supportRequests.id });
    if (changed.length === 0) {
      const [now] = await tx
        .select({ version: supportRequests.version })
        .from(supportRequests)
        .where(isRequest(caseId, requestId));
      throw now && now.version !== version
        ? new Refusal("conflict", "support.changedSince")
        : new Refusal("not-allowed", "refusals.notAllowed");
    }
  });
}

/**
 * Ends a request, saying how; its history stays. Asks back (`sure`) before something passes for a mistake that somebody
 * outside was asked for or took on.
 */
export async function closeRequest(
  actor: Actor,
  { caseId, requestId, closedAs, sure }: CloseRequest,
): Promise<void> {
  await asActor(actor, async (tx) => {
    if (closedAs === "opened_in_error" && sure !== "yes") {
      const [row] = await tx
        .select({ wentOut: wentOut(sql`support_requests.id`) })
        .from(supportRequests)
        .where(isRequest(caseId, requestId));
      if (row?.wentOut) {
        throw new Refusal("rule", "support.page.wentOut");
      }
    }
    await mustChange(
      tx
        .update(supportRequests)
        .set({ closedAt: new Date(), closedAs })
        .where(and(isRequest(caseId, requestId), isNull(supportRequests.closedAt)))
        .returning({ id: supportRequests.id }),
    );
  });
}

export async function reopenRequest(
  actor: Actor,
  { caseId, requestId }: ReopenRequest,
): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .update(supportRequests)
        .set({ closedAt: null, closedAs: null })
        .where(and(isRequest(caseId, requestId), isNotNull(supportRequests.closedAt)))
        .returning({ id: supportRequests.id }),
    ),
  );
}

/** Situation and needs in clear, for a member of the team who asks for them. Never part of a list. */
export function readDetails(
  actor: Actor,
  { caseId, requestId }: ReadRequest,
): Promise<SupportDetails> {
  return asActor(actor, (tx) => openDetails(tx, caseId, requestId), { readOnly: true });
}

const isRequest = (caseId: string, requestId: string) =>
  and(eq(supportRequests.caseId, caseId), eq(supportRequests.id, requestId));
