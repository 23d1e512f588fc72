import "server-only";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import * as Y from "yjs";
import { asActor, type Tx } from "@/db/client";
import type { AlertStage, Audience } from "@/db/reference/words";
import {
  alertComments,
  alertParts,
  alertPassages,
  alerts,
  alertTexts,
  alertThreads,
  alertVersions,
  signOnRequests,
  type TextNode,
} from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { listInterventionsOfCase } from "@/lib/interventions/queries";
import { mustChange } from "@/lib/must-change";
import { findId, onceOnly, rowIdOf } from "@/lib/once";
import { asRefusal, Refusal } from "@/lib/refusal";
import { canBeNudged, isOpenForSignOn, isOver } from "./alert";
import { type Clearance, clear } from "./clearance";
import { foldAndDerive } from "./derive";
import { factWords } from "./fact-words";
import { partsFromFacts } from "./facts";
import { readFacts } from "./facts-queries";
import type {
  AddLanguage,
  Approve,
  AskToSign,
  Comment,
  Endorse,
  Move,
  NewVersionForSignOn,
  OpenForSignOn,
  OpenThread,
  SaveVersion,
  SealPassage,
  SetDetails,
  SetSectionStatus,
  SetTextState,
  SettleThread,
  StartAlert,
  ThatAlert,
  ThatRequest,
} from "./input";
import { awaited } from "./queries";
import { type PartName, readParts, seedText } from "./shared-text";
import type { ClearedOutcome } from "./shown";
import { isMoreThanTyping } from "./typing-error";

const notAllowed = () => new Refusal("not-allowed", "refusals.notAllowed");

/**
 * Begins an alert from the case's own facts: people as marks, never by name; who told us sealed for the team. Returns
 * the id. The same form sent again (`once`) gives the alert that it began. What is `written` already stands in the
 * place of the facts of its section.
 */
export async function startAlert(
  actor: Actor,
  input: StartAlert,
  once: string = uuidv7(),
  written: Partial<Record<PartName, TextNode>> = {},
): Promise<string> {
  const { caseId, kind, language, audience } = input;
  const interventions = await listInterventionsOfCase(actor, caseId);
  const alertId = rowIdOf(actor, "alerts", input, once);
  const start = async (tx: Tx) => {
    const facts = await readFacts(tx, caseId, kind, interventions);
    if (!facts) {
      throw notAllowed();
    }
    const { parts, sealed } = partsFromFacts(facts, factWords(language), uuidv7);
    const place = { orgId: actor.organisationId, caseId, alertId };
    await tx.insert(alerts).values({
      orgId: actor.organisationId,
      caseId,
      id: alertId,
      // The database gives the next one.
      number: 0,
      kind,
      audience,
      sourceLanguage: language,
      createdBy: actor.membershipId,
    });
    for (const passage of sealed) {
      await tx.insert(alertPassages).values({ ...place, ...passage, sealedBy: actor.membershipId });
    }
    await beginText(tx, actor, place, language, { ...parts, ...written });
    return alertId;
  };
  return onceOnly(
    () => asActor(actor, start),
    () => asActor(actor, (tx) => findId(tx, alerts, alertId), { readOnly: true }),
  );
}

/** Adds a language as an empty text of the same sections. There is one text of each. */
export async function addLanguage(
  actor: Actor,
  { caseId, alertId, language }: AddLanguage,
): Promise<void> {
  await asActor(actor, async (tx) => {
    const alert = await theAlert(tx, { caseId, alertId });
    const place = { orgId: alert.orgId, caseId, alertId };
    await beginText(tx, actor, place, language, {});
  });
}

/** One text with its first update: made here, since two people who both began it would each bring a first line. */
async function beginText(
  tx: Tx,
  actor: Actor,
  place: { orgId: string; caseId: string; alertId: string },
  language: StartAlert["language"],
  parts: Parameters<typeof seedText>[0],
): Promise<void> {
  const textId = uuidv7();
  await tx.insert(alertTexts).values({ ...place, id: textId, language });
  const update = seedText(parts);
  const [stored] = await tx.execute<{ seq: string }>(
    sql`select app.store_alert_update(${textId}, ${Buffer.from(update)}, false) as seq`,
  );
  const shared = new Y.Doc();
  Y.applyUpdate(shared, update);
  const read = readParts(shared);
  shared.destroy();
  const authors = Object.keys(parts).map((section) => [section, actor.membershipId]);
  await tx.execute(sql`select app.keep_alert_parts(${textId}, ${stored?.seq ?? 0},
    ${JSON.stringify(read)}::jsonb, ${JSON.stringify(authors)}::jsonb)`);
}

/** Kind, widest audience and deadline. What was signed for one audience is not opened to a wider one. */
export async function setDetails(
  actor: Actor,
  { caseId, alertId, kind, audience, deadline }: SetDetails,
): Promise<void> {
  await asActor(actor, async (tx) => {
    const alert = await theAlert(tx, { caseId, alertId });
    if (isOver(alert.stage)) {
      throw new Refusal("rule", "refusals.alertOver");
    }
    if (audience !== alert.audience && !["draft", "in_review"].includes(alert.stage)) {
      throw new Refusal("rule", "refusals.audienceIsSet");
    }
    await mustChange(
      tx
        .update(alerts)
        .set({ kind, audience, signOnDeadline: deadline, changedAt: new Date() })
        .where(and(eq(alerts.caseId, caseId), eq(alerts.id, alertId)))
        .returning({ id: alerts.id }),
    );
  });
}

export async function setSectionStatus(
  actor: Actor,
  { textId, section, status }: SetSectionStatus,
): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .update(alertParts)
        .set({ status })
        .where(and(eq(alertParts.textId, textId), eq(alertParts.section, section)))
        .returning({ section: alertParts.section }),
    ),
  );
}

/** Whether a language is ready to be signed and issued with the others. */
export async function setTextState(actor: Actor, { textId, state }: SetTextState): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .update(alertTexts)
        .set({ state })
        .where(eq(alertTexts.id, textId))
        .returning({ id: alertTexts.id }),
    ),
  );
}

/**
 * Keeps words for the team alone; the caller puts a mark with the id where they stood. What was typed before stays in
 * the text's history until it is folded away.
 */
export async function sealPassage(
  actor: Actor,
  { caseId, alertId, words }: SealPassage,
): Promise<string> {
  const id = uuidv7();
  await asActor(actor, (tx) =>
    tx.insert(alertPassages).values({
      orgId: actor.organisationId,
      caseId,
      alertId,
      id,
      words,
      sealedBy: actor.membershipId,
    }),
  );
  return id;
}

/** Opens a discussion of some words with its first comment; the id is the mark in the text. */
export async function openThread(
  actor: Actor,
  { body, mentions, ...input }: OpenThread,
  once: string = uuidv7(),
): Promise<string> {
  const id = rowIdOf(actor, "alert_threads", { body, ...input }, once);
  const open = async (tx: Tx) => {
    const [text] = await tx.select().from(alertTexts).where(eq(alertTexts.id, input.textId));
    if (!text) {
      throw notAllowed();
    }
    const place = {
      orgId: text.orgId,
      caseId: text.caseId,
      alertId: text.alertId,
      textId: text.id,
    };
    await tx.insert(alertThreads).values({
      ...place,
      id,
      section: input.section,
      quote: input.quote,
      openedBy: actor.membershipId,
      actorOrgId: actor.organisationId,
    });
    await tx.insert(alertComments).values({
      ...place,
      id: uuidv7(),
      threadId: id,
      body,
      mentions,
      writtenBy: actor.membershipId,
      actorOrgId: actor.organisationId,
    });
    return id;
  };
  return onceOnly(
    () => asActor(actor, open),
    () => asActor(actor, (tx) => findId(tx, alertThreads, id), { readOnly: true }),
  );
}

/** Another comment in a thread; whoever is mentioned hears of it if they may read the text. */
export async function comment(
  actor: Actor,
  input: Comment,
  once: string = uuidv7(),
): Promise<string> {
  const id = rowIdOf(actor, "alert_comments", input, once);
  const write = async (tx: Tx) => {
    const [thread] = await tx
      .select()
      .from(alertThreads)
      .where(eq(alertThreads.id, input.threadId));
    if (!thread) {
      throw notAllowed();
    }
    await tx.insert(alertComments).values({
      orgId: thread.orgId,
      caseId: thread.caseId,
      alertId: thread.alertId,
      textId: thread.textId,
      id,
      threadId: thread.id,
      body: input.body,
      mentions: input.mentions,
      writtenBy: actor.membershipId,
      actorOrgId: actor.organisationId,
    });
    return id;
  };
  return onceOnly(
    () => asActor(actor, write),
    () => asActor(actor, (tx) => findId(tx, alertComments, id), { readOnly: true }),
  );
}

/** Marks a thread as settled, or opens it again; its comments stay. */
export async function settleThread(
  actor: Actor,
  { threadId, settled }: SettleThread,
): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .update(alertThreads)
        .set({
          settledAt: settled ? new Date() : null,
          settledBy: settled ? actor.membershipId : null,
        })
        .where(eq(alertThreads.id, threadId))
        .returning({ id: alertThreads.id }),
    ),
  );
}

/** Keeps the text as it stands now as a version, without moving the alert. */
export async function saveVersion(
  actor: Actor,
  { caseId, alertId, note }: SaveVersion,
): Promise<string> {
  return withVersion(actor, { caseId, alertId }, { purpose: "saved", note });
}

/** Makes a version and asks for review. The same press by a second person finds it moved. */
export async function sendForReview(
  actor: Actor,
  { caseId, alertId, note }: SaveVersion,
): Promise<string> {
  return withVersion(
    actor,
    { caseId, alertId },
    { purpose: "saved", note, move: ["draft", "in_review"] },
  );
}

/**
 * Stands behind a version that one did not write. Where the approver may move the alert, it goes on to the consent
 * check at once.
 */
export async function approve(
  actor: Actor,
  { caseId, alertId, versionId, note }: Approve,
): Promise<void> {
  await asActor(actor, async (tx) => {
    await theVersion(tx, { caseId, alertId }, versionId);
    await tx.execute(sql`select app.approve_alert(${versionId}, 'review', ${note})`);
    const [right] = await tx.execute<{ may: string }>(
      sql`select app.alert_right(${caseId}) as may`,
    );
    if (right?.may === "write") {
      await move(tx, alertId, "in_review", "consent_check");
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
    await move(tx, alertId, "in_review", "consent_check");
  });
}

/** Takes an alert back to writing, from review, from the consent check or from sign-on. */
export async function sendBack(actor: Actor, { caseId, alertId, from }: Move): Promise<void> {
  await asActor(actor, async (tx) => {
    await theAlert(tx, { caseId, alertId });
    await move(tx, alertId, from, "draft");
  });
}

/** Records that consent covers a version, by a member of the team who did not write it. */
export async function checkConsent(
  actor: Actor,
  { caseId, alertId, versionId, note }: Approve,
): Promise<ClearedOutcome> {
  return asActor(actor, async (tx) => {
    const alert = await theAlert(tx, { caseId, alertId });
    await theVersion(tx, { caseId, alertId }, versionId);
    const clearance = await clear(tx, { caseId, alertId }, alert.audience, versionId);
    const stopped = whatStops(clearance, alert.audience, true);
    if (stopped) {
      return stopped;
    }
    await tx.execute(sql`select app.approve_alert(${versionId}, 'consent', ${note})`);
    return { cleared: true };
  });
}

/**
 * Makes the exact text that organisations sign and opens it to them. It names only those whom consent lets be named;
 * the database refuses it in any other case. Of two who press at once, the second is told.
 */
export async function openForSignOn(
  actor: Actor,
  { caseId, alertId, sure }: OpenForSignOn,
): Promise<ClearedOutcome> {
  const alert = await asActor(actor, (tx) => theAlert(tx, { caseId, alertId }), { readOnly: true });
  if (!alert.signOnDeadline) {
    throw new Refusal("rule", "refusals.noDeadline");
  }
  if (alert.signOnDeadline < new Date()) {
    throw new Refusal("rule", "refusals.deadlinePassed");
  }
  return signOnVersion(actor, { caseId, alertId, sure }, { move: ["consent_check", "sign_on"] });
}

/**
 * A newer text in the place of the one that is open for sign-on. A material change asks everybody again and needs
 * somebody who did not write it; mending typing errors does neither, and is refused when it is more than that.
 */
export async function newVersionForSignOn(
  actor: Actor,
  { caseId, alertId, change, note, sure }: NewVersionForSignOn,
): Promise<ClearedOutcome> {
  return signOnVersion(actor, { caseId, alertId, sure }, { isMinor: change === "typo", note });
}

async function signOnVersion(
  actor: Actor,
  { sure, ...place }: ThatAlert & { sure?: "yes" | undefined },
  { isMinor = false, note = "", move: step }: { isMinor?: boolean; note?: string; move?: Step },
): Promise<ClearedOutcome> {
  let stopped: ClearedOutcome | undefined;
  await withVersion(actor, place, {
    purpose: "sign_on",
    note,
    isMinor,
    ...(step && { move: step }),
    async before(tx, audience) {
      if (isMinor) {
        await mustBeTyping(tx, place);
      }
      const clearance = await clear(tx, place, audience);
      stopped = whatStops(clearance, audience, sure === "yes");
      return stopped ? null : clearance.names;
    },
  });
  return stopped ?? { cleared: true };
}

/** Why a text can't go to an audience; parts of names may be waved through by somebody who looked. */
function whatStops(
  { missing, found, hasNobody }: Clearance,
  audience: Audience,
  isSure: boolean,
): ClearedOutcome | undefined {
  const standing = found.filter(({ kind }) => !(isSure && kind === "partOfName"));
  const lacksAnybody = hasNobody && (audience === "missions" || audience === "public");
  return missing.length > 0 || standing.length > 0 || lacksAnybody
    ? { cleared: false, hasNobody: lacksAnybody, missing, found: standing }
    : undefined;
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
  await asActor(actor, async (tx) => {
    const alert = await theAlert(tx, { caseId, alertId });
    await theVersion(tx, { caseId, alertId }, versionId);
    if (!isOpenForSignOn(alert, new Date())) {
      throw new Refusal("rule", "refusals.notOpenForSignOn");
    }
    await tx.execute(sql`select app.endorse(${versionId}, ${hash}, ${answer},
      ${answer === "signed" ? null : section}, ${reason}, ${capacity}, ${JSON.stringify(names)}::jsonb,
      ${publish === "yes"})`);
  });
}

/** Ends an alert that was issued; it stays readable. */
export async function closeAlert(actor: Actor, { caseId, alertId, from }: Move): Promise<void> {
  await asActor(actor, async (tx) => {
    await theAlert(tx, { caseId, alertId });
    await move(tx, alertId, from, "closed");
  });
}

/** Takes an alert back whole: nobody signs it, and its public address shows nothing any more. */
export async function withdrawAlert(actor: Actor, { caseId, alertId, from }: Move): Promise<void> {
  await asActor(actor, async (tx) => {
    await theAlert(tx, { caseId, alertId });
    await move(tx, alertId, from, "withdrawn");
  });
}

type Step = [from: AlertStage, to: AlertStage];

interface VersionWish {
  purpose: "saved" | "sign_on";
  note?: string;
  isMinor?: boolean;
  /** Moves the alert in the same transaction: both happen or neither. */
  move?: Step;
  /** Looks at the fresh text; null lets nothing happen, else the names that may stand in it. */
  before?(tx: Tx, audience: Audience): Promise<Record<string, string> | null>;
}

const attempts = 3;

/**
 * Makes a version of the text as everybody's last keystroke left it. Who types in the moment between reading the text
 * and freezing it makes the database refuse; it is read again, three times. Returns the version's id.
 */
async function withVersion(
  actor: Actor,
  place: { caseId: string; alertId: string },
  wish: VersionWish,
): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const seqs: Record<string, number> = {};
    const texts = await asActor(
      actor,
      (tx) =>
        tx
          .select({ id: alertTexts.id })
          .from(alertTexts)
          .where(and(eq(alertTexts.caseId, place.caseId), eq(alertTexts.alertId, place.alertId))),
      { readOnly: true },
    );
    for (const { id } of texts) {
      seqs[id] = (await foldAndDerive(actor, id)).seq;
    }
    try {
      return await asActor(actor, async (tx) => {
        const alert = await theAlert(tx, place);
        if (wish.move && alert.stage !== wish.move[0]) {
          throw new Refusal("conflict", "refusals.alertMoved");
        }
        const names = wish.before ? await wish.before(tx, alert.audience) : {};
        if (names === null) {
          return "";
        }
        const [made] = await tx.execute<{ id: string }>(sql`
          select app.make_alert_version(${place.alertId}, ${wish.purpose}, ${JSON.stringify(seqs)}::jsonb,
            ${JSON.stringify(names)}::jsonb, ${wish.isMinor ?? false}, ${wish.note ?? ""}) as id`);
        if (wish.move) {
          await move(tx, place.alertId, ...wish.move);
        }
        return made?.id ?? "";
      });
    } catch (thrown) {
      const refusal = asRefusal(thrown);
      const isTyping =
        refusal instanceof Refusal && refusal.messageKey === "refusals.typedMeanwhile";
      if (!isTyping || attempt === attempts) {
        throw thrown;
      }
    }
  }
}

async function move(tx: Tx, alertId: string, from: AlertStage, to: AlertStage): Promise<void> {
  await tx.execute(sql`select app.move_alert(${alertId}, ${from}, ${to})`);
}

async function mustBeTyping(tx: Tx, place: ThatAlert): Promise<void> {
  const [signed] = await tx
    .select({ content: alertVersions.content })
    .from(alertVersions)
    .where(
      and(
        eq(alertVersions.caseId, place.caseId),
        eq(alertVersions.alertId, place.alertId),
        eq(alertVersions.purpose, "sign_on"),
      ),
    )
    .orderBy(desc(alertVersions.number))
    .limit(1);
  const parts = await tx
    .select({
      language: alertTexts.language,
      section: alertParts.section,
      content: alertParts.content,
    })
    .from(alertTexts)
    .innerJoin(alertParts, eq(alertParts.textId, alertTexts.id))
    .where(and(eq(alertTexts.caseId, place.caseId), eq(alertTexts.alertId, place.alertId)));
  if (isMoreThanTyping((signed?.content ?? {}) as never, parts)) {
    throw new Refusal("rule", "refusals.moreThanTyping");
  }
}

/** The alert of this case; one that is not there and one that is not the actor's are both not allowed. */
async function theAlert(tx: Tx, { caseId, alertId }: { caseId: string; alertId: string }) {
  const [alert] = await tx
    .select()
    .from(alerts)
    .where(and(eq(alerts.caseId, caseId), eq(alerts.id, alertId)));
  if (!alert) {
    throw notAllowed();
  }
  return alert;
}

async function theVersion(
  tx: Tx,
  { caseId, alertId }: { caseId: string; alertId: string },
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
    throw notAllowed();
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
