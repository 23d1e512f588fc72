import "server-only";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client";
import { commitments, sessions, supportRequestAsks } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import type { OpenCommitments } from "./input";
import { type Opened, openInside } from "./open-inside";

/** What was opened for a request for support: some of it on an occasion of its own, since the State was asked before. */
export interface OpenedForSupport extends Opened {
  apart: number;
}

type ForSupport = OpenCommitments & { supportRequestId: string };

/**
 * Within a transaction: what a request for support asks of States that were asked about its case on this occasion before, on
 * an occasion of its own. An ask has one wording, one way, one stage and one circle of readers: put together with another
 * it would be read by that one's readers, and stand where that one stands though nobody asked for it. What this request
 * asked in these words already is not asked again. Links all of it to the request.
 */
export async function askApart(
  tx: Tx,
  actor: Actor,
  first: Opened,
  input: ForSupport,
  title: string,
): Promise<OpenedForSupport> {
  const known = await askedForRequest(tx, input, first.already);
  const opened = [...first.opened];
  const before = first.opened.length;
  let left = first.already.filter((code) => !known.has(code));
  for (const sessionId of await occasions(tx, actor)) {
    if (left.length === 0) {
      break;
    }
    const result = await openInside(tx, actor, left, { ...input, sessionId });
    opened.push(...result.opened);
    left = result.already;
  }
  if (left.length > 0) {
    const sessionId = uuidv7();
    await tx.insert(sessions).values({
      id: sessionId,
      orgId: actor.organisationId,
      forum: "bilateral",
      kind: "bilateral",
      title,
      status: "open",
    });
    opened.push(...(await openInside(tx, actor, left, { ...input, sessionId })).opened);
  }
  if (opened.length > 0) {
    await tx
      .insert(supportRequestAsks)
      .values(
        opened.map((askId) => ({
          orgId: actor.organisationId,
          ...{ caseId: input.caseId, askId, requestId: input.supportRequestId },
          linkedBy: actor.membershipId,
        })),
      )
      .onConflictDoNothing();
  }
  return { opened, already: [...known], apart: opened.length - before };
}

/** States of which this request asked the same in the same words: a form that was sent twice. */
async function askedForRequest(
  tx: Tx,
  { supportRequestId, wordingAsked }: ForSupport,
  codes: readonly string[],
): Promise<Set<string>> {
  if (codes.length === 0) {
    return new Set();
  }
  const rows = await tx
    .select({ code: commitments.stateCode })
    .from(supportRequestAsks)
    .innerJoin(commitments, eq(commitments.id, supportRequestAsks.askId))
    .where(
      and(
        eq(supportRequestAsks.requestId, supportRequestId),
        inArray(commitments.stateCode, [...codes]),
        eq(commitments.wordingAsked, wordingAsked),
        isNull(commitments.closedAs),
      ),
    );
  return new Set(rows.map(({ code }) => code));
}

/** The bilateral occasions of the actor's own organisation that are open, as they were added. */
async function occasions(tx: Tx, actor: Actor): Promise<string[]> {
  const rows = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(
      and(
        eq(sessions.orgId, actor.organisationId),
        eq(sessions.kind, "bilateral"),
        eq(sessions.status, "open"),
        sql`${sessions.startsOn} is null`,
      ),
    )
    .orderBy(asc(sessions.id));
  return rows.map(({ id }) => id);
}
