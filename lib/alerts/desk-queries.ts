import "server-only";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import type { AlertLanguage, AlertRight, Audience } from "@/db/reference/words";
import { audiences } from "@/db/reference/words";
import {
  alertComments,
  alertParts,
  alertPassages,
  alertRestorations,
  alerts,
  alertTexts,
  alertThreads,
  alertVersions,
} from "@/db/schema/alerts";
import { cases, defenders } from "@/db/schema/cases";
import { memberships, organisations, people } from "@/db/schema/people";
import type { Actor } from "@/lib/auth/actor";
import { looksLikeId } from "@/lib/cases/case";
import { draftLabels } from "@/lib/defenders/labels";
import { listDefenders } from "@/lib/defenders/queries";
import { isOver } from "./alert";
import { partContent, partWords } from "./as-read";
import { besideWords } from "./beside-words";
import type {
  Beside,
  Desk,
  DeskComment,
  DeskPart,
  DeskPerson,
  DeskText,
  DeskThread,
  Mentionable,
  Preview,
  Restoration,
} from "./desk";
import { type PartName, partNames } from "./part-names";
import { quotedWords } from "./quoted";
import { typedWordsIn } from "./typed-names";

/**
 * One language of an alert with everything that its desk starts from; null where there is no such alert for this
 * actor. Another language than those that there are gives the source's.
 */
export async function findDesk(
  actor: Actor,
  of: { caseId: string; alertId: string },
  wanted: string | undefined,
): Promise<Desk | null> {
  if (!looksLikeId(of.alertId) || !looksLikeId(of.caseId)) {
    return null;
  }
  const defenders = await listDefenders(actor, of.caseId);
  return asActor(actor, async (tx) => {
    const [found] = await tx
      .select({
        id: alerts.id,
        caseId: alerts.caseId,
        number: alerts.number,
        sourceLanguage: alerts.sourceLanguage,
        audience: alerts.audience,
        securityLevel: cases.securityLevel,
        right: sql<AlertRight | null>`app.alert_right(alerts.case_id)`,
        inTeam: sql<boolean>`exists (select 1 from case_readers r where r.case_id = alerts.case_id
          and r.audience_id = app.membership() and r.via = 'team')`,
      })
      .from(alerts)
      .innerJoin(cases, and(eq(cases.orgId, alerts.orgId), eq(cases.id, alerts.caseId)))
      .where(and(eq(alerts.id, of.alertId), eq(alerts.caseId, of.caseId)));
    if (!found?.right) {
      return null;
    }
    const texts = await textsOf(tx, found.id, found.sourceLanguage);
    const text =
      texts.find((one) => one.language === wanted) ??
      texts.find((one) => one.language === found.sourceLanguage) ??
      texts[0];
    if (!text) {
      return null;
    }
    const beside = await besideOf(tx, actor, {
      alertId: found.id,
      textId: text.id,
      audience: found.audience === "internal" && !found.inTeam ? "coalition" : found.audience,
    });
    const passages = found.inTeam
      ? await tx
          .select({ id: alertPassages.id, words: alertPassages.words })
          .from(alertPassages)
          .where(eq(alertPassages.alertId, found.id))
      : [];
    return {
      alertId: found.id,
      caseId: found.caseId,
      number: found.number,
      sourceLanguage: found.sourceLanguage,
      audience: found.audience,
      // As the socket has it: nothing more is written in an alert that is over.
      right: isOver(beside.stage) ? "read" : found.right,
      inTeam: found.inTeam,
      showsPresence: found.securityLevel !== "restricted",
      me: {
        membershipId: actor.membershipId,
        organisation: actor.organisationName,
        name: actor.personName,
      },
      texts,
      text,
      beside,
      passages: Object.fromEntries(passages.map(({ id, words }) => [id, words])),
      defenders: defenders.map(({ hasIdentity, ...one }) => ({
        id: one.id,
        label: draftLabels([one], text.language)[one.id] ?? one.publicLabel,
        hasIdentity,
      })),
      mentionable: await mentionableIn(tx, actor, {
        caseId: found.caseId,
        alertId: found.id,
      }),
    };
  });
}

/**
 * What stands beside one text, as it is now, with what one audience would read; null for whoever may not read it. An
 * audience that is not the reader's to see is left out.
 */
export async function readBeside(
  actor: Actor,
  textId: string,
  audience: string | null,
): Promise<Beside | null> {
  if (!looksLikeId(textId)) {
    return null;
  }
  return asActor(actor, async (tx) => {
    const [text] = await tx
      .select({ alertId: alertTexts.alertId })
      .from(alertTexts)
      .where(eq(alertTexts.id, textId));
    const wanted = audiences.find((one) => one === audience) ?? "coalition";
    return text ? besideOf(tx, actor, { alertId: text.alertId, textId, audience: wanted }) : null;
  });
}

async function textsOf(tx: Tx, alertId: string, source: AlertLanguage): Promise<DeskText[]> {
  const rows = await tx.execute<DeskText & Record<string, unknown>>(sql`
    select t.id, t.language, t.state, case when t.language = ${source} then 0 else (
        select count(*)::int from alert_parts p
        join alert_texts s on s.alert_id = t.alert_id and s.language = ${source}
        join alert_parts o on o.text_id = s.id and o.section = p.section
        where p.text_id = t.id and app.covered_words(o.text_id, o.section) <> ''
          and p.translated_from is distinct from app.covered_words(o.text_id, o.section)) end as behind
    from alert_texts t where t.alert_id = ${alertId}
    order by t.language = ${source} desc, t.language`);
  return [...rows];
}

async function besideOf(
  tx: Tx,
  actor: Actor,
  { alertId, textId, audience }: { alertId: string; textId: string; audience: Audience },
): Promise<Beside> {
  const [alert] = await tx
    .select({
      stage: alerts.stage,
      version: sql<number | null>`(select max(v.number) from ${alertVersions} v
        where v.alert_id = ${alertId})`,
      isBehind: sql<boolean>`(select t.last_seq > coalesce(max(p.seq), 0) from ${alertTexts} t
        left join ${alertParts} p on p.text_id = t.id where t.id = ${textId} group by t.last_seq)`,
    })
    .from(alerts)
    .where(eq(alerts.id, alertId));
  const [row] = await tx.execute<{ preview: Preview | null; in_team: boolean }>(sql`
    select app.preview_edition(${textId}::uuid, ${audience}) as preview,
      exists (select 1 from case_readers r join alert_texts t on t.case_id = r.case_id
        where t.id = ${textId} and r.audience_id = app.membership() and r.via = 'team') as in_team`);
  const parts = await partsOf(tx, textId);
  return {
    reader: actor.membershipId,
    isBehind: alert?.isBehind ?? false,
    parts,
    // In what is over nobody can mend them.
    typed: alert && !isOver(alert.stage) ? await typedWordsIn(tx, alertId, textId) : [],
    threads: await threadsOf(tx, actor, { alertId, textId }, parts),
    authors: await authorsOf(tx, textId),
    offered: audiences.filter((one) => one !== "internal" || row?.in_team),
    previews: row?.preview ? { [audience]: row.preview } : {},
    stage: alert?.stage ?? "draft",
    version: alert?.version ?? null,
    restored: await lastRestoration(tx, actor, textId),
  };
}

async function lastRestoration(tx: Tx, actor: Actor, textId: string): Promise<Restoration | null> {
  const [last] = await tx
    .select({
      id: alertRestorations.id,
      restoredBy: alertRestorations.restoredBy,
      organisation: organisations.name,
      name: people.name,
      number: alertVersions.number,
      keptIn: alertRestorations.keptIn,
    })
    .from(alertRestorations)
    .leftJoin(organisations, eq(organisations.id, alertRestorations.actorOrgId))
    .leftJoin(memberships, eq(memberships.id, alertRestorations.restoredBy))
    .leftJoin(people, eq(people.id, memberships.personId))
    .leftJoin(alertVersions, eq(alertVersions.id, alertRestorations.versionId))
    .where(eq(alertRestorations.textId, textId))
    .orderBy(desc(alertRestorations.at), desc(alertRestorations.id))
    .limit(1);
  return last
    ? {
        id: last.id,
        by: { organisation: last.organisation ?? "", name: last.name },
        isMine: last.restoredBy === actor.membershipId,
        number: last.number,
        keptIn: last.keptIn,
      }
    : null;
}

async function partsOf(tx: Tx, textId: string): Promise<DeskPart[]> {
  const rows = await tx
    .select({
      section: alertParts.section,
      content: partContent,
      plain: partWords,
      status: alertParts.status,
    })
    .from(alertParts)
    .where(eq(alertParts.textId, textId));
  const kept = new Map(rows.map((row) => [row.section as PartName, row]));
  return partNames.map(
    (section) =>
      kept.get(section) ?? {
        section,
        content: { type: "doc", content: [{ type: "paragraph" }] },
        plain: "",
        status: "todo",
      },
  );
}

async function authorsOf(tx: Tx, textId: string): Promise<Record<string, DeskPerson>> {
  const rows = await tx.execute<{ id: string; organisation: string; name: string | null }>(sql`
    select distinct on (c.membership_id) c.membership_id as id, o.name as organisation, p.name
    from alert_contributions c
    join organisations o on o.id = c.actor_org_id
    left join memberships m on m.id = c.membership_id
    left join people p on p.id = m.person_id
    where c.text_id = ${textId}`);
  return Object.fromEntries(
    [...rows].map(({ id, organisation, name }) => [id, { organisation, name }]),
  );
}

async function threadsOf(
  tx: Tx,
  actor: Actor,
  { alertId, textId }: { alertId: string; textId: string },
  parts: readonly DeskPart[],
): Promise<DeskThread[]> {
  const threads = await tx
    .select({
      id: alertThreads.id,
      section: alertThreads.section,
      openedBy: alertThreads.openedBy,
      organisation: organisations.name,
      name: people.name,
      settledAt: alertThreads.settledAt,
    })
    .from(alertThreads)
    .leftJoin(organisations, eq(organisations.id, alertThreads.actorOrgId))
    .leftJoin(memberships, eq(memberships.id, alertThreads.openedBy))
    .leftJoin(people, eq(people.id, memberships.personId))
    .where(eq(alertThreads.textId, textId))
    .orderBy(asc(alertThreads.openedAt), asc(alertThreads.id));
  const comments = await tx
    .select({
      id: alertComments.id,
      threadId: alertComments.threadId,
      writtenBy: alertComments.writtenBy,
      organisation: organisations.name,
      name: people.name,
      at: alertComments.at,
    })
    .from(alertComments)
    .leftJoin(organisations, eq(organisations.id, alertComments.actorOrgId))
    .leftJoin(memberships, eq(memberships.id, alertComments.writtenBy))
    .leftJoin(people, eq(people.id, memberships.personId))
    .where(eq(alertComments.textId, textId))
    .orderBy(asc(alertComments.at), asc(alertComments.id));
  const quotes = await besideWords(tx, alertId, "alert_threads");
  const bodies = await besideWords(tx, alertId, "alert_comments");
  const labels = await labelsIn(tx, textId);
  const byThread = Map.groupBy(comments, ({ threadId }) => threadId);
  return threads.map((thread) => ({
    id: thread.id,
    section: thread.section as PartName,
    quote:
      quotedWords(parts, { id: thread.id, section: thread.section as PartName }, labels) ??
      quotes.get(thread.id)?.quote ??
      "",
    by: { organisation: thread.organisation ?? "", name: thread.name },
    isMine: thread.openedBy === actor.membershipId,
    settled: thread.settledAt !== null,
    comments: (byThread.get(thread.id) ?? []).map(
      (comment): DeskComment => ({
        id: comment.id,
        body: bodies.get(comment.id)?.body ?? "",
        by: { organisation: comment.organisation ?? "", name: comment.name },
        isMine: comment.writtenBy === actor.membershipId,
        at: comment.at.toISOString(),
      }),
    ),
  }));
}

/** How the people of a text's case are called in its language. */
async function labelsIn(tx: Tx, textId: string): Promise<Record<string, string>> {
  const rows = await tx
    .select({
      id: defenders.id,
      publicLabel: defenders.publicLabel,
      publicLabels: defenders.publicLabels,
      language: alertTexts.language,
    })
    .from(defenders)
    .innerJoin(alertTexts, eq(alertTexts.caseId, defenders.caseId))
    .where(eq(alertTexts.id, textId));
  return rows[0] ? draftLabels(rows, rows[0].language) : {};
}

/**
 * Who may be spoken to: colleagues who read the case, by name, and other organisations that read it, as a whole: people
 * are known to their colleagues only. Which organisations a partner meets here, the database decides.
 */
export async function mentionableIn(
  tx: Tx,
  actor: Actor,
  { caseId, alertId }: { caseId: string; alertId: string },
): Promise<Mentionable[]> {
  const inTeam = sql`exists (select 1 from case_readers r where r.case_id = ${caseId}
    and r.audience_id = app.membership() and r.via = 'team')`;
  return [
    ...(await tx.execute<Mentionable & Record<string, unknown>>(sql`
      select m.id, p.name, o.name as organisation
      from memberships m
      join people p on p.id = m.person_id
      join organisations o on o.id = m.org_id
      where m.org_id = app.org() and m.id <> ${actor.membershipId} and m.status = 'confirmed'
        and (not ${inTeam} or exists (select 1 from cases c where c.id = ${caseId} and c.visibility = 'organisation')
          or exists (select 1 from case_team t where t.case_id = ${caseId} and t.membership_id = m.id))
      union all
      select o.id, null, o.name from app.organisations_to_mention(${alertId}) o
      order by 2 nulls first, 3
      limit 200`)),
  ];
}
