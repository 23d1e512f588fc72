import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { AlertKind, Forum } from "@/db/reference/words";
import { caseEvents, cases, defenders } from "@/db/schema/cases";
import { knownDateOf } from "@/lib/dates/stored-date";
import type { CaseFacts } from "./facts";

/** The facts of a case for its first text; null where the actor may not read it. */
export async function readFacts(
  tx: Tx,
  caseId: string,
  kind: AlertKind,
): Promise<CaseFacts | null> {
  const [theCase] = await tx.select().from(cases).where(eq(cases.id, caseId));
  if (!theCase) {
    return null;
  }
  const people = await tx
    .select({ id: defenders.id })
    .from(defenders)
    .where(eq(defenders.caseId, caseId))
    .orderBy(asc(defenders.createdAt), asc(defenders.id));
  const events = await tx
    .select()
    .from(caseEvents)
    .where(eq(caseEvents.caseId, caseId))
    .orderBy(sql`${caseEvents.happenedOn} asc nulls last`, asc(caseEvents.createdAt))
    .limit(300);
  return {
    kind,
    ...theCase,
    defenderIds: people.map(({ id }) => id),
    reprisal: knownDateOf("reprisal", theCase),
    engagement: knownDateOf("engagement", theCase),
    events: events.map((event) => ({ ...event, happened: knownDateOf("happened", event) })),
    raised: await readRaised(tx, caseId),
    asks: await readAsks(tx, caseId),
  };
}

/** Statements on the record, which are public: how many distinct States spoke at which session, each counted once. */
async function readRaised(tx: Tx, caseId: string): Promise<CaseFacts["raised"]> {
  const rows = await tx.execute<{ session: string; states: number }>(sql`
    select s.title as session, count(distinct st.state_code)::int as states
    from intervention_cases ic
    join interventions i on i.id = ic.intervention_id
    join sessions s on s.id = i.session_id
    join intervention_states st on st.intervention_id = i.id
    where ic.case_id = ${caseId} and s.kind <> 'bilateral'
    group by s.id, s.title, s.starts_on
    order by s.starts_on nulls last, s.title`);
  return [...rows];
}

/**
 * The forums in which something is asked. An occasion is named only where an ask of it is open to partners, and what
 * is the team's alone does not even name its forum.
 */
async function readAsks(tx: Tx, caseId: string): Promise<CaseFacts["asks"]> {
  const rows = await tx.execute<{ forum: Forum; sessions: string[] | null }>(sql`
    select c.forum, array_agg(distinct s.title order by s.title)
        filter (where c.visibility = 'partners' and c.confidentiality in ('public', 'coalition')
          and s.kind <> 'bilateral') as sessions
    from commitments c join sessions s on s.id = c.session_id
    where c.case_id = ${caseId} and c.closed_as is null and not c.is_raised
      and c.visibility <> 'team' and c.confidentiality <> 'team'
    group by c.forum
    order by array_position(array['upr', 'hrc', 'ga', 'bilateral'], c.forum)`);
  return [...rows].map(({ forum, sessions }) => ({ forum, sessions: sessions ?? [] }));
}
