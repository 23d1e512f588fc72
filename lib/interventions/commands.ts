import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor, type Tx } from "@/db/client";
import {
  cases,
  commitments,
  evidence,
  interventionCases,
  interventionCommitments,
  interventionStates,
  interventions,
  sessions,
} from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { openInside } from "@/lib/commitments/open-inside";
import { findId, onceOnly, rowIdOf } from "@/lib/once";
import { Refusal } from "@/lib/refusal";
import type { AddEvidence, RecordIntervention } from "./input";
import { creditedStates } from "./intervention";

export interface Recorded {
  interventionId: string;
  /** Commitments that are shown as raised from now on. */
  raised: string[];
}

/**
 * Records what was said: one intervention, its first evidence, the cases it raised and the States it is credited to,
 * once each. Commitments of those States on those cases at this session are linked and so become *raised*; where a
 * State was never asked, a commitment without an ask is opened for it. One transaction: all of it or nothing.
 * The same form sent again (`once`) records nothing and is answered as the first time.
 */
export async function recordIntervention(
  actor: Actor,
  speaker: string,
  others: readonly string[],
  input: RecordIntervention,
  once: string = uuidv7(),
): Promise<Recorded> {
  const credited = creditedStates(speaker, others);
  const interventionId = rowIdOf(actor, "interventions", [credited, input], once);
  return onceOnly(
    () => record(actor, interventionId, speaker, credited, input),
    () => asActor(actor, (tx) => findRecorded(tx, interventionId), { readOnly: true }),
  );
}

async function findRecorded(tx: Tx, interventionId: string): Promise<Recorded | undefined> {
  if (!(await findId(tx, interventions, interventionId))) {
    return undefined;
  }
  const linked = await tx
    .select({ id: interventionCommitments.commitmentId })
    .from(interventionCommitments)
    .where(eq(interventionCommitments.interventionId, interventionId));
  return { interventionId, raised: linked.map((row) => row.id) };
}

async function record(
  actor: Actor,
  interventionId: string,
  speaker: string,
  credited: readonly string[],
  input: RecordIntervention,
): Promise<Recorded> {
  return asActor(actor, (tx) =>
    recordInside(tx, actor, { interventionId, speaker, credited, input }),
  );
}

/** The same inside a transaction that does more; `speakerId` is the line of the speakers list on which it was heard. */
export async function recordInside(
  tx: Tx,
  actor: Actor,
  {
    interventionId,
    speaker,
    credited,
    input,
    speakerId = null,
  }: {
    interventionId: string;
    speaker: string;
    credited: readonly string[];
    input: RecordIntervention;
    speakerId?: string | null;
  },
): Promise<Recorded> {
  const raisedCases = await tx
    .select({ id: cases.id, orgId: cases.orgId, countryCode: cases.countryCode })
    .from(cases)
    .where(inArray(cases.id, input.caseIds));
  const [session] = await tx
    .select({ id: sessions.id, forum: sessions.forum })
    .from(sessions)
    .where(eq(sessions.id, input.sessionId));
  const [first] = raisedCases;
  // The cases of one intervention belong to one organisation, as the keys of the tables do.
  if (
    !first ||
    !session ||
    raisedCases.length !== new Set(input.caseIds).size ||
    raisedCases.some((row) => row.orgId !== first.orgId)
  ) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
  if (raisedCases.some((row) => credited.includes(row.countryCode))) {
    throw new Refusal("rule", "refusals.ownState");
  }
  const of = { orgId: first.orgId, interventionId };
  await tx.insert(interventions).values({
    orgId: first.orgId,
    id: interventionId,
    sessionId: session.id,
    forum: session.forum,
    modality: input.modality ?? null,
    deliveredBy: speaker,
    onBehalfOf: input.onBehalfOf,
    isJoint: credited.length > 1 || input.onBehalfOf !== "",
    saidOn: input.saidPrecision === "unknown" ? null : (input.saidOn ?? null),
    saidPrecision: input.saidOn ? input.saidPrecision : "unknown",
    speakerId,
    naming: input.naming ?? null,
    summary: input.summary,
    recordedBy: actor.membershipId,
    recordedOrgId: actor.organisationId,
  });
  await tx.insert(interventionCases).values(raisedCases.map((row) => ({ ...of, caseId: row.id })));
  await tx.insert(interventionStates).values(credited.map((stateCode) => ({ ...of, stateCode })));
  await tx.insert(evidence).values({ ...of, ...evidenceOf(input), recordedBy: actor.membershipId });
  const raised: string[] = [];
  for (const { id: caseId } of raisedCases) {
    await openInside(tx, actor, credited, {
      caseId,
      sessionId: session.id,
      stage: "not_approached",
      openedFrom: "intervention",
    });
    const kept = await tx
      .select({ id: commitments.id })
      .from(commitments)
      .where(
        and(
          eq(commitments.caseId, caseId),
          eq(commitments.sessionId, session.id),
          inArray(commitments.stateCode, [...credited]),
        ),
      );
    raised.push(...kept.map((row) => row.id));
  }
  return { interventionId, raised };
}

/** Adds a source. The others stay, whatever they say. */
export async function addEvidence(actor: Actor, input: AddEvidence): Promise<void> {
  await asActor(actor, async (tx) => {
    const [of] = await tx
      .select({ orgId: interventions.orgId, interventionId: interventions.id })
      .from(interventions)
      .where(eq(interventions.id, input.interventionId));
    if (!of) {
      throw new Refusal("not-allowed", "refusals.notAllowed");
    }
    await tx
      .insert(evidence)
      .values({ ...of, ...evidenceOf(input), recordedBy: actor.membershipId });
  });
}

function evidenceOf(input: Omit<AddEvidence, "interventionId">) {
  return {
    id: uuidv7(),
    kind: input.evidenceKind,
    grade: input.grade,
    quote: input.quote,
    quoteLanguage: input.quoteLanguage,
    source: input.source,
    sourceUrl: input.sourceUrl ?? null,
    symbol: input.symbol,
    timeCode: input.timeCode,
  };
}
