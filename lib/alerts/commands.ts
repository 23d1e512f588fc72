import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import * as Y from "yjs";
import { asActor, type Tx } from "@/db/client";
import { alertParts, alertPassages, alerts, alertTexts, type TextNode } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { listInterventionsOfCase } from "@/lib/interventions/queries";
import { mustChange } from "@/lib/must-change";
import { findId, onceOnly, rowIdOf } from "@/lib/once";
import { Refusal } from "@/lib/refusal";
import { audiencesFor, genevaLocal, isOver } from "./alert";
import { factWords } from "./fact-words";
import { partsFromFacts } from "./facts";
import { readFacts } from "./facts-queries";
import type {
  AddLanguage,
  Move,
  SealPassage,
  SetDetails,
  SetSectionStatus,
  SetTextState,
  StartAlert,
} from "./input";
import { namesForSearch } from "./protected-names";
import { type PartName, readParts, seedText } from "./shared-text";
import { moveAlert, theAlert } from "./the-alert";

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
  const names = await namesForSearch({ caseId });
  const start = async (tx: Tx) => {
    const facts = await readFacts(tx, caseId, kind, language, interventions);
    if (!facts) {
      throw new Refusal("not-allowed", "refusals.notAllowed");
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
    await beginText(tx, actor, place, { language, names, parts, written });
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
  const names = await namesForSearch({ caseId });
  await asActor(actor, async (tx) => {
    const alert = await theAlert(tx, { caseId, alertId });
    const place = { orgId: alert.orgId, caseId, alertId };
    await beginText(tx, actor, place, { language, names, parts: {}, written: {} });
  });
}

/**
 * One text with its first update: made here, since two people who both began it would each bring a first line. Whoever
 * begins it has written nothing of what comes from the facts (decision 13).
 */
async function beginText(
  tx: Tx,
  actor: Actor,
  place: { orgId: string; caseId: string; alertId: string },
  {
    language,
    names,
    parts,
    written,
  }: {
    language: StartAlert["language"];
    names: string;
    parts: Parameters<typeof seedText>[0];
    /** What stands in the place of the facts, in words of whoever begins it. */
    written: Parameters<typeof seedText>[0];
  },
): Promise<void> {
  const textId = uuidv7();
  await tx.insert(alertTexts).values({ ...place, id: textId, language });
  const update = seedText({ ...parts, ...written });
  const [stored] = await tx.execute<{ seq: string }>(
    sql`select app.store_alert_update(${textId}, ${Buffer.from(update)}, false) as seq`,
  );
  const shared = new Y.Doc();
  Y.applyUpdate(shared, update);
  const read = readParts(shared);
  shared.destroy();
  const authors = Object.keys(written).map((section) => [section, actor.membershipId]);
  await tx.execute(sql`select app.keep_alert_parts(${textId}, ${stored?.seq ?? 0},
    ${JSON.stringify(read)}::jsonb, ${JSON.stringify(authors)}::jsonb, ${names}::jsonb)`);
}

/**
 * Kind, widest audience and deadline. What was looked at for one audience is not opened to a wider one, and can be meant
 * for fewer; a deadline is not set into the past, and one that has passed may stand.
 */
export async function setDetails(
  actor: Actor,
  { caseId, alertId, kind, audience, deadline }: SetDetails,
): Promise<void> {
  await asActor(actor, async (tx) => {
    const alert = await theAlert(tx, { caseId, alertId });
    if (isOver(alert.stage)) {
      throw new Refusal("rule", "refusals.alertOver");
    }
    if (!audiencesFor(alert).includes(audience)) {
      throw new Refusal("rule", "refusals.audienceNotWidened");
    }
    // The field shows minutes: what it showed is what stands, to the second.
    const before = alert.signOnDeadline;
    const stands = before && deadline && genevaLocal(before) === genevaLocal(deadline);
    await mustChange(
      tx
        .update(alerts)
        .set({
          kind,
          audience,
          signOnDeadline: stands ? before : deadline,
          changedAt: new Date(),
        })
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

/** Ends an alert that was issued; it stays readable. */
export async function closeAlert(actor: Actor, { caseId, alertId, from }: Move): Promise<void> {
  await asActor(actor, async (tx) => {
    await theAlert(tx, { caseId, alertId });
    await moveAlert(tx, alertId, [from, "closed"]);
  });
}

/** Takes an alert back whole: nobody signs it, and its public address shows nothing any more. */
export async function withdrawAlert(actor: Actor, { caseId, alertId, from }: Move): Promise<void> {
  await asActor(actor, async (tx) => {
    await theAlert(tx, { caseId, alertId });
    await moveAlert(tx, alertId, [from, "withdrawn"]);
  });
}
