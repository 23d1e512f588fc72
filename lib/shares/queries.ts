import "server-only";
import { and, asc, desc, eq, ne, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import { caseShares, consents, defenders } from "@/db/schema/cases";
import { organisations } from "@/db/schema/people";
import type { Actor } from "@/lib/auth/actor";
import { type MissingConsent, whyNot } from "./share";

/** The partners that a case is or was shown to, present ones first; the team's to read. */
export function listShares(actor: Actor, caseId: string) {
  return asActor(actor, (tx) =>
    tx
      .select({
        id: caseShares.id,
        partnerOrgId: caseShares.partnerOrgId,
        partner: organisations.name,
        level: caseShares.level,
        sharedAt: caseShares.sharedAt,
        endsOn: caseShares.endsOn,
        revokedAt: caseShares.revokedAt,
      })
      .from(caseShares)
      .innerJoin(organisations, eq(organisations.id, caseShares.partnerOrgId))
      .where(eq(caseShares.caseId, caseId))
      .orderBy(sql`${caseShares.revokedAt} is not null`, asc(organisations.name)),
  );
}

/** The other organisations of the coalition, by name. */
export function listPartners(actor: Actor) {
  return asActor(actor, (tx) =>
    tx
      .select({ id: organisations.id, name: organisations.name })
      .from(organisations)
      .where(ne(organisations.id, sql`app.org()`))
      .orderBy(asc(organisations.name)),
  );
}

/** Whose consent is missing for each partner given: an entry for a partner only where something is missing. */
export async function listMissingConsents(
  actor: Actor,
  caseId: string,
  partnerIds: readonly string[],
): Promise<Map<string, MissingConsent[]>> {
  if (partnerIds.length === 0) {
    return new Map();
  }
  return asActor(actor, async (tx) => {
    const found = new Map<string, MissingConsent[]>();
    for (const partnerId of partnerIds) {
      const { missing } = await missingConsents(tx, caseId, partnerId);
      if (missing.length > 0) {
        found.set(partnerId, missing);
      }
    }
    return found;
  });
}

/** Within a transaction: the defenders without a live consent for one partner. */
export async function missingConsents(
  tx: Tx,
  caseId: string,
  partnerOrgId: string,
): Promise<{ noDefenders: boolean; missing: MissingConsent[] }> {
  const everybody = await tx
    .select({ defenderId: defenders.id, publicLabel: defenders.publicLabel })
    .from(defenders)
    .where(eq(defenders.caseId, caseId))
    .orderBy(asc(defenders.createdAt), asc(defenders.id));
  const latest = await tx
    .selectDistinctOn([consents.defenderId], {
      defenderId: consents.defenderId,
      answer: consents.answer,
      withdrawnAt: consents.withdrawnAt,
      validUntil: consents.validUntil,
      today: sql<string>`current_date::text`,
    })
    .from(consents)
    .where(
      and(
        eq(consents.caseId, caseId),
        eq(consents.scope, "share_with_organisation"),
        eq(consents.targetOrgId, partnerOrgId),
      ),
    )
    .orderBy(consents.defenderId, desc(consents.recordedAt), desc(consents.id));
  const answers = new Map(latest.map((row) => [row.defenderId, row]));
  const missing = everybody.flatMap((defender) => {
    const answer = answers.get(defender.defenderId);
    const reason = whyNot(answer, answer?.today ?? "");
    return reason ? [{ ...defender, reason }] : [];
  });
  return { noDefenders: everybody.length === 0, missing };
}
