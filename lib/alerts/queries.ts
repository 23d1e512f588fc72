import "server-only";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import type { AlertLanguage, EndorsementAnswer } from "@/db/reference/words";
import { alertApprovals, alertParts, alerts, alertTexts, alertVersions } from "@/db/schema/alerts";
import { defenders } from "@/db/schema/cases";
import { standingWords } from "@/lib/alert-history/compare";
import type { Actor } from "@/lib/auth/actor";
import { looksLikeId } from "@/lib/cases/case";
import { draftLabels } from "@/lib/defenders/labels";
import { listRequests, standingAnswers } from "@/lib/sign-on/answers";
import { audiencesUpTo, missingSections, type PartState } from "./alert";
import { partContent } from "./as-read";
import { coversTextToSign } from "./covered";
import type { AlertRow, FullAlert } from "./shown";

/** The alerts of a case, the newest first. Empty for whoever may not read the case. */
export async function listAlerts(actor: Actor, caseId: string): Promise<AlertRow[]> {
  if (!looksLikeId(caseId)) {
    return [];
  }
  return asActor(actor, async (tx) => {
    const found = await tx
      .select()
      .from(alerts)
      .where(eq(alerts.caseId, caseId))
      .orderBy(desc(alerts.number));
    const rows: AlertRow[] = [];
    for (const alert of found) {
      rows.push(await rowOf(tx, alert));
    }
    return rows;
  });
}

/** One alert of a case with how far it is; null when there is none for this actor. */
export async function findAlert(
  actor: Actor,
  caseId: string,
  alertId: string,
): Promise<FullAlert | null> {
  if (!looksLikeId(caseId) || !looksLikeId(alertId)) {
    return null;
  }
  return asActor(actor, async (tx) => {
    const [alert] = await tx
      .select()
      .from(alerts)
      .where(and(eq(alerts.caseId, caseId), eq(alerts.id, alertId)));
    if (!alert) {
      return null;
    }
    const [mine] = await tx.execute<{ asked: boolean; may_sign: boolean }>(sql`
      select exists (select 1 from sign_on_requests s where s.alert_id = ${alertId}
          and s.partner_org_id = app.org() and s.revoked_at is null) as asked,
        exists (select 1 from memberships m where m.id = app.membership() and m.status = 'confirmed'
          and (m.role = 'administrator' or m.may_sign)) as may_sign`);
    const row = await rowOf(tx, alert);
    return {
      ...row,
      caseId,
      createdBy: alert.createdBy,
      createdAt: alert.createdAt,
      parts: await partsOf(tx, alertId, alert.sourceLanguage),
      isAsked: mine?.asked ?? false,
      maySign: mine?.may_sign ?? false,
    };
  });
}

async function rowOf(tx: Tx, alert: typeof alerts.$inferSelect): Promise<AlertRow> {
  const languages = await tx
    .select({
      id: alertTexts.id,
      language: alertTexts.language,
      state: alertTexts.state,
      isIssued: sql<boolean>`exists (select 1 from editions e
        where e.alert_id = alert_texts.alert_id and e.language = alert_texts.language and e.frozen_at is null)`,
    })
    .from(alertTexts)
    .where(eq(alertTexts.alertId, alert.id))
    .orderBy(sql`${alertTexts.language} = ${alert.sourceLanguage} desc`, asc(alertTexts.language));
  const parts = await partsOf(tx, alert.id, alert.sourceLanguage);
  const [title] = await tx
    .select({ content: partContent })
    .from(alertParts)
    .where(
      and(eq(alertParts.textId, languages[0]?.id ?? alert.id), eq(alertParts.section, "title")),
    );
  const people = await tx
    .select({
      id: defenders.id,
      publicLabel: defenders.publicLabel,
      publicLabels: defenders.publicLabels,
    })
    .from(defenders)
    .where(eq(defenders.caseId, alert.caseId));
  const [latest] = await tx
    .select({ id: alertVersions.id })
    .from(alertVersions)
    .where(eq(alertVersions.alertId, alert.id))
    .orderBy(desc(alertVersions.number))
    .limit(1);
  const approved = latest
    ? await tx
        .select({ kind: alertApprovals.kind })
        .from(alertApprovals)
        .where(sql`${alertApprovals.versionId} in (select app.same_words(${latest.id}::uuid))`)
    : [];
  const [byConsent] = await tx.execute<{ isCovered: boolean; hasClosedEdition: boolean }>(sql`
    select ${coversTextToSign(alert.id)} as "isCovered", exists (select 1 from editions e
      where e.alert_id = ${alert.id} and e.frozen_at is not null and e.superseded_at is null
        and e.audience in ${audiencesUpTo(alert.audience)}) as "hasClosedEdition"`);
  const answers = await standingAnswers(tx, alert.id);
  const asked = await listRequests(tx, alert.id);
  const of = (answer: EndorsementAnswer) =>
    [...answers.values()].filter((one) => one.holds && one.answer === answer).length;
  return {
    id: alert.id,
    number: alert.number,
    kind: alert.kind,
    stage: alert.stage,
    audience: alert.audience,
    sourceLanguage: alert.sourceLanguage,
    signOnDeadline: alert.signOnDeadline,
    changedAt: alert.changedAt,
    title: title ? standingWords(title.content, draftLabels(people, alert.sourceLanguage)) : "",
    languages,
    missing: missingSections(parts),
    isReviewed: approved.some(({ kind }) => kind === "review"),
    isConsentChecked: approved.some(({ kind }) => kind === "consent"),
    isCovered: byConsent?.isCovered ?? true,
    hasClosedEdition: byConsent?.hasClosedEdition ?? false,
    answers: {
      asked: asked.length,
      signed: of("signed"),
      withChange: of("with_change"),
      cannot: of("cannot"),
      waiting: asked.filter(({ orgId }) => !answers.get(orgId)?.holds).length,
    },
  };
}

async function partsOf(tx: Tx, alertId: string, language: AlertLanguage): Promise<PartState[]> {
  const rows = await tx
    .select({
      section: alertParts.section,
      status: alertParts.status,
      plain: sql<boolean>`app.read_words(alert_parts.text_id, alert_parts.section) = ''`,
    })
    .from(alertParts)
    .innerJoin(alertTexts, eq(alertTexts.id, alertParts.textId))
    .where(and(eq(alertTexts.alertId, alertId), eq(alertTexts.language, language)));
  return rows.map(({ section, status, plain }) => ({ section, status, isEmpty: plain }));
}
