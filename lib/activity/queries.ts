import "server-only";
import { and, desc, eq, gt, inArray, ne, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { asActor, type Tx } from "@/db/client";
import { auditLog, cases, commitments, organisations, people } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { isMoment } from "@/lib/dates/readable";
import type { Activity, Who } from "./activity";
import { describeActivity, describedSubjects } from "./words";

export type ActivityPage = { rows: Activity[]; next: string | null };

const pageLength = 40;

/** What changed in the organisation and in cases shared with it, latest first, as far as the actor may see it. */
export async function listActivity(
  actor: Actor,
  { before, limit = pageLength }: { before?: string | undefined; limit?: number } = {},
): Promise<ActivityPage> {
  return asActor(actor, async (tx) => {
    const cursor = readCursor(before);
    const olderThan =
      cursor && sql`(${auditLog.at}, ${auditLog.id}) < (${cursor.at}, ${cursor.id})`;
    // One row more than asked tells whether there is a next page.
    const found = await readChanges(tx, actor, olderThan, limit + 1);
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    return {
      rows: inWords(shown, actor),
      next: found.length > limit && last ? writeCursor(last) : null,
    };
  });
}

/** What others changed since a moment, latest first. */
export async function listChangesSince(actor: Actor, since: Date, limit = 8): Promise<Activity[]> {
  return asActor(actor, async (tx) => {
    const byOthers = and(
      gt(auditLog.at, sql`${since.toISOString()}::timestamptz`),
      sql`${auditLog.personId} is distinct from app.person()`,
    );
    return inWords(await readChanges(tx, actor, byOthers, limit * 3), actor).slice(0, limit);
  });
}

/** The activity of one case, latest first: what a case's timeline tells beside its events. */
export async function listActivityOfCase(
  actor: Actor,
  caseId: string,
  limit = 200,
): Promise<Activity[]> {
  return asActor(actor, async (tx) =>
    inWords(await selectChanges(tx, and(eq(auditLog.caseId, caseId), worded), limit), actor),
  );
}

const worded = inArray(auditLog.subject, describedSubjects());

/*
 * The log's rows about an intervention or its evidence carry no case, and what carries no case is open to the whole
 * organisation: they are read only where the intervention itself is.
 */
const readableIntervention = sql`(${auditLog.subject} not in ('interventions', 'evidence') or exists (
  select 1 from interventions i where i.id::text = case ${auditLog.subject}
    when 'interventions' then ${auditLog.subjectId}
    else ${auditLog.details} -> 'intervention_id' ->> 1 end))`;

/** Cell by cell only in a case's own timeline: everywhere else one line tells of an import. */
const byHand = sql`not ${auditLog.details} ? 'import_id'`;

async function readChanges(tx: Tx, actor: Actor, narrowed: SQL | null | undefined, limit: number) {
  const rules = [worded, byHand, readableIntervention, narrowed ?? undefined];
  const ours = await selectChanges(
    tx,
    and(eq(auditLog.orgId, actor.organisationId), ...rules),
    limit,
  );
  const shared = await tx
    .select({ id: sql<string>`case_id` })
    .from(sql`case_readers`)
    .where(sql`audience_id = ${actor.organisationId}::uuid and via = 'partner'`)
    .limit(mostSharedCases);
  if (shared.length === 0) {
    return ours;
  }
  const theirs = await selectChanges(
    tx,
    and(
      inArray(
        auditLog.caseId,
        shared.map((row) => row.id),
      ),
      ne(auditLog.orgId, actor.organisationId),
      ...rules,
    ),
    limit,
  );
  return [...ours, ...theirs]
    .sort((a, b) => b.moment.localeCompare(a.moment) || b.id.localeCompare(a.id))
    .slice(0, limit);
}

const mostSharedCases = 200;

const actingOrganisations = alias(organisations, "acting_organisations");

/** The page of the log is cut first, and only its rows are told more of: joined before, all the log would be. */
function selectChanges(tx: Tx, where: SQL | undefined, limit: number) {
  const log = tx
    .select()
    .from(auditLog)
    .where(where)
    .orderBy(desc(auditLog.at), desc(auditLog.id))
    .limit(limit)
    .as("log");
  return tx
    .select({
      id: log.id,
      // To the microsecond and in a form that sorts as text: a JavaScript date would round it, and rows would repeat.
      moment: sql<string>`to_char(${log.at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
      action: log.action,
      subject: log.subject,
      columns: log.columns,
      details: log.details,
      caseId: log.caseId,
      caseReference: cases.reference,
      commitmentId: log.commitmentId,
      commitmentState: commitments.stateCode,
      // The log is written in the transaction of the event, which is the first of its commitment from then on.
      isTakenBack: sql<boolean>`coalesce(${log.subject} = 'commitments' and (
        select e.kind = 'undone' from commitment_events e
        where e.commitment_id = ${log.commitmentId} and e.at >= ${log.at} order by e.at limit 1), false)`,
      personId: log.personId,
      personName: people.name,
      actorOrgId: log.actorOrgId,
      actorOrgName: actingOrganisations.name,
    })
    .from(log)
    .leftJoin(cases, eq(cases.id, log.caseId))
    .leftJoin(commitments, eq(commitments.id, log.commitmentId))
    .leftJoin(people, and(eq(people.id, log.personId), eq(log.actorOrgId, sql`app.org()`)))
    .leftJoin(actingOrganisations, eq(actingOrganisations.id, log.actorOrgId))
    .orderBy(desc(log.at), desc(log.id));
}

type Row = Awaited<ReturnType<typeof selectChanges>>[number];

function inWords(rows: Row[], actor: Actor): Activity[] {
  return rows.flatMap((row) => {
    const described = describeActivity(row);
    return described
      ? [
          {
            ...described,
            details: row.isTakenBack ? [...described.details, "takenBack"] : described.details,
            stateCode: described.stateCode ?? row.commitmentState,
            id: row.id,
            at: new Date(row.moment),
            who: whoDid(row, actor),
            caseId: row.caseReference ? row.caseId : null,
            caseReference: row.caseReference,
            commitmentId: row.commitmentState ? row.commitmentId : null,
          },
        ]
      : [];
  });
}

function whoDid(row: Row, actor: Actor): Who {
  if (row.actorOrgId === null && row.personId === null) {
    return { kind: "system" };
  }
  if (row.actorOrgId !== actor.organisationId) {
    return row.actorOrgName
      ? { kind: "organisation", name: row.actorOrgName }
      : { kind: "someone" };
  }
  if (row.personId === actor.personId) {
    return { kind: "me" };
  }
  return row.personName ? { kind: "person", name: row.personName } : { kind: "someone" };
}

function writeCursor(row: Row): string {
  return Buffer.from(`${row.moment} ${row.id}`).toString("base64url");
}

function readCursor(text: string | undefined): { at: SQL; id: SQL } | null {
  const [moment, id] = Buffer.from(text ?? "", "base64url")
    .toString()
    .split(" ");
  const fits =
    moment && id && isMoment(moment) && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
  return fits ? { at: sql`${moment}::timestamptz`, id: sql`${id}::uuid` } : null;
}
