import "server-only";
import { and, asc, eq, ne, or, type SQL, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import type { Forum } from "@/db/reference/words";
import { organisations } from "@/db/schema/people";
import { sessions } from "@/db/schema/sessions";
import type { Actor } from "@/lib/auth/actor";
import { dayInZone, genevaZone } from "@/lib/i18n/format";
import {
  aheadAndPast,
  type CaseCoverage,
  precisionOf,
  type SessionStanding,
  standingOf,
} from "./session";

const columns = {
  id: sessions.id,
  orgId: sessions.orgId,
  referenceKey: sessions.referenceKey,
  forum: sessions.forum,
  kind: sessions.kind,
  number: sessions.number,
  title: sessions.title,
  startsOn: sessions.startsOn,
  endsOn: sessions.endsOn,
  startsAt: sessions.startsAt,
  datePrecision: sessions.datePrecision,
  place: sessions.place,
  statesUnderReview: sessions.statesUnderReview,
  status: sessions.status,
  milestones: sessions.milestones,
  note: sessions.note,
  sources: sessions.sources,
  isExample: sessions.isExample,
};

/** An occasion: shipped (`orgId` null), one's own, or a partner's that a shared commitment opens. */
export type Session = Awaited<ReturnType<typeof readSessions>>[number];

/** Sessions with where they stand today, for a list: what is on and ahead by date, what is past from the latest. */
export type ListedSession = Session & { standing: SessionStanding };

/** All sessions that the actor may see, of one forum if wanted. Retired ones only where somebody still uses them. */
export async function listSessions(
  actor: Actor,
  { forum }: { forum?: Forum | undefined } = {},
  now = new Date(),
): Promise<{ ahead: ListedSession[]; past: ListedSession[] }> {
  const today = dayInZone(now, genevaZone);
  const found = await asActor(actor, (tx) =>
    readSessions(
      tx,
      and(ne(sessions.status, "retired"), forum ? eq(sessions.forum, forum) : undefined),
    ),
  );
  const listed = found.map((session) => ({ ...session, standing: standingOf(session, today) }));
  return aheadAndPast(listed, today);
}

/** One session, with the partner whose it is; null where there is none that the actor may see. */
export async function findSession(
  actor: Actor,
  id: string,
): Promise<(Session & { partnerName: string | null }) | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) {
    return null;
  }
  const [found] = await asActor(actor, (tx) =>
    tx
      .select({ ...columns, partnerName: partnerName(actor) })
      .from(sessions)
      .leftJoin(organisations, eq(organisations.id, sessions.orgId))
      .where(eq(sessions.id, id)),
  );
  return found ?? null;
}

/**
 * The sessions that somebody may write for, and the one to begin with: the one that was asked for, which may be past, else
 * the one to prepare for.
 */
export async function sessionsToWriteFor(actor: Actor, wantedId: string) {
  const [{ ahead }, wanted, next] = await Promise.all([
    listSessions(actor),
    findSession(actor, wantedId),
    findNextSession(actor),
  ]);
  const sessions = wanted && !ahead.some(({ id }) => id === wanted.id) ? [wanted, ...ahead] : ahead;
  const session = wanted ?? sessions.find(({ id }) => id === next?.id) ?? sessions[0];
  return { sessions, session };
}

function partnerName(actor: Actor): SQL<string | null> {
  return sql`case when ${sessions.orgId} <> ${actor.organisationId} then ${organisations.name} end`;
}

/**
 * The session to prepare for: the first ahead on which the actor's organisation has an ask; failing that its own
 * next one, and failing that the next shipped one whose date is known at all.
 */
export async function findNextSession(
  actor: Actor,
  now = new Date(),
): Promise<(Session & { hasAsks: boolean }) | null> {
  const today = dayInZone(now, genevaZone);
  const candidates = await asActor(actor, (tx) =>
    tx
      .select({
        ...columns,
        hasAsks: sql<boolean>`exists (select 1 from commitment_readers r
          where r.session_id = ${sessions.id} and r.audience_id in (app.org(), app.membership())
            and (r.valid_until is null or r.valid_until >= current_date))`,
      })
      .from(sessions)
      .where(
        and(
          or(eq(sessions.status, "planned"), eq(sessions.status, "current")),
          sql`(extract(year from ${sessions.startsOn}) >= ${Number(today.slice(0, 4)) - 1})`,
        ),
      )
      .orderBy(...inOrder),
  );
  const coming = candidates.filter((session) => {
    const standing = standingOf(session, today);
    return standing === "upcoming" || standing === "current";
  });
  // Of a month that has begun nobody knows whether its meeting is still to come: what has its day goes first.
  const mayBeOver = (session: Session) =>
    precisionOf(session) !== "day" && (session.startsOn ?? "9999") <= today;
  const ahead = [...coming.filter((one) => !mayBeOver(one)), ...coming.filter(mayBeOver)];
  return (
    ahead.find((session) => session.hasAsks) ??
    ahead.find((session) => session.orgId !== null) ??
    ahead[0] ??
    null
  );
}

/** The window that is open at any time for asking States between them and us; the shipped one comes first. */
export async function findBilateralWindow(actor: Actor): Promise<string | null> {
  const [window] = await asActor(
    actor,
    (tx) =>
      tx
        .select({ id: sessions.id })
        .from(sessions)
        .where(and(eq(sessions.forum, "bilateral"), eq(sessions.status, "open")))
        .orderBy(sql`${sessions.referenceKey} is null`, asc(sessions.id))
        .limit(1),
    { readOnly: true },
  );
  return window?.id ?? null;
}

// What has no date comes last; the bilateral window, open at any time, first.
const inOrder = [
  sql`${sessions.status} <> 'open'`,
  sql`${sessions.startsOn} asc nulls last`,
  sql`${sessions.startsAt} asc nulls last`,
  asc(sessions.number),
  asc(sessions.id),
];

function readSessions(tx: Tx, where: SQL | undefined) {
  return tx
    .select(columns)
    .from(sessions)
    .where(where)
    .orderBy(...inOrder);
}

/** How the asks of a session spread over its cases: cases that nobody carries yet first. At most `limit` cases. */
export async function listCoverage(
  actor: Actor,
  sessionId: string,
  limit = 40,
): Promise<CaseCoverage[]> {
  const rows = await asActor(actor, (tx) =>
    tx.execute<{
      id: string;
      reference: string;
      title: string;
      counts: Record<string, number>;
    }>(sql`
      with stood as (
        select r.case_id, r.stage, count(*)::int as n
        from commitment_readers r
        where r.session_id = ${sessionId} and r.audience_id in (app.org(), app.membership())
          and (r.valid_until is null or r.valid_until >= current_date)
        group by 1, 2
      )
      select c.id, c.reference, c.title, jsonb_object_agg(s.stage, s.n) as counts
      from stood s join cases c on c.id = s.case_id
      group by c.id, c.reference, c.title
      order by sum(s.n) filter (where s.stage in ('agreed', 'raised')) asc nulls first, c.reference
      limit ${limit}`),
  );
  return rows.map(({ id, reference, title, counts }) => ({
    caseId: id,
    reference,
    title,
    counts,
    carried: (counts.agreed ?? 0) + (counts.raised ?? 0),
  }));
}

/** How many States of each regional group carry a case on this session: agreed or raised, each State once. */
export async function countCarriersByGroup(
  actor: Actor,
  sessionId: string,
): Promise<Record<string, number>> {
  const rows = await asActor(actor, (tx) =>
    tx.execute<{ group: string; n: number }>(sql`
      select s.regional_group as "group", count(distinct r.state_code)::int as n
      from commitment_readers r join states s on s.code = r.state_code
      where r.session_id = ${sessionId} and r.audience_id in (app.org(), app.membership())
        and (r.valid_until is null or r.valid_until >= current_date)
        and r.stage in ('agreed', 'raised') and s.regional_group is not null
      group by 1`),
  );
  return Object.fromEntries(rows.map((row) => [row.group, row.n]));
}
