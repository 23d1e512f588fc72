import "server-only";
import { and, desc, eq, inArray, ne, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import { cases, sessions, visits } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import type { Recent } from "./activity";

export type VisitKind = "case" | "state" | "session";

/** Notes that the actor opened something. Nobody else ever reads it; a note that fails is not worth an error. */
export async function recordVisit(actor: Actor, kind: VisitKind, targetId: string): Promise<void> {
  try {
    await asActor(actor, (tx) => note(tx, actor, kind, targetId));
  } catch {
    // The page itself has been shown; losing a way back harms nobody.
  }
}

/** The last things opened that are still open to the actor, latest first. */
export function listRecents(actor: Actor, limit = 6): Promise<Recent[]> {
  return asActor(actor, async (tx) => {
    const lately = await tx
      .select({ kind: visits.kind, targetId: visits.targetId })
      .from(visits)
      .where(and(eq(visits.membershipId, actor.membershipId), ne(visits.kind, presence)))
      .orderBy(desc(visits.at))
      .limit(limit * 3);
    const idsOf = (kind: VisitKind) =>
      lately.filter((visit) => visit.kind === kind).map((visit) => visit.targetId);
    const [openCases, openSessions] = [
      await readCases(tx, idsOf("case")),
      await readSessions(tx, idsOf("session")),
    ];
    return lately
      .flatMap(({ kind, targetId }): Recent[] => {
        if (kind === "state") {
          return [{ kind, id: targetId }];
        }
        const found = kind === "case" ? openCases.get(targetId) : openSessions.get(targetId);
        return found ? [found] : [];
      })
      .slice(0, limit);
  });
}

async function readCases(tx: Tx, ids: string[]): Promise<Map<string, Recent>> {
  const rows =
    ids.length === 0
      ? []
      : await tx
          .select({ id: cases.id, reference: cases.reference, title: cases.title })
          .from(cases)
          .where(inArray(cases.id, ids));
  return new Map(rows.map((row) => [row.id, { kind: "case", ...row }]));
}

async function readSessions(tx: Tx, ids: string[]): Promise<Map<string, Recent>> {
  const rows =
    ids.length === 0
      ? []
      : await tx
          .select({ id: sessions.id, title: sessions.title })
          .from(sessions)
          .where(inArray(sessions.id, ids));
  return new Map(rows.map((row) => [row.id, { kind: "session", ...row }]));
}

// Two notes of the actor's presence: the last time, and the last time before the present visit began.
const presence = "presence";
const latest = "latest";
const before = "before";
const oneVisit = "30 minutes";

/**
 * When the actor was last here, before the present visit; null on the first. A visit lasts as long as no more than
 * half an hour passes between two looks, so that reloading the page does not make what is new look old.
 */
export function beginVisit(actor: Actor): Promise<Date | null> {
  return asActor(actor, async (tx) => {
    const mine = and(eq(visits.membershipId, actor.membershipId), eq(visits.kind, presence));
    const [last] = await tx
      .select({ isOver: sql<boolean>`${visits.at} < now() - ${oneVisit}::interval` })
      .from(visits)
      .where(and(mine, eq(visits.targetId, latest)));
    if (last?.isOver) {
      await tx.execute(sql`
        insert into visits (org_id, membership_id, kind, target_id, at)
        select org_id, membership_id, kind, ${before}, at from visits
         where membership_id = app.membership() and kind = ${presence} and target_id = ${latest}
        on conflict (org_id, membership_id, kind, target_id) do update set at = excluded.at`);
    }
    await note(tx, actor, presence, latest);
    const [previous] = await tx
      .select({ at: visits.at })
      .from(visits)
      .where(and(mine, eq(visits.targetId, before)));
    return previous?.at ?? null;
  });
}

async function note(tx: Tx, actor: Actor, kind: string, targetId: string): Promise<void> {
  await tx
    .insert(visits)
    .values({ orgId: actor.organisationId, membershipId: actor.membershipId, kind, targetId })
    .onConflictDoUpdate({
      target: [visits.orgId, visits.membershipId, visits.kind, visits.targetId],
      set: { at: sql`now()`, times: sql`${visits.times} + 1` },
    });
}
