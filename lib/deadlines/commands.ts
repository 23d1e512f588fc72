import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor, type Tx } from "@/db/client";
import { sessionDeadlines, sessionTasks } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { mustChange } from "@/lib/must-change";
import { rowIdOf } from "@/lib/once";
import type { ChangeDeadline, DropDeadline, FinishTask, KeepDeadline, KeepTask } from "./input";

/**
 * Says what holds in the place of what follows from a rule, for one State's review alone where one is given; what was
 * said before is replaced.
 */
export async function changeDeadline(
  actor: Actor,
  { state: _key, ...input }: ChangeDeadline,
  stateCode: string | null = null,
): Promise<void> {
  const { sessionId, rule, ...said } = input;
  const target = [sessionDeadlines.sessionId, sessionDeadlines.orgId, sessionDeadlines.rule];
  await asActor(actor, (tx) =>
    tx
      .insert(sessionDeadlines)
      .values({
        ...said,
        sessionId,
        rule,
        stateCode,
        orgId: actor.organisationId,
        recordedBy: actor.membershipId,
      })
      .onConflictDoUpdate(
        stateCode === null
          ? { target, targetWhere: sql`state_code is null`, set: said }
          : {
              target: [...target, sessionDeadlines.stateCode],
              targetWhere: sql`state_code is not null`,
              set: said,
            },
      ),
  );
}

/** Adds a deadline of one's own, or changes it. */
export async function keepDeadline(
  actor: Actor,
  input: KeepDeadline,
  once?: string,
): Promise<void> {
  const { sessionId, id, ...said } = input;
  await asActor(actor, async (tx) => {
    if (id) {
      await mustChange(
        tx
          .update(sessionDeadlines)
          .set(said)
          .where(
            and(
              eq(sessionDeadlines.id, id),
              eq(sessionDeadlines.sessionId, sessionId),
              isNull(sessionDeadlines.rule),
            ),
          )
          .returning({ id: sessionDeadlines.id }),
      );
    } else {
      await tx
        .insert(sessionDeadlines)
        .values({
          ...said,
          id: once ? rowIdOf(actor, "session_deadlines", input, once) : uuidv7(),
          sessionId,
          orgId: actor.organisationId,
          recordedBy: actor.membershipId,
        })
        .onConflictDoNothing({ target: [sessionDeadlines.orgId, sessionDeadlines.id] });
    }
  });
}

/** Takes a deadline of one's own away, or lets the rule hold again. Steps before it keep the day that they had. */
export async function dropDeadline(actor: Actor, { sessionId, id }: DropDeadline): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .delete(sessionDeadlines)
        .where(and(eq(sessionDeadlines.id, id), eq(sessionDeadlines.sessionId, sessionId)))
        .returning({ id: sessionDeadlines.id }),
    ),
  );
}

/** Adds a step before a session, or changes it. */
export async function keepTask(actor: Actor, input: KeepTask, once?: string): Promise<void> {
  const { sessionId, id, ...task } = input;
  await asActor(actor, async (tx) => {
    if (id) {
      await mustChange(
        tx
          .update(sessionTasks)
          .set(task)
          .where(and(eq(sessionTasks.id, id), eq(sessionTasks.sessionId, sessionId)))
          .returning({ id: sessionTasks.id }),
      );
    } else {
      await insertTasks(tx, actor, sessionId, [task], once);
    }
  });
}

type NewTask = Omit<KeepTask, "sessionId" | "id"> &
  Partial<Pick<typeof sessionTasks.$inferInsert, "purpose" | "aboutState">>;

/** Adds several steps, all or none; the same sending adds them once. */
export async function addTasks(
  actor: Actor,
  sessionId: string,
  tasks: readonly NewTask[],
  once?: string,
): Promise<void> {
  await asActor(actor, (tx) => insertTasks(tx, actor, sessionId, tasks, once));
}

async function insertTasks(
  tx: Tx,
  actor: Actor,
  sessionId: string,
  tasks: readonly NewTask[],
  once: string | undefined,
): Promise<void> {
  await tx
    .insert(sessionTasks)
    .values(
      tasks.map((task) => ({
        ...task,
        id: once ? rowIdOf(actor, "session_tasks", { sessionId, ...task }, once) : uuidv7(),
        sessionId,
        orgId: actor.organisationId,
        recordedBy: actor.membershipId,
      })),
    )
    // Sent twice, or for a State that has such a step already.
    .onConflictDoNothing();
}

export async function removeTask(actor: Actor, { sessionId, id }: DropDeadline): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .delete(sessionTasks)
        .where(and(eq(sessionTasks.id, id), eq(sessionTasks.sessionId, sessionId)))
        .returning({ id: sessionTasks.id }),
    ),
  );
}

/** Says that a step is done, or is not after all. Done already stays as it was said first. */
export async function finishTask(actor: Actor, { sessionId, id, done }: FinishTask): Promise<void> {
  await asActor(actor, async (tx) => {
    const which = and(eq(sessionTasks.id, id), eq(sessionTasks.sessionId, sessionId));
    const [found] = await tx
      .select({ doneAt: sessionTasks.doneAt })
      .from(sessionTasks)
      .where(which);
    if (found && (found.doneAt !== null) === done) {
      return;
    }
    await mustChange(
      tx
        .update(sessionTasks)
        .set(
          done
            ? { doneAt: new Date(), doneBy: actor.membershipId }
            : { doneAt: null, doneBy: null },
        )
        .where(which)
        .returning({ id: sessionTasks.id }),
    );
  });
}
