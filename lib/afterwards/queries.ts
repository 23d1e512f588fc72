import "server-only";
import { and, asc, desc, eq, inArray, or, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import {
  caseEvents,
  cases,
  commitments,
  memberships,
  people,
  sessionTasks,
  unraisedReasons,
} from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { namedStates } from "@/lib/commitments/named-states";
import { readMembers, readRows } from "@/lib/commitments/row-queries";
import { listInterventionsOfSession } from "@/lib/interventions/queries";
import {
  type Account,
  type Accounted,
  accountOf,
  type LaterEvent,
  laterKinds,
  type WhyNot,
} from "./account";
import { readListedLines, reasonOnList } from "./list-record";

const most = 2_000;

/** A State was asked at these; what is only planned is no part of an account. */
const askedStages = ["asked", "considering", "agreed", "declined", "no_answer"] as const;

export interface Afterwards extends Account {
  later: LaterEvent[];
  /** The cases of the account, and whether the actor may record what happened in them. */
  cases: { id: string; reference: string; title: string; mayRecord: boolean }[];
  /** What was made a step already: by purpose and the State's code. */
  steps: { purpose: string; stateCode: string; isDone: boolean }[];
  members: { id: string; name: string }[];
}

/** What became of a session: promised and raised, raised unasked, not raised and why, and what happened later. */
export async function findAfterwards(actor: Actor, sessionId: string): Promise<Afterwards> {
  const states = await namedStates(actor);
  const interventions = await listInterventionsOfSession(actor, sessionId);
  return asActor(
    actor,
    async (tx) => {
      const ids = await tx
        .select({ id: commitments.id })
        .from(commitments)
        .where(
          and(
            eq(commitments.sessionId, sessionId),
            or(inArray(commitments.stage, [...askedStages]), eq(commitments.isRaised, true)),
            sql`${commitments.closedAs} is distinct from 'withdrawn'`,
          ),
        )
        .limit(most);
      const rows = await readRows(
        tx,
        actor,
        ids.map((row) => row.id),
        states,
      );
      const order = new Intl.Collator(actor.locale === "qps" ? "en" : actor.locale, {
        numeric: true,
      });
      rows.sort(
        (a, b) =>
          order.compare(a.state.name, b.state.name) ||
          a.case.reference.localeCompare(b.case.reference),
      );
      const account = accountOf(rows, interventions, await readWhys(tx, sessionId, rows));
      const caseIds = [
        ...new Set([...rows.map((row) => row.case.id), ...interventions.flatMap((i) => i.caseIds)]),
      ];
      return {
        ...account,
        later: await readLater(tx, sessionId),
        cases: await readCases(tx, caseIds),
        steps: await readSteps(tx, sessionId),
        members: await readMembers(tx),
      };
    },
    { readOnly: true },
  );
}

/** Why each was not raised: what somebody said last, else what the speakers list shows. */
async function readWhys(
  tx: Tx,
  sessionId: string,
  rows: readonly Accounted[],
): Promise<(row: Accounted) => WhyNot> {
  const open = rows
    .filter(({ stage, isRaised }) => stage === "agreed" && !isRaised)
    .map(({ id }) => id);
  const told = new Map<string, WhyNot>();
  if (open.length > 0) {
    const reasons = await tx
      .select({
        commitmentId: unraisedReasons.commitmentId,
        reason: unraisedReasons.reason,
        words: unraisedReasons.words,
        by: people.name,
        at: unraisedReasons.createdAt,
      })
      .from(unraisedReasons)
      .leftJoin(memberships, eq(memberships.id, unraisedReasons.recordedBy))
      .leftJoin(people, eq(people.id, memberships.personId))
      .where(inArray(unraisedReasons.commitmentId, open))
      .orderBy(asc(unraisedReasons.createdAt));
    for (const { commitmentId, at, ...reason } of reasons) {
      told.set(commitmentId, { told: true, ...reason, at: at.toISOString() });
    }
  }
  const lines = await readListedLines(tx, sessionId);
  return (row) =>
    told.get(row.id) ?? {
      told: false,
      reason: reasonOnList(lines, row.state.code, row.delivery === "cut"),
    };
}

async function readLater(tx: Tx, sessionId: string): Promise<LaterEvent[]> {
  const found = await tx
    .select({
      id: caseEvents.id,
      caseId: caseEvents.caseId,
      kind: caseEvents.kind,
      title: caseEvents.title,
      note: caseEvents.note,
      source: caseEvents.source,
      happenedOn: caseEvents.happenedOn,
      happenedUntil: caseEvents.happenedUntil,
      happenedPrecision: caseEvents.happenedPrecision,
      recordedBy: people.name,
    })
    .from(caseEvents)
    .leftJoin(memberships, eq(memberships.id, caseEvents.recordedBy))
    .leftJoin(people, eq(people.id, memberships.personId))
    .where(and(eq(caseEvents.sessionId, sessionId), inArray(caseEvents.kind, [...laterKinds])))
    .orderBy(sql`${caseEvents.happenedOn} desc nulls last`, desc(caseEvents.createdAt))
    .limit(300);
  return found as LaterEvent[];
}

async function readCases(tx: Tx, caseIds: readonly string[]): Promise<Afterwards["cases"]> {
  return caseIds.length === 0
    ? []
    : tx
        .select({
          id: cases.id,
          reference: cases.reference,
          title: cases.title,
          mayRecord: sql<boolean>`${cases.orgId} = app.org() and app.role() in ('administrator', 'advocate')
            and exists (select 1 from case_readers r where r.case_id = ${cases.id}
              and r.audience_id = app.membership() and r.level in ('lead', 'edit'))`,
        })
        .from(cases)
        .where(inArray(cases.id, [...caseIds]))
        .orderBy(asc(cases.reference));
}

async function readSteps(tx: Tx, sessionId: string): Promise<Afterwards["steps"]> {
  const found = await tx
    .select({
      purpose: sessionTasks.purpose,
      stateCode: sessionTasks.aboutState,
      doneAt: sessionTasks.doneAt,
    })
    .from(sessionTasks)
    .where(and(eq(sessionTasks.sessionId, sessionId), sql`${sessionTasks.purpose} is not null`));
  return found.map(({ purpose, stateCode, doneAt }) => ({
    purpose: purpose ?? "",
    stateCode: stateCode ?? "",
    isDone: doneAt !== null,
  }));
}
