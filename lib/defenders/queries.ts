import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import type { AlertLanguage } from "@/db/reference/words";
import { alertTexts } from "@/db/schema/alerts";
import { defenderIdentities, defenders } from "@/db/schema/cases";
import type { Actor } from "@/lib/auth/actor";
import { stampOf } from "./stamp";

/**
 * The defenders of a case by public label, in the order in which they were entered. `hasIdentity` says only whether
 * something is sealed, and is false for everybody outside the team; the identity itself is never in a list.
 */
export function listDefenders(actor: Actor, caseId: string) {
  return asActor(actor, (tx) =>
    tx
      .select({
        id: defenders.id,
        kind: defenders.kind,
        publicLabel: defenders.publicLabel,
        publicLabels: defenders.publicLabels,
        // Spelled out: Drizzle drops the table's name from columns in a select of one table.
        hasIdentity: sql<boolean>`exists (select 1 from defender_identities i
          where i.org_id = defenders.org_id and i.defender_id = defenders.id)`,
      })
      .from(defenders)
      .where(eq(defenders.caseId, caseId))
      .orderBy(asc(defenders.createdAt), asc(defenders.id)),
  );
}

/** Which identity each defender of a case has now, by a stamp that tells only whether it is still the same one. */
export function listIdentityStamps(actor: Actor, caseId: string): Promise<Map<string, string>> {
  return asActor(
    actor,
    async (tx) => {
      const rows = await tx
        .select({ id: defenderIdentities.defenderId, sealed: defenderIdentities.sealed })
        .from(defenderIdentities)
        .where(eq(defenderIdentities.caseId, caseId));
      return new Map(rows.map(({ id, sealed }) => [id, stampOf(sealed)]));
    },
    { readOnly: true },
  );
}

/** The languages in which the case has alerts. */
export function listAlertLanguages(actor: Actor, caseId: string): Promise<AlertLanguage[]> {
  return asActor(
    actor,
    async (tx) => {
      const rows = await tx
        .selectDistinct({ language: alertTexts.language })
        .from(alertTexts)
        .where(eq(alertTexts.caseId, caseId))
        .orderBy(asc(alertTexts.language));
      return rows.map(({ language }) => language);
    },
    { readOnly: true },
  );
}

export type Defender = Awaited<ReturnType<typeof listDefenders>>[number];
