import "server-only";
import { and, asc, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import {
  evidence,
  interventionCases,
  interventionCommitments,
  interventionStates,
  interventions,
  sessions,
} from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { namedStates, plainState } from "@/lib/commitments/named-states";
import type { Intervention } from "./intervention";

/** What a State said or was credited with: the latest twenty with their evidence, and how many there are. */
export function newestInterventionsOfState(
  actor: Actor,
  code: string,
): Promise<{ newest: Intervention[]; total: number }> {
  return read(
    actor,
    sql`${interventions.id} in (select s.intervention_id from intervention_states s where s.state_code = ${code})`,
    20,
  );
}

/** What was said about a case, the latest first, with its evidence. */
export function listInterventionsOfCase(actor: Actor, caseId: string): Promise<Intervention[]> {
  return list(
    actor,
    sql`${interventions.id} in (select c.intervention_id from intervention_cases c where c.case_id = ${caseId}::uuid)`,
  );
}

/** What was said at a session about the cases that the actor reads. */
export function listInterventionsOfSession(
  actor: Actor,
  sessionId: string,
): Promise<Intervention[]> {
  return list(actor, eq(interventions.sessionId, sessionId));
}

/** What kept one commitment. */
export function listInterventionsOfCommitment(
  actor: Actor,
  commitmentId: string,
): Promise<Intervention[]> {
  return list(
    actor,
    sql`${interventions.id} in (select c.intervention_id from intervention_commitments c
      where c.commitment_id = ${commitmentId}::uuid)`,
  );
}

const most = 500;

async function list(actor: Actor, which: SQL): Promise<Intervention[]> {
  return (await read(actor, which, most)).newest;
}

async function read(
  actor: Actor,
  which: SQL,
  limit: number,
): Promise<{ newest: Intervention[]; total: number }> {
  const states = await namedStates(actor);
  return asActor(
    actor,
    async (tx) => {
      const found = await tx
        .select({
          id: interventions.id,
          sessionId: interventions.sessionId,
          sessionTitle: sessions.title,
          forum: interventions.forum,
          modality: interventions.modality,
          deliveredBy: interventions.deliveredBy,
          onBehalfOf: interventions.onBehalfOf,
          isJoint: interventions.isJoint,
          saidOn: interventions.saidOn,
          saidUntil: interventions.saidUntil,
          saidPrecision: interventions.saidPrecision,
          saidAt: interventions.saidAt,
          naming: interventions.naming,
          summary: interventions.summary,
          isExample: interventions.isExample,
          total: sql<number>`(count(*) over ())::int`,
        })
        .from(interventions)
        .innerJoin(sessions, eq(sessions.id, interventions.sessionId))
        .where(which)
        .orderBy(sql`${interventions.saidOn} desc nulls last`, desc(interventions.id))
        .limit(limit);
      const parts = await readParts(
        tx,
        found.map((row) => row.id),
      );
      const newest = found.map((row) => ({
        id: row.id,
        session: { id: row.sessionId, title: row.sessionTitle },
        forum: row.forum,
        modality: row.modality as Intervention["modality"],
        deliveredBy: plainState(states.get(row.deliveredBy), row.deliveredBy),
        onBehalfOf: row.onBehalfOf,
        isJoint: row.isJoint,
        saidOn: row.saidOn,
        saidUntil: row.saidUntil,
        saidPrecision: row.saidPrecision as Intervention["saidPrecision"],
        saidAt: row.saidAt?.toISOString() ?? null,
        naming: row.naming,
        summary: row.summary,
        isExample: row.isExample,
        states: (parts.states.get(row.id) ?? [])
          .map((code) => plainState(states.get(code), code))
          .sort((a, b) => a.name.localeCompare(b.name)),
        caseIds: (parts.cases.get(row.id) ?? []).map((part) => part.caseId),
        commitmentIds: parts.commitments.get(row.id) ?? [],
        evidence: parts.evidence.get(row.id) ?? [],
        mayAddEvidence:
          actor.role !== "reader" &&
          (parts.cases.get(row.id) ?? []).some((part) => part.mayContribute),
      }));
      return { newest, total: found[0]?.total ?? 0 };
    },
    { readOnly: true },
  );
}

async function readParts(tx: Tx, ids: string[]) {
  if (ids.length === 0) {
    return { states: empty(), cases: empty(), commitments: empty(), evidence: empty() } as {
      states: Map<string, string[]>;
      cases: Map<string, { caseId: string; mayContribute: boolean }[]>;
      commitments: Map<string, string[]>;
      evidence: Map<string, Intervention["evidence"]>;
    };
  }
  const credited = await tx
    .select({ id: interventionStates.interventionId, code: interventionStates.stateCode })
    .from(interventionStates)
    .where(inArray(interventionStates.interventionId, ids));
  const linked = await tx
    .select({
      id: interventionCases.interventionId,
      caseId: interventionCases.caseId,
      mayContribute: sql<boolean>`exists (select 1 from case_readers r
        where r.case_id = ${interventionCases.caseId}
          and ((r.audience_id = app.membership() and r.level in ('lead', 'edit'))
            or (r.audience_id = app.org() and r.via = 'partner' and r.level = 'contribute')))`,
    })
    .from(interventionCases)
    .where(inArray(interventionCases.interventionId, ids));
  const kept = await tx
    .select({
      id: interventionCommitments.interventionId,
      commitmentId: interventionCommitments.commitmentId,
    })
    .from(interventionCommitments)
    .where(inArray(interventionCommitments.interventionId, ids));
  const sources = await tx
    .select({
      intervention: evidence.interventionId,
      id: evidence.id,
      kind: evidence.kind,
      grade: evidence.grade,
      quote: evidence.quote,
      quoteLanguage: evidence.quoteLanguage,
      source: evidence.source,
      sourceUrl: evidence.sourceUrl,
      symbol: evidence.symbol,
      timeCode: evidence.timeCode,
      createdAt: evidence.createdAt,
    })
    .from(evidence)
    .where(and(inArray(evidence.interventionId, ids)))
    .orderBy(asc(evidence.createdAt), asc(evidence.id));
  return {
    states: gather(
      credited,
      (row) => row.id,
      (row) => row.code,
    ),
    cases: gather(
      linked,
      (row) => row.id,
      ({ caseId, mayContribute }) => ({ caseId, mayContribute }),
    ),
    commitments: gather(
      kept,
      (row) => row.id,
      (row) => row.commitmentId,
    ),
    evidence: gather(
      sources,
      (row) => row.intervention,
      ({ intervention: _, createdAt, ...rest }) => ({
        ...rest,
        recordedAt: createdAt.toISOString(),
      }),
    ),
  };
}

const empty = () => new Map();

function gather<Row, Part>(
  rows: readonly Row[],
  of: (row: Row) => string,
  part: (row: Row) => Part,
): Map<string, Part[]> {
  const parts = new Map<string, Part[]>();
  for (const row of rows) {
    parts.set(of(row), [...(parts.get(of(row)) ?? []), part(row)]);
  }
  return parts;
}
