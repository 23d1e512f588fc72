import "server-only";
import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import { sessionDeadlines, sessionTasks } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { readMembers } from "@/lib/commitments/row-queries";
import type { DeadlineChange, Task } from "./deadline";

/** What was said of the deadlines of sessions, by session: by whoever made the session; of a shipped one, by us. */
export async function readChanges(
  tx: Tx,
  sessionIds: readonly string[],
): Promise<Map<string, DeadlineChange[]>> {
  const found = new Map<string, DeadlineChange[]>();
  if (sessionIds.length === 0) {
    return found;
  }
  const rows = await tx
    .select({
      sessionId: sessionDeadlines.sessionId,
      id: sessionDeadlines.id,
      rule: sessionDeadlines.rule,
      stateCode: sessionDeadlines.stateCode,
      title: sessionDeadlines.title,
      on: sessionDeadlines.dueOn,
      precision: sessionDeadlines.duePrecision,
      time: sessionDeadlines.dueTime,
      isDropped: sessionDeadlines.isDropped,
      note: sessionDeadlines.note,
    })
    .from(sessionDeadlines)
    .where(inArray(sessionDeadlines.sessionId, [...sessionIds]))
    .orderBy(asc(sessionDeadlines.id));
  for (const { sessionId, ...change } of rows) {
    found.set(sessionId, [...(found.get(sessionId) ?? []), change]);
  }
  return found;
}

export type PlannedTask = Task & { sessionId: string };

const nameOf = (membership: SQL) => sql<string | null>`(select p.name from memberships m
  join people p on p.id = m.person_id where m.id = ${membership} and m.org_id = app.org())`;

/** The steps of the actor's organisation; those that are done only where asked for. */
export function readTasks(
  tx: Tx,
  { sessionId, isOpen }: { sessionId?: string; isOpen?: boolean },
): Promise<PlannedTask[]> {
  return tx
    .select({
      id: sessionTasks.id,
      sessionId: sessionTasks.sessionId,
      title: sessionTasks.title,
      ownerId: sessionTasks.ownerId,
      ownerName: nameOf(sql`session_tasks.owner_id`),
      rule: sessionTasks.rule,
      deadlineId: sessionTasks.deadlineId,
      daysBefore: sessionTasks.daysBefore,
      on: sessionTasks.dueOn,
      doneAt: sessionTasks.doneAt,
      doneByName: nameOf(sql`session_tasks.done_by`),
    })
    .from(sessionTasks)
    .where(
      and(
        sessionId ? eq(sessionTasks.sessionId, sessionId) : undefined,
        isOpen ? isNull(sessionTasks.doneAt) : undefined,
      ),
    )
    .orderBy(asc(sessionTasks.id))
    .limit(2_000);
}

/** What is to be met and to be done before one session, and who may be asked to do it. */
export async function findPlan(actor: Actor, sessionId: string) {
  return asActor(
    actor,
    async (tx) => ({
      changes: (await readChanges(tx, [sessionId])).get(sessionId) ?? [],
      tasks: await readTasks(tx, { sessionId }),
      members: await readMembers(tx),
    }),
    { readOnly: true },
  );
}
