import "server-only";
import { and, desc, eq, inArray, isNull } from "drizzle-orm";
import { asActor } from "@/db/client";
import type { SupportKind } from "@/db/reference/support-words";
import { organisations } from "@/db/schema/people";
import { shownRequests } from "@/db/schema/support-coalition";
import { referralConsents, supportRequests } from "@/db/schema/support-requests";
import type { Actor } from "@/lib/auth/actor";
import { closedBy } from "@/lib/consents/closed-by";
import { standing } from "@/lib/consents/consent";
import type { Consent } from "@/lib/consents/queries";
import { dayInZone } from "@/lib/i18n/format";
import { directory } from "./directory/queries";
import { partnerKey } from "./shown/partner-key";

/** A request for support and somebody who was told of it, or may be. */
export interface ToldOfRequest {
  requestId: string;
  kind: SupportKind;
  name: string;
  /** What follows the address of the request. */
  place: string;
}

/** Requests that a partner is not shown any more since consent for the case was withdrawn. Empty outside the team. */
export async function listShownClosedBy(
  actor: Actor,
  caseId: string,
  { id, defenderId, targetOrgId }: Pick<Consent, "id" | "defenderId" | "targetOrgId">,
): Promise<ToldOfRequest[]> {
  if (!targetOrgId) {
    return [];
  }
  const rows = await asActor(
    actor,
    (tx) =>
      tx
        .select({
          requestId: shownRequests.requestId,
          kind: supportRequests.kind,
          name: organisations.name,
        })
        .from(shownRequests)
        .innerJoin(supportRequests, eq(supportRequests.id, shownRequests.requestId))
        .innerJoin(organisations, eq(organisations.id, shownRequests.partnerOrgId))
        .where(
          and(
            eq(shownRequests.caseId, caseId),
            eq(shownRequests.partnerOrgId, targetOrgId),
            eq(shownRequests.endedAs, "withdrawn"),
            eq(supportRequests.defenderId, defenderId),
            closedBy(shownRequests.endedAt, caseId, id),
          ),
        )
        .orderBy(desc(shownRequests.endedAt)),
    { readOnly: true },
  );
  return rows.map((row) => ({ ...row, place: `/partners/${targetOrgId}` }));
}

/**
 * What somebody's answers for a whole case leave open: organisations that may be told of one request of theirs, and
 * partners to which one is shown. Each is ended for itself. Empty outside the team.
 */
export async function listStillTold(
  actor: Actor,
  caseId: string,
  defenderId: string,
): Promise<ToldOfRequest[]> {
  const { requests, consents, shown } = await asActor(
    actor,
    async (tx) => {
      const requests = await tx
        .select({ id: supportRequests.id, kind: supportRequests.kind })
        .from(supportRequests)
        .where(
          and(
            eq(supportRequests.caseId, caseId),
            eq(supportRequests.defenderId, defenderId),
            isNull(supportRequests.closedAt),
          ),
        );
      const ids = requests.map(({ id }) => id);
      const consents = await tx
        .selectDistinctOn([referralConsents.requestId, referralConsents.supportKey], {
          requestId: referralConsents.requestId,
          key: referralConsents.supportKey,
          isAllowed: referralConsents.isAllowed,
          validUntil: referralConsents.validUntil,
          withdrawnAt: referralConsents.withdrawnAt,
        })
        .from(referralConsents)
        .where(inArray(referralConsents.requestId, ids))
        .orderBy(
          referralConsents.requestId,
          referralConsents.supportKey,
          desc(referralConsents.recordedAt),
          desc(referralConsents.id),
        );
      const shown = await tx
        .select({
          requestId: shownRequests.requestId,
          partnerOrgId: shownRequests.partnerOrgId,
          name: organisations.name,
        })
        .from(shownRequests)
        .innerJoin(organisations, eq(organisations.id, shownRequests.partnerOrgId))
        .where(and(inArray(shownRequests.requestId, ids), isNull(shownRequests.endedAt)));
      return { requests, consents, shown };
    },
    { readOnly: true },
  );
  const today = dayInZone(new Date(), "UTC");
  const ofPartners = partnerKey("");
  const entries = new Map(
    consents.length > 0 ? (await directory(actor)).map(({ key, name }) => [key, name]) : [],
  );
  const allowed = consents.filter(
    (consent) =>
      !consent.key.startsWith(ofPartners) &&
      standing({ ...consent, answer: consent.isAllowed ? "yes" : "no" }, today) === "yes",
  );
  return requests.flatMap(({ id: requestId, kind }) => [
    ...shown
      .filter((one) => one.requestId === requestId)
      .map(({ partnerOrgId, name }) => ({
        ...{ requestId, kind, name },
        place: `/partners/${partnerOrgId}`,
      })),
    ...allowed
      .filter((one) => one.requestId === requestId)
      .map(({ key }) => ({
        ...{ requestId, kind, name: entries.get(key) ?? key },
        place: `/refer/${key}`,
      })),
  ]);
}
