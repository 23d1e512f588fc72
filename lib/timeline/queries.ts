import "server-only";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import { caseEvents } from "@/db/schema/cases";
import { memberships, people } from "@/db/schema/people";
import type { Actor } from "@/lib/auth/actor";

const eventColumns = {
  id: caseEvents.id,
  kind: caseEvents.kind,
  title: caseEvents.title,
  note: caseEvents.note,
  source: caseEvents.source,
  happenedOn: caseEvents.happenedOn,
  happenedUntil: caseEvents.happenedUntil,
  happenedPrecision: caseEvents.happenedPrecision,
  recordedBy: people.name,
  createdAt: caseEvents.createdAt,
};

const eventLimit = 300;

/** What happened in a case, the latest first; what is not dated comes at the end, in the order of recording. */
export function listCaseEvents(actor: Actor, caseId: string, limit = eventLimit) {
  return asActor(actor, (tx) =>
    tx
      .select(eventColumns)
      .from(caseEvents)
      .leftJoin(memberships, eq(memberships.id, caseEvents.recordedBy))
      .leftJoin(people, eq(people.id, memberships.personId))
      .where(eq(caseEvents.caseId, caseId))
      .orderBy(sql`${caseEvents.happenedOn} desc nulls last`, desc(caseEvents.createdAt))
      .limit(limit),
  );
}

export type CaseEvent = Awaited<ReturnType<typeof listCaseEvents>>[number];

export async function findCaseEvent(
  actor: Actor,
  caseId: string,
  eventId: string,
): Promise<CaseEvent | null> {
  const [found] = await asActor(actor, (tx) =>
    tx
      .select(eventColumns)
      .from(caseEvents)
      .leftJoin(memberships, eq(memberships.id, caseEvents.recordedBy))
      .leftJoin(people, eq(people.id, memberships.personId))
      .where(and(eq(caseEvents.caseId, caseId), eq(caseEvents.id, eventId)))
      .orderBy(asc(caseEvents.id)),
  );
  return found ?? null;
}
