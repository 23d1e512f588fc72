import "server-only";
import { asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import type { AlertLanguage, ApprovalKind, Audience } from "@/db/reference/words";
import { alertApprovals, alertVersions } from "@/db/schema/alerts";
import { memberships, organisations, people } from "@/db/schema/people";
import { peopleIn } from "@/lib/alerts/able";
import { audiencesUpTo } from "@/lib/alerts/alert";
import { besideWords } from "@/lib/alerts/beside-words";
import { shownPeople } from "@/lib/alerts/clearance";
import type { Able, FullAlert, ShownPerson, VersionRow } from "@/lib/alerts/shown";
import { namesInVersions } from "@/lib/alerts/typed-names";
import type { Actor } from "@/lib/auth/actor";
import { mendedByVersion } from "@/lib/sign-on/mended";

/** Every version of an alert that the actor may read, the newest first, with who stands behind it. */
export async function listVersions(actor: Actor, alertId: string): Promise<VersionRow[]> {
  return asActor(actor, async (tx) => {
    const versions = await tx
      .select({
        id: alertVersions.id,
        number: alertVersions.number,
        purpose: alertVersions.purpose,
        isMinor: alertVersions.isMinor,
        hash: alertVersions.hash,
        madeAt: alertVersions.madeAt,
        madeBy: sql<
          string | null
        >`coalesce(${people.name}, (select o.name from alert_contributions c
          join organisations o on o.id = c.actor_org_id
          where c.alert_id = alert_versions.alert_id and c.membership_id = alert_versions.made_by limit 1))`,
        isSender: sql<boolean>`coalesce(alert_versions.made_by = app.membership(), false)`,
        isOnlyAuthor: sql<boolean>`alert_versions.authors = array[app.membership()]`,
        wroteIn: sql<number>`(select count(distinct c.section)::int from alert_contributions c
          where c.alert_id = alert_versions.alert_id and c.membership_id = app.membership()
            and c.first_at <= alert_versions.made_at)`,
        same: sql<string[]>`array(select app.same_words(alert_versions.id))`,
        languages: sql<string[]>`(select coalesce(array_agg(l order by l), '{}')
          from jsonb_object_keys(coalesce(alert_versions.signed_text, app.read_version(alert_versions.id))) l)`,
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
        id: alertApprovals.id,
        wroteIn: sql<number>`cardinality(alert_approvals.wrote_in)`,
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
    const names = await namesInVersions(tx, alertId);
    const notes = await besideWords(tx, alertId, "alert_versions");
    const remarks = await besideWords(tx, alertId, "alert_approvals");
    const mended = await mendedByVersion(tx, alertId);
    const numberOf = new Map(versions.map(({ id, number }) => [id, number]));
    return versions.map(({ same, ...version }) => {
      const earlier = same.flatMap((id) => {
        const number = numberOf.get(id);
        return number !== undefined && number < version.number ? [number] : [];
      });
      return {
        ...version,
        mended: mended.get(version.id) ?? null,
        note: notes.get(version.id)?.note ?? "",
        sameAs: earlier.length > 0 ? Math.max(...earlier) : null,
        names: names.find(({ versionId }) => versionId === version.id) ?? null,
        approvals: approvals
          .map(({ id, ...one }) => ({
            ...one,
            note: remarks.get(id)?.note ?? "",
            version: numberOf.get(one.versionId) ?? 0,
          }))
          .filter((one) => same.includes(one.versionId) && one.version <= version.number),
      };
    });
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

/**
 * Whether the text has changed since the version that is being signed, or since the last one kept; in one language of
 * it, where one is named.
 */
export async function hasChangedSince(
  actor: Actor,
  versionId: string,
  language: AlertLanguage | null = null,
): Promise<boolean> {
  return asActor(actor, async (tx) => {
    const [row] = await tx.execute<{ changed: boolean }>(sql`
      select exists (
        select 1 from alert_texts t
        join alert_parts p on p.text_id = t.id
        join (select v.alert_id, app.read_version(v.id) as content from alert_versions v where v.id = ${versionId}) v
          on v.alert_id = t.alert_id
        where (${language}::text is null or t.language = ${language})
          and not app.stand_alike(app.read_part(p.text_id, p.section), case p.section
            when 'title' then v.content -> t.language -> 'title'
            else v.content -> t.language -> 'sections' -> p.section end)) as changed`);
    return row?.changed ?? false;
  });
}

/** Whether the words as they stand now are those of the last kept version, and consent was checked for them. */
export async function isPresentApproved(actor: Actor, alertId: string): Promise<boolean> {
  const latest = await asActor(
    actor,
    async (tx) =>
      (
        await tx.execute<{ id: string; approved: boolean }>(sql`
          select v.id, exists (select 1 from alert_approvals p where p.kind = 'consent'
            and p.version_id in (select app.same_words(v.id))) as approved
          from alert_versions v where v.alert_id = ${alertId} order by v.number desc limit 1`)
      )[0],
    { readOnly: true },
  );
  return latest?.approved === true && !(await hasChangedSince(actor, latest.id));
}

/** Who can stand behind a text, and who could send it instead where nobody can. */
export interface Approvers {
  people: Able[];
  /** The only one who wrote, where others could approve what they sent; null otherwise. */
  better: Able | null;
}

/** Who can approve the text that the actor would send now, or the one that has been sent; for consent, who can check it. */
export async function whoApproves(
  actor: Actor,
  alertId: string,
  kind: ApprovalKind,
): Promise<Approvers> {
  return asActor(
    actor,
    async (tx) => {
      const sentBy = (sender: SQL) =>
        sql`select membership_id, org_id from app.who_approves(${alertId}, ${kind}, ${sender})`;
      const people = await peopleIn(tx, sentBy(sql`app.membership()`));
      if (people.length > 0) {
        return { people, better: null };
      }
      const [alone] = await tx.execute<{ id: string }>(sql`
        select min(c.membership_id::text) as id from alert_contributions c where c.alert_id = ${alertId}
        having count(distinct c.membership_id) = 1
          and min(c.membership_id::text) <> app.membership()::text`);
      const others = alone ? await peopleIn(tx, sentBy(sql`${alone.id}::uuid`)) : [];
      const [better = null] =
        alone && others.length > 0
          ? await peopleIn(tx, sql`select id, org_id from memberships where id = ${alone.id}::uuid`)
          : [];
      return { people, better };
    },
    { readOnly: true },
  );
}
