import "server-only";
import { sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import { asWriter } from "@/lib/alerts/beside-words";
import { clear } from "@/lib/alerts/clearance";
import type { Move, ThatAlert } from "@/lib/alerts/input";
import { makeVersion } from "@/lib/alerts/make-version";
import type { ClearedOutcome } from "@/lib/alerts/shown";
import { moveAlert, theAlert, theVersion } from "@/lib/alerts/the-alert";
import { holdsTypedName } from "@/lib/alerts/typed-names";
import { whatStops } from "@/lib/alerts/what-stops";
import type { Actor } from "@/lib/auth/actor";
import { Refusal } from "@/lib/refusal";
import type { Approve, CheckConsent, SaveVersion } from "./input";

/** Keeps the text as it stands now as a version, without moving the alert. */
export async function saveVersion(
  actor: Actor,
  { caseId, alertId, note }: SaveVersion,
): Promise<string> {
  return makeVersion(actor, { caseId, alertId }, { purpose: "saved", note });
}

/** Makes a version and asks for review. The same press by a second person finds it moved. */
export async function sendForReview(
  actor: Actor,
  { caseId, alertId, note }: SaveVersion,
): Promise<string> {
  return makeVersion(
    actor,
    { caseId, alertId },
    { purpose: "saved", note, move: ["draft", "in_review"], before: refuseTypedNames(alertId) },
  );
}

/** Said before others are asked to read: they would be stopped by it only at the consent check. */
const refuseTypedNames = (alertId: string) => async (tx: Tx) => {
  if (await holdsTypedName(tx, alertId)) {
    throw new Refusal("rule", "refusals.typedName");
  }
  return {};
};

/**
 * Stands behind a version that one neither sent nor wrote alone. Where the approver may move the alert, it goes on to the consent
 * check at once.
 */
export async function approve(
  actor: Actor,
  { caseId, alertId, versionId, note }: Approve,
): Promise<void> {
  await asWriter(actor, caseId, async (tx) => {
    await theVersion(tx, { caseId, alertId }, versionId);
    await tx.execute(sql`select app.approve_alert(${versionId}, 'review', ${note})`);
    const [right] = await tx.execute<{ may: string }>(
      sql`select app.alert_right(${caseId}) as may`,
    );
    if (right?.may === "write") {
      await moveAlert(tx, alertId, ["in_review", "consent_check"]);
    }
  });
}

/** Moves an approved alert on to the consent check, where its approver could not. */
export async function startConsentCheck(
  actor: Actor,
  { caseId, alertId }: ThatAlert,
): Promise<void> {
  await asActor(actor, async (tx) => {
    await theAlert(tx, { caseId, alertId });
    await moveAlert(tx, alertId, ["in_review", "consent_check"]);
  });
}

/** Takes an alert back to writing, from review, from the consent check or from sign-on. */
export async function sendBack(actor: Actor, { caseId, alertId, from }: Move): Promise<void> {
  await asActor(actor, async (tx) => {
    await theAlert(tx, { caseId, alertId });
    await moveAlert(tx, alertId, [from, "draft"]);
  });
}

/**
 * Records that consent covers a version, by a member of the team who neither sent it nor wrote it alone. What may be a
 * part of a protected name is theirs to judge: it stops them until they say that they looked.
 */
export async function checkConsent(
  actor: Actor,
  { caseId, alertId, versionId, note, sure }: CheckConsent,
): Promise<ClearedOutcome> {
  return asWriter(actor, caseId, async (tx) => {
    const alert = await theAlert(tx, { caseId, alertId });
    await theVersion(tx, { caseId, alertId }, versionId);
    const clearance = await clear(tx, { caseId, alertId }, alert.audience, versionId);
    const stopped = whatStops(clearance, alert.audience, sure === "yes");
    if (stopped) {
      return stopped;
    }
    await tx.execute(sql`select app.approve_alert(${versionId}, 'consent', ${note})`);
    return { cleared: true };
  });
}
