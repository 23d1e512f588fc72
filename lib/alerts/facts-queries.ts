import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { AlertKind, AlertLanguage, Forum } from "@/db/reference/words";
import { caseEvents, cases, defenders } from "@/db/schema/cases";
import { states } from "@/db/schema/reference";
import { knownDateOf } from "@/lib/dates/stored-date";
import { countBySource, type Intervention } from "@/lib/interventions/intervention";
import type { CaseFacts, RaisedFact } from "./facts";

/**
 * The facts of a case for its first text, with States by their names in its language; null where the actor may not
 * read it.
 */
export async function readFacts(
  tx: Tx,
  caseId: string,
  kind: AlertKind,
  language: AlertLanguage,
  interventions: readonly Intervention[],
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
    raised: raisedBySource(interventions, await stateNames(tx, language)),
    asks: await readAsks(tx, caseId),
  };
}

/**
 * What published sources tell of States that spoke, source by source and session by session. What was said bilaterally
 * stays out, and so does whoever told us without having published it.
 */
function raisedBySource(
  interventions: readonly Intervention[],
  names: ReadonlyMap<string, string>,
): RaisedFact[] {
  const open = interventions.filter(({ forum }) => forum !== "bilateral");
  const sessions = Map.groupBy(open, ({ session }) => session.title);
  return [...sessions].flatMap(([session, said]) =>
    countBySource(said)
      .sources.filter(
        ({ grades, address }) => grades.some((grade) => grade < "C") || address !== null,
      )
      .map(({ source, grades, states, missing }) => ({
        session,
        source,
        grade: grades[0] ?? "E",
        states,
        without: missing.map(({ code, name }) => names.get(code) ?? name),
      })),
  );
}

async function stateNames(tx: Tx, language: AlertLanguage): Promise<Map<string, string>> {
  const rows = await tx.select({ code: states.code, names: states.names }).from(states);
  return new Map(rows.map(({ code, names }) => [code, names[language]]));
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
