import "server-only";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import type { AlertLanguage, Audience, EndorsementAnswer } from "@/db/reference/words";
import { alertApprovals, alertParts, alerts, alertTexts, alertVersions } from "@/db/schema/alerts";
import { memberships, organisations, people } from "@/db/schema/people";
import type { Actor } from "@/lib/auth/actor";
import { looksLikeId } from "@/lib/cases/case";
import { audiencesUpTo, missingSections, type PartState, stillHolds } from "./alert";
import { shownPeople } from "./clearance";
import type {
  AlertRow,
  FullAlert,
  GivenAnswer,
  ShownPerson,
  SignOnRow,
  TextToSign,
  VersionRow,
} from "./shown";

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
    const [mine] = await tx.execute<{ author: boolean; asked: boolean; may_sign: boolean }>(sql`
      select exists (select 1 from alert_contributions c
          where c.alert_id = ${alertId} and c.membership_id = app.membership()) as author,
        exists (select 1 from sign_on_requests s where s.alert_id = ${alertId}
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
      isAuthor: mine?.author ?? false,
      isAsked: mine?.asked ?? false,
      maySign: mine?.may_sign ?? false,
    };
  });
}

async function rowOf(tx: Tx, alert: typeof alerts.$inferSelect): Promise<AlertRow> {
  const languages = await tx
    .select({ id: alertTexts.id, language: alertTexts.language, state: alertTexts.state })
    .from(alertTexts)
    .where(eq(alertTexts.alertId, alert.id))
    .orderBy(sql`${alertTexts.language} = ${alert.sourceLanguage} desc`, asc(alertTexts.language));
  const parts = await partsOf(tx, alert.id, alert.sourceLanguage);
  const [title] = await tx
    .select({ plain: alertParts.plain })
    .from(alertParts)
    .where(
      and(eq(alertParts.textId, languages[0]?.id ?? alert.id), eq(alertParts.section, "title")),
    );
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
        .where(eq(alertApprovals.versionId, latest.id))
    : [];
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
    // A mark of a person or passage has no words of its own here.
    title: (title?.plain ?? "").replaceAll("\ufffc", "…"),
    languages,
    missing: missingSections(parts),
    isReviewed: approved.some(({ kind }) => kind === "review"),
    isConsentChecked: approved.some(({ kind }) => kind === "consent"),
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
      plain: sql<boolean>`alert_parts.plain = ''`,
    })
    .from(alertParts)
    .innerJoin(alertTexts, eq(alertTexts.id, alertParts.textId))
    .where(and(eq(alertTexts.alertId, alertId), eq(alertTexts.language, language)));
  return rows.map(({ section, status, plain }) => ({ section, status, isEmpty: plain }));
}

/** Every version of an alert that the actor may read, the newest first, with who stands behind it. */
export async function listVersions(actor: Actor, alertId: string): Promise<VersionRow[]> {
  return asActor(actor, async (tx) => {
    const versions = await tx
      .select({
        id: alertVersions.id,
        number: alertVersions.number,
        purpose: alertVersions.purpose,
        isMinor: alertVersions.isMinor,
        note: alertVersions.note,
        hash: alertVersions.hash,
        madeAt: alertVersions.madeAt,
        madeBy: people.name,
        isMine: sql<boolean>`(app.membership() = any (alert_versions.authors)
          or coalesce(alert_versions.made_by = app.membership(), false))`,
        languages: sql<string[]>`(select coalesce(array_agg(l order by l), '{}')
          from jsonb_object_keys(coalesce(alert_versions.signed_text, alert_versions.content)) l)`,
      })
      .from(alertVersions)
      .leftJoin(memberships, eq(memberships.id, alertVersions.madeBy))
      .leftJoin(people, eq(people.id, memberships.personId))
      .where(eq(alertVersions.alertId, alertId))
      .orderBy(desc(alertVersions.number));
    const approvals = await tx
      .select({
        versionId: alertApprovals.versionId,
        kind: alertApprovals.kind,
        note: alertApprovals.note,
        at: alertApprovals.at,
        by: people.name,
        organisation: organisations.name,
      })
      .from(alertApprovals)
      .innerJoin(organisations, eq(organisations.id, alertApprovals.actorOrgId))
      .leftJoin(memberships, eq(memberships.id, alertApprovals.approvedBy))
      .leftJoin(people, eq(people.id, memberships.personId))
      .where(eq(alertApprovals.alertId, alertId))
      .orderBy(asc(alertApprovals.at));
    return versions.map((version) => ({
      ...version,
      approvals: approvals.filter(({ versionId }) => versionId === version.id),
    }));
  });
}

/** How each person appears to each audience beyond the team that the alert may have, as consent stands today. */
export async function listShown(
  actor: Actor,
  alert: Pick<FullAlert, "id" | "audience">,
): Promise<{ audience: Audience; people: ShownPerson[] }[]> {
  return asActor(actor, async (tx) => {
    const rows = [];
    for (const audience of audiencesUpTo(alert.audience)) {
      // The team's own text goes by labels; the names are where they are sealed.
      if (audience === "internal") {
        continue;
      }
      rows.push({ audience, people: await shownPeople(tx, alert.id, audience) });
    }
    return rows;
  });
}

/** Organisations that read the case by a share that consent covers, and are not asked yet; the keeper's own first. */
export async function listAskable(
  actor: Actor,
  { caseId, alertId }: { caseId: string; alertId: string },
): Promise<{ id: string; name: string; isOwn: boolean }[]> {
  return asActor(actor, async (tx) => [
    ...(await tx.execute<{ id: string; name: string; isOwn: boolean }>(sql`
      select o.id, o.name, o.id = app.org() as "isOwn"
      from organisations o
      where (o.id = app.org() or exists (select 1 from case_shares s where s.case_id = ${caseId}
          and s.partner_org_id = o.id and s.revoked_at is null))
        and not exists (select 1 from sign_on_requests r where r.alert_id = ${alertId}
          and r.partner_org_id = o.id and r.revoked_at is null)
      order by o.id = app.org() desc, o.name`)),
  ]);
}

/** The exact text that is open for sign-on, or was last; null where there is none that the actor may read. */
export async function findTextToSign(actor: Actor, alertId: string): Promise<TextToSign | null> {
  if (!looksLikeId(alertId)) {
    return null;
  }
  return asActor(actor, async (tx) => {
    const [version] = await tx
      .select()
      .from(alertVersions)
      .where(and(eq(alertVersions.alertId, alertId), eq(alertVersions.purpose, "sign_on")))
      .orderBy(desc(alertVersions.number))
      .limit(1);
    return version?.signedText && version.hash
      ? {
          versionId: version.id,
          number: version.number,
          hash: version.hash,
          madeAt: version.madeAt,
          isMinor: version.isMinor,
          note: version.note,
          texts: version.signedText,
        }
      : null;
  });
}

/** Each organisation's last answer, whatever it was given to. */
async function standingAnswers(tx: Tx, alertId: string): Promise<Map<string, GivenAnswer>> {
  const versions = await tx
    .select({
      id: alertVersions.id,
      number: alertVersions.number,
      isMinor: alertVersions.isMinor,
    })
    .from(alertVersions)
    .where(and(eq(alertVersions.alertId, alertId), eq(alertVersions.purpose, "sign_on")));
  const rows = await tx.execute<
    Omit<GivenAnswer, "holds" | "at" | "versionNumber"> & { orgId: string; at: string }
  >(sql`
    select distinct on (e.signer_org_id) e.signer_org_id as "orgId", e.answer, e.section, e.reason, e.capacity,
      e.display_names as "displayNames", e.publish_name as "publishName", e.at, e.version_id as "versionId", p.name as by
    from endorsements e
    left join memberships m on m.id = e.membership_id
    left join people p on p.id = m.person_id
    where e.alert_id = ${alertId}
    order by e.signer_org_id, e.at desc, e.id desc`);
  return new Map(
    [...rows].map(({ orgId, at, ...row }) => [
      orgId,
      {
        ...row,
        at: new Date(at),
        versionNumber: versions.find(({ id }) => id === row.versionId)?.number ?? 0,
        holds: stillHolds(row.versionId, versions),
      },
    ]),
  );
}

async function listRequests(tx: Tx, alertId: string) {
  return [
    ...(await tx.execute<{
      requestId: string;
      orgId: string;
      name: string;
      askedAt: string;
      nudgedAt: string | null;
      openedAt: string | null;
    }>(sql`
      select s.id as "requestId", s.partner_org_id as "orgId", o.name, s.asked_at as "askedAt",
        s.nudged_at as "nudgedAt", s.opened_at as "openedAt"
      from sign_on_requests s join organisations o on o.id = s.partner_org_id
      where s.alert_id = ${alertId} and s.revoked_at is null
      order by o.name, s.id`)),
  ];
}

/** Within a transaction: requests without an answer that holds. */
export async function awaited(tx: Tx, alertId: string) {
  const answers = await standingAnswers(tx, alertId);
  return (await listRequests(tx, alertId))
    .filter(({ orgId }) => !answers.get(orgId)?.holds)
    .map(({ requestId, orgId, nudgedAt }) => ({
      requestId,
      orgId,
      nudgedAt: nudgedAt ? new Date(nudgedAt) : null,
    }));
}

/** The organisations that are asked to sign, each with what it did where; by name. */
export async function listSignOn(actor: Actor, alertId: string): Promise<SignOnRow[]> {
  return asActor(actor, async (tx) => {
    const requests = await listRequests(tx, alertId);
    const answers = await standingAnswers(tx, alertId);
    const [alert] = await tx
      .select({ orgId: alerts.orgId })
      .from(alerts)
      .where(eq(alerts.id, alertId));
    const drafted = await tx.execute<{ orgId: string; section: string; at: string }>(sql`
      select actor_org_id as "orgId", section, max(last_at) as at from alert_contributions
      where alert_id = ${alertId} group by actor_org_id, section`);
    const commented = await tx.execute<{
      orgId: string;
      section: string;
      open: number;
      at: string;
    }>(sql`
      select c.actor_org_id as "orgId", t.section, count(*) filter (where t.settled_at is null)::int as open,
        max(c.at) as at
      from alert_comments c join alert_threads t on t.id = c.thread_id
      where c.alert_id = ${alertId} group by c.actor_org_id, t.section`);
    return requests.map((request) => {
      const own = <Row extends { orgId: string }>(rows: Iterable<Row>) =>
        [...rows].filter(({ orgId }) => orgId === request.orgId);
      const answer = answers.get(request.orgId) ?? null;
      const moments = [
        ...own(drafted).map(({ at }) => new Date(at)),
        ...own(commented).map(({ at }) => new Date(at)),
        ...(answer ? [answer.at] : []),
      ];
      return {
        requestId: request.requestId,
        orgId: request.orgId,
        name: request.name,
        isOwn: request.orgId === actor.organisationId,
        holdsText: request.orgId === alert?.orgId,
        openedAt: request.openedAt ? new Date(request.openedAt) : null,
        nudgedAt: request.nudgedAt ? new Date(request.nudgedAt) : null,
        answer,
        drafted: own(drafted).map(({ section }) => section),
        commented: own(commented)
          .filter(({ open }) => open > 0)
          .map(({ section }) => section),
        openComments: own(commented).reduce((sum, { open }) => sum + open, 0),
        lastAt:
          moments.length > 0 ? new Date(Math.max(...moments.map((at) => at.getTime()))) : null,
      };
    });
  });
}

/** What the actor's own organisation answered last, if it did. */
export async function findOwnAnswer(actor: Actor, alertId: string): Promise<GivenAnswer | null> {
  return asActor(
    actor,
    async (tx) => (await standingAnswers(tx, alertId)).get(actor.organisationId) ?? null,
  );
}

/** Whether the text has changed since the version that is being signed, or since the last one kept. */
export async function hasChangedSince(actor: Actor, versionId: string): Promise<boolean> {
  return asActor(actor, async (tx) => {
    const [row] = await tx.execute<{ changed: boolean }>(sql`
      select exists (
        select 1 from alert_texts t
        join alert_parts p on p.text_id = t.id
        join alert_versions v on v.id = ${versionId} and v.alert_id = t.alert_id
        where p.content is distinct from case p.section
            when 'title' then v.content -> t.language -> 'title'
            else v.content -> t.language -> 'sections' -> p.section end
          and not (p.plain = '' and p.section <> 'title'
            and not coalesce(v.content -> t.language -> 'sections' ? p.section, false))) as changed`);
    return row?.changed ?? false;
  });
}
