import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { alerts, alertVersions } from "@/db/schema/alerts";
import { isTakenBack, stillHolds } from "@/lib/alerts/alert";
import { type BesideWords, besideWords } from "@/lib/alerts/beside-words";
import type { GivenAnswer } from "@/lib/alerts/shown";
import { isOpenTo } from "@/lib/shares/open-to";

/** Each organisation's last answer, whatever it was given to; none holds once the alert was taken back to writing. */
export async function standingAnswers(tx: Tx, alertId: string): Promise<Map<string, GivenAnswer>> {
  const [alert] = await tx
    .select({ stage: alerts.stage })
    .from(alerts)
    .where(eq(alerts.id, alertId));
  const isOpen = alert !== undefined && !isTakenBack(alert.stage);
  const versions = await tx
    .select({
      id: alertVersions.id,
      number: alertVersions.number,
      isMinor: alertVersions.isMinor,
    })
    .from(alertVersions)
    .where(and(eq(alertVersions.alertId, alertId), eq(alertVersions.purpose, "sign_on")));
  const words = await besideWords(tx, alertId, "endorsements");
  const rows = await tx.execute<
    Pick<GivenAnswer, "answer" | "section" | "publishName" | "versionId" | "hash" | "by"> & {
      id: string;
      orgId: string;
      at: string;
    }
  >(sql`
    select distinct on (e.signer_org_id) e.id, e.signer_org_id as "orgId", e.answer, e.section, e.publish_name as "publishName", e.at, e.version_id as "versionId", e.hash, p.name as by
    from endorsements e
    left join memberships m on m.id = e.membership_id
    left join people p on p.id = m.person_id
    where e.alert_id = ${alertId}
    order by e.signer_org_id, e.at desc, e.id desc`);
  return new Map(
    [...rows].map(({ id, orgId, at, ...row }) => [
      orgId,
      {
        id,
        ...row,
        ...wordsOf(words.get(id) ?? {}),
        at: new Date(at),
        versionNumber: versions.find(({ id }) => id === row.versionId)?.number ?? 0,
        holds: isOpen && stillHolds(row.versionId, versions),
      },
    ]),
  );
}

const called = "name:";

const wordsOf = ({ reason = "", capacity = "", ...more }: BesideWords) => ({
  reason,
  capacity,
  displayNames: Object.fromEntries(
    Object.entries(more).flatMap(([field, words]) =>
      field.startsWith(called) ? [[field.slice(called.length), words]] : [],
    ),
  ),
});

/**
 * The requests that stand, by the name of the organisation. Whether its access has ended since, with the share or with
 * somebody's consent to it, and since when its name is withheld, is for the team alone: partners know of no shares but
 * their own.
 */
export async function listRequests(tx: Tx, alertId: string) {
  return [
    ...(await tx.execute<{
      requestId: string;
      orgId: string;
      name: string;
      askedAt: string;
      nudgedAt: string | null;
      openedAt: string | null;
      hasEnded: boolean;
      withheldAt: string | null;
    }>(sql`
      select s.id as "requestId", s.partner_org_id as "orgId", o.name, s.asked_at as "askedAt",
        s.nudged_at as "nudgedAt", s.opened_at as "openedAt",
        s.partner_org_id <> s.org_id and exists (select 1 from case_readers r where r.case_id = s.case_id
            and r.audience_id = app.membership() and r.via = 'team')
          and not ${isOpenTo(sql`s.case_id`, sql`s.partner_org_id`)} as "hasEnded",
        (select max(w.at) from withheld_names w where w.alert_id = s.alert_id
          and w.signer_org_id = s.partner_org_id) as "withheldAt"
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
