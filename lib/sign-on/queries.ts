import "server-only";
import { and, desc, eq, gt, sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import type { AlertLanguage } from "@/db/reference/words";
import { alerts, alertVersions, withheldNames } from "@/db/schema/alerts";
import { peopleIn } from "@/lib/alerts/able";
import { besideWords } from "@/lib/alerts/beside-words";
import type { Able, GivenAnswer, SignOnRow, TextToSign } from "@/lib/alerts/shown";
import type { Actor } from "@/lib/auth/actor";
import { looksLikeId } from "@/lib/cases/case";
import { isOpenTo } from "@/lib/shares/open-to";
import { listRequests, standingAnswers } from "./answers";

/** Organisations that read the case by a share that consent covers, and are not asked yet; the keeper's own first. */
export async function listAskable(
  actor: Actor,
  { caseId, alertId }: { caseId: string; alertId: string },
): Promise<{ id: string; name: string; isOwn: boolean }[]> {
  return asActor(actor, async (tx) => [
    ...(await tx.execute<{ id: string; name: string; isOwn: boolean }>(sql`
      select o.id, o.name, o.id = app.org() as "isOwn"
      from organisations o
      where (o.id = app.org() or ${isOpenTo(sql`${caseId}`, sql`o.id`)})
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
      .select({
        id: alertVersions.id,
        number: alertVersions.number,
        hash: alertVersions.hash,
        madeAt: alertVersions.madeAt,
        isMinor: alertVersions.isMinor,
        signedText: alertVersions.signedText,
        isCovered: sql<boolean>`app.version_is_covered(${alertVersions.id})`,
      })
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
          note: (await besideWords(tx, alertId, "alert_versions")).get(version.id)?.note ?? "",
          texts: version.signedText,
          isCovered: version.isCovered,
        }
      : null;
  });
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
    const drafted = await tx.execute<{
      orgId: string;
      section: string;
      stands: boolean;
    }>(sql`
      select c.actor_org_id as "orgId", c.section,
        bool_or(app.read_words(c.text_id, c.section) <> '') as stands
      from alert_contributions c
      where c.alert_id = ${alertId} group by c.actor_org_id, c.section`);
    const approved = await tx.execute<{ orgId: string; number: number }>(sql`
      select p.actor_org_id as "orgId", max(v.number) as number
      from alert_approvals p join alert_versions v on v.id = p.version_id
      where p.alert_id = ${alertId} and p.kind = 'review' group by p.actor_org_id`);
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
    const talks = await tx.execute<{
      orgId: string;
      threadId: string;
      commentId: string;
      language: AlertLanguage;
    }>(sql`
      select distinct on (c.actor_org_id) c.actor_org_id as "orgId", t.id as "threadId", c.id as "commentId",
        x.language
      from alert_comments c join alert_threads t on t.id = c.thread_id join alert_texts x on x.id = t.text_id
      where c.alert_id = ${alertId} and t.settled_at is null
      order by c.actor_org_id, c.at, c.id`);
    return requests.map((request) => {
      const own = <Row extends { orgId: string }>(rows: Iterable<Row>) =>
        [...rows].filter(({ orgId }) => orgId === request.orgId);
      const answer = answers.get(request.orgId) ?? null;
      const moments = [
        ...own(commented).map(({ at }) => new Date(at)),
        ...(answer ? [answer.at] : []),
      ];
      return {
        requestId: request.requestId,
        orgId: request.orgId,
        name: request.name,
        isOwn: request.orgId === actor.organisationId,
        holdsText: request.orgId === alert?.orgId,
        hasOpened:
          request.openedAt !== null ||
          moments.length > 0 ||
          own(drafted).length > 0 ||
          own(approved).length > 0,
        approved: own(approved)[0]?.number ?? null,
        hasEnded: request.hasEnded,
        withheldAt:
          answer && request.withheldAt && new Date(request.withheldAt) > answer.at
            ? new Date(request.withheldAt)
            : null,
        nudgedAt: request.nudgedAt ? new Date(request.nudgedAt) : null,
        answer,
        drafted: own(drafted)
          .filter(({ stands }) => stands)
          .map(({ section }) => section),
        commented: own(commented)
          .filter(({ open }) => open > 0)
          .map(({ section }) => section),
        openComments: own(commented).reduce((sum, { open }) => sum + open, 0),
        firstTalk: own(talks)[0] ?? null,
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

/** Since when the name under which the actor's organisation signed at a moment is not shown; null where it is. */
export async function nameWithheldSince(
  actor: Actor,
  alertId: string,
  signedAt: Date,
): Promise<Date | null> {
  return asActor(
    actor,
    async (tx) => {
      const [last] = await tx
        .select({ at: withheldNames.at })
        .from(withheldNames)
        .where(
          and(
            eq(withheldNames.alertId, alertId),
            eq(withheldNames.signerOrgId, actor.organisationId),
            gt(withheldNames.at, signedAt),
          ),
        )
        .orderBy(desc(withheldNames.at))
        .limit(1);
      return last?.at ?? null;
    },
    { readOnly: true },
  );
}

/** Who may sign for an organisation and reads the text: told to its own people, and to the team that asks it. */
export async function whoSigns(actor: Actor, alertId: string, orgId: string): Promise<Able[]> {
  return asActor(
    actor,
    (tx) => peopleIn(tx, sql`select unnest(app.who_signs(${alertId}, ${orgId})), ${orgId}::uuid`),
    { readOnly: true },
  );
}
