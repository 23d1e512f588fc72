import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { AlertStage } from "@/db/reference/words";
import { alerts, alertVersions } from "@/db/schema";
import { Refusal } from "@/lib/refusal";
import type { ThatAlert } from "./input";

export type Step = [from: AlertStage, to: AlertStage];

/** The alert of this case; one that is not there and one that is not the actor's are both not allowed. */
export async function theAlert(tx: Tx, { caseId, alertId }: ThatAlert) {
  const [alert] = await tx
    .select()
    .from(alerts)
    .where(and(eq(alerts.caseId, caseId), eq(alerts.id, alertId)));
  if (!alert) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
  return alert;
}

/** Refuses a version of another alert, or one that the actor does not read. */
export async function theVersion(
  tx: Tx,
  { caseId, alertId }: ThatAlert,
  versionId: string,
): Promise<void> {
  const [version] = await tx
    .select({ id: alertVersions.id })
    .from(alertVersions)
    .where(
      and(
        eq(alertVersions.caseId, caseId),
        eq(alertVersions.alertId, alertId),
        eq(alertVersions.id, versionId),
      ),
    );
  if (!version) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
}

/** Takes one step; the database says what it needs, and tells who comes second. */
export async function moveAlert(tx: Tx, alertId: string, [from, to]: Step): Promise<void> {
  await tx.execute(sql`select app.move_alert(${alertId}, ${from}, ${to})`);
}
