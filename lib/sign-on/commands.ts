import "server-only";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import { alerts, endorsements, signOnRequests } from "@/db/schema";
import { canBeNudged, isOpenForSignOn, isOver } from "@/lib/alerts/alert";
import { asWriter } from "@/lib/alerts/beside-words";
import { clear } from "@/lib/alerts/clearance";
import type { ThatAlert } from "@/lib/alerts/input";
import { makeVersion } from "@/lib/alerts/make-version";
import type { ClearedOutcome } from "@/lib/alerts/shown";
import { type Step, theAlert, theVersion } from "@/lib/alerts/the-alert";
import { whatStops } from "@/lib/alerts/what-stops";
import type { Actor } from "@/lib/auth/actor";
import { mustChange } from "@/lib/must-change";
import { asRefusal, Refusal } from "@/lib/refusal";
import { awaited } from "./answers";
import type {
  AskToSign,
  Endorse,
  ExtendDeadline,
  NewVersionForSignOn,
  OpenForSignOn,
  ThatRequest,
  WithholdName,
} from "./input";
import { markOf, mendedSoFar } from "./mended";

const notAllowed = () => new Refusal("not-allowed", "refusals.notAllowed");

/**
 * Makes the exact text that organisations sign and opens it to them until a moment. It names only those whom consent lets
 * be named; the database refuses it in any other case, and a moment that has passed. Of two who press at once, the second
 * is told. The deadline is kept also where something else stops the text, so that it is not asked for twice.
 */
export async function openForSignOn(
  actor: Actor,
  { caseId, alertId, deadline }: OpenForSignOn,
): Promise<ClearedOutcome> {
  try {
    return await signOnVersion(
      actor,
      { caseId, alertId },
      { deadline, move: ["consent_check", "sign_on"] },
    );
  } catch (thrown) {
    throw (await isOfNewerWords(actor, alertId, thrown))
      ? new Refusal("rule", "refusals.changedSinceApproved")
      : thrown;
  }
}

/** Whether a text was refused as approved by nobody, though its last kept version was: somebody has typed since. */
async function isOfNewerWords(actor: Actor, alertId: string, thrown: unknown): Promise<boolean> {
  const refusal = asRefusal(thrown);
  if (!(refusal instanceof Refusal) || refusal.messageKey !== "refusals.notApproved") {
    return false;
  }
  return asActor(
    actor,
    async (tx) => {
      const [kept] = await tx.execute<{ approved: boolean }>(sql`
        select exists (select 1 from alert_approvals p
          where p.kind = 'consent' and p.version_id in (select app.same_words(v.id))) as approved
        from alert_versions v where v.alert_id = ${alertId} order by v.number desc limit 1`);
      return kept?.approved ?? false;
    },
    { readOnly: true },
  );
}

/** Sets a later moment until which organisations sign; the database refuses one that has passed. */
export async function extendDeadline(
  actor: Actor,
  { caseId, alertId, deadline }: ExtendDeadline,
): Promise<void> {
  await asActor(actor, async (tx) => {
    const alert = await theAlert(tx, { caseId, alertId });
    if (isOver(alert.stage)) {
      throw new Refusal("rule", "refusals.alertOver");
    }
    await setDeadline(tx, { caseId, alertId }, deadline);
  });
}

/**
 * A newer text in the place of the one that is open for sign-on. A material change asks everybody again and needs
 * somebody who did not write it; mending typing errors does neither, and is refused when it is more than that, or when
 * other words are mended than those that were shown.
 */
export async function newVersionForSignOn(
  actor: Actor,
  { caseId, alertId, change, note, seen, sure }: NewVersionForSignOn,
): Promise<ClearedOutcome> {
  const isMinor = change === "typo";
  return signOnVersion(
    actor,
    { caseId, alertId },
    { isMinor, note, ...(isMinor && { sure }), ...(seen !== undefined && { seen }) },
  );
}

async function signOnVersion(
  actor: Actor,
  place: ThatAlert,
  {
    isMinor = false,
    note = "",
    sure,
    seen,
    deadline,
    move,
  }: {
    isMinor?: boolean;
    note?: string;
    /** Who mends typing errors looked at what may be a part of a name: nobody checks consent for that. */
    sure?: "yes" | undefined;
    seen?: string;
    deadline?: Date;
    move?: Step;
  },
): Promise<ClearedOutcome> {
  let stopped: ClearedOutcome | undefined;
  await makeVersion(actor, place, {
    purpose: "sign_on",
    note,
    isMinor,
    ...(move && { move }),
    async before(tx, audience) {
      if (deadline) {
        await setDeadline(tx, place, deadline);
      }
      if (isMinor) {
        await mustBeTyping(tx, place, seen);
      }
      const clearance = await clear(tx, place, audience);
      const isLookedAt = isMinor ? sure === "yes" : await areNamesLookedAt(tx, place);
      stopped = whatStops(clearance, audience, isLookedAt);
      return stopped ? null : clearance.names;
    },
  });
  return stopped ?? { cleared: true };
}

/**
 * Whether somebody checked consent for the words of the last version since the protected names of the case are as they
 * are: what may be a part of one was theirs to judge, and is not the author's.
 */
async function areNamesLookedAt(tx: Tx, { caseId, alertId }: ThatAlert): Promise<boolean> {
  const [found] = await tx.execute<{ looked: boolean }>(sql`
    select exists (select 1 from alert_approvals p
      where p.kind = 'consent' and p.version_id in (select app.same_words(latest.id))
        and p.at > all (select i.changed_at from defender_identities i where i.case_id = ${caseId})) as looked
    from (select v.id from alert_versions v where v.alert_id = ${alertId} order by v.number desc limit 1) latest`);
  return found?.looked ?? false;
}

async function setDeadline(
  tx: Tx,
  { caseId, alertId }: ThatAlert,
  signOnDeadline: Date,
): Promise<void> {
  await mustChange(
    tx
      .update(alerts)
      .set({ signOnDeadline, changedAt: new Date() })
      .where(and(eq(alerts.caseId, caseId), eq(alerts.id, alertId)))
      .returning({ id: alerts.id }),
  );
}

/** Asks organisations that read the case to sign, and says which of them consent does not cover. */
export async function askToSign(
  actor: Actor,
  { caseId, alertId, partners }: AskToSign,
): Promise<void> {
  await asActor(actor, async (tx) => {
    await theAlert(tx, { caseId, alertId });
    for (const partner of partners) {
      await tx.execute(sql`select app.ask_to_sign(${alertId}, ${partner})`);
    }
  });
}

/**
 * Takes an organisation's name off what is shown of the alert from now on, at its wish: its signature counts, and every
 * page that named it says that the list was changed. It is named again only by what it signs afterwards (decision 34).
 */
export async function withholdName(
  actor: Actor,
  { caseId, alertId, organisationId }: WithholdName,
): Promise<void> {
  await asActor(actor, async (tx) => {
    await theAlert(tx, { caseId, alertId });
    await tx.execute(sql`select app.withhold_name(${alertId}::uuid, ${organisationId}::uuid)`);
  });
}

/** Takes a request back; what was answered stays on record. */
export async function revokeRequest(
  actor: Actor,
  { caseId, alertId, requestId }: ThatRequest,
): Promise<void> {
  await asActor(actor, async (tx) => {
    await theRequest(tx, { caseId, alertId, requestId });
    await tx.execute(sql`select app.revoke_request(${requestId})`);
    const [standing] = await tx
      .select({ id: signOnRequests.id })
      .from(signOnRequests)
      .where(and(eq(signOnRequests.id, requestId), isNull(signOnRequests.revokedAt)));
    if (standing) {
      throw notAllowed();
    }
  });
}

/** Reminds an organisation that has not answered; once a day at most. */
export async function nudge(
  actor: Actor,
  { caseId, alertId, requestId }: ThatRequest,
): Promise<void> {
  await asActor(actor, async (tx) => {
    await theRequest(tx, { caseId, alertId, requestId });
    await tx.execute(sql`select app.nudge(${requestId})`);
  });
}

/** Reminds every organisation whose answer is awaited, except those that were reminded within the last day. */
export async function nudgeAll(actor: Actor, { caseId, alertId }: ThatAlert): Promise<number> {
  return asActor(actor, async (tx) => {
    await theAlert(tx, { caseId, alertId });
    const waiting = (await awaited(tx, alertId)).filter((row) =>
      canBeNudged(row, actor.organisationId, new Date()),
    );
    for (const { requestId } of waiting) {
      await tx.execute(sql`select app.nudge(${requestId})`);
    }
    return waiting.length;
  });
}

/**
 * The organisation's answer to the exact text that was read. Refused when another text stands there by now, after the
 * deadline, and to whoever has no authority.
 */
export async function endorse(actor: Actor, input: Endorse): Promise<void> {
  const { caseId, alertId, versionId, hash, answer, section, reason, capacity, publish } = input;
  const names: Record<string, string> = {};
  for (const [field, value] of Object.entries(input)) {
    if (field.startsWith("name_") && typeof value === "string" && value) {
      names[field.slice("name_".length)] = value;
    }
  }
  if (input.nameEverywhere) {
    names[""] = input.nameEverywhere;
  }
  try {
    await asWriter(actor, caseId, async (tx) => {
      const alert = await theAlert(tx, { caseId, alertId });
      await theVersion(tx, { caseId, alertId }, versionId);
      if (!isOpenForSignOn(alert, new Date())) {
        throw new Refusal("rule", "refusals.notOpenForSignOn");
      }
      await mustHaveSeen(tx, actor, input);
      await tx.execute(sql`select app.endorse(${versionId}, ${hash}, ${answer},
        ${answer === "signed" ? null : section}, ${reason}, ${capacity}, ${JSON.stringify(names)}::jsonb,
        ${publish === "yes"})`);
    });
  } catch (thrown) {
    throw (await whetherLost(actor, alertId, thrown)) ?? thrown;
  }
}

/**
 * Of two colleagues who answer at once the second is told, and nothing of theirs takes the place of what the first said.
 * Whoever sends the same form twice answers once.
 */
async function mustHaveSeen(tx: Tx, actor: Actor, { alertId, seen }: Endorse): Promise<void> {
  const whose = `${alertId} ${actor.organisationId}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${whose}, 0))`);
  const [last] = await tx
    .select({ id: endorsements.id, membershipId: endorsements.membershipId })
    .from(endorsements)
    .where(
      and(eq(endorsements.alertId, alertId), eq(endorsements.signerOrgId, actor.organisationId)),
    )
    .orderBy(desc(endorsements.at), desc(endorsements.id))
    .limit(1);
  if (seen !== undefined && last && last.id !== seen && last.membershipId !== actor.membershipId) {
    throw new Refusal("conflict", "refusals.answeredMeanwhile");
  }
}

/** To an organisation that had been asked, and that lost the alert meanwhile, this is said; to everybody else there is none. */
async function whetherLost(
  actor: Actor,
  alertId: string,
  thrown: unknown,
): Promise<Refusal | null> {
  const refusal = asRefusal(thrown);
  if (!(refusal instanceof Refusal) || refusal.messageKey !== "refusals.notAllowed") {
    return null;
  }
  const isLost = await asActor(
    actor,
    async (tx) =>
      (
        await tx.execute<{ lost: boolean }>(
          sql`select app.lost_before_signing(${alertId}::uuid) as lost`,
        )
      )[0]?.lost,
    { readOnly: true },
  );
  return isLost ? new Refusal("not-allowed", "refusals.noLongerShared") : null;
}

async function mustBeTyping(tx: Tx, { alertId }: ThatAlert, seen?: string): Promise<void> {
  const { isMore, words } = await mendedSoFar(tx, alertId);
  if (isMore) {
    throw new Refusal("rule", "refusals.moreThanTyping");
  }
  if (seen !== undefined && seen !== markOf(words)) {
    throw new Refusal("conflict", "refusals.otherWords");
  }
}

async function theRequest(tx: Tx, { caseId, alertId, requestId }: ThatRequest): Promise<void> {
  const [request] = await tx
    .select({ id: signOnRequests.id })
    .from(signOnRequests)
    .where(
      and(
        eq(signOnRequests.caseId, caseId),
        eq(signOnRequests.alertId, alertId),
        eq(signOnRequests.id, requestId),
      ),
    );
  if (!request) {
    throw notAllowed();
  }
}
