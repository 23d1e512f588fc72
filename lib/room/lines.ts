import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { speakers } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { mustChange } from "@/lib/must-change";
import { Refusal } from "@/lib/refusal";
import type { StandingLine } from "./corrected-list";
import { mostSpeakers } from "./read-list";

/** Whoever changes the order or the length of a list waits for who does so at the same moment. */
export async function lockList(tx: Tx, sessionId: string): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtext('plenary.speakers ' || app.org() || ${sessionId}))`,
  );
}

export function readPlaces(tx: Tx, sessionId: string): Promise<{ id: string; place: number }[]> {
  return tx
    .select({ id: speakers.id, place: speakers.place })
    .from(speakers)
    .where(eq(speakers.sessionId, sessionId))
    .orderBy(asc(speakers.place), asc(speakers.id));
}

/** The lines of a list, as far as a corrected list is compared with them. */
export function readStanding(tx: Tx, sessionId: string): Promise<StandingLine[]> {
  return tx
    .select({
      id: speakers.id,
      place: speakers.place,
      written: speakers.written,
      stateCode: speakers.stateCode,
      members: speakers.members,
      onBehalfOf: speakers.onBehalfOf,
    })
    .from(speakers)
    .where(eq(speakers.sessionId, sessionId))
    .orderBy(asc(speakers.place), asc(speakers.id));
}

/** A line, held until the transaction ends: what two do to it at once is done one after the other. */
export async function lockLine(tx: Tx, sessionId: string, id: string) {
  const [line] = await tx
    .select({
      kind: speakers.kind,
      place: speakers.place,
      written: speakers.written,
      stateCode: speakers.stateCode,
      members: speakers.members,
      unknownNames: speakers.unknownNames,
      onBehalfOf: speakers.onBehalfOf,
      spokeAt: speakers.spokeAt,
      cutAt: speakers.cutAt,
    })
    .from(speakers)
    .where(and(eq(speakers.id, id), eq(speakers.sessionId, sessionId)))
    .for("update");
  if (!line) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
  return line;
}

export async function setLine(
  tx: Tx,
  sessionId: string,
  id: string,
  values: Partial<
    Pick<
      typeof speakers.$inferInsert,
      "kind" | "stateCode" | "members" | "unknownNames" | "onBehalfOf" | "spokeAt" | "cutAt"
    >
  >,
): Promise<void> {
  await mustChange(
    tx
      .update(speakers)
      .set(values)
      .where(and(eq(speakers.id, id), eq(speakers.sessionId, sessionId)))
      .returning({ id: speakers.id }),
  );
}

type Line = Pick<
  typeof speakers.$inferInsert,
  "written" | "kind" | "stateCode" | "members" | "unknownNames" | "onBehalfOf"
> & { id: string };

/** Puts lines behind the list, or at places between others. */
export async function append(
  tx: Tx,
  actor: Actor,
  sessionId: string,
  lines: readonly Line[],
  at?: readonly number[],
): Promise<void> {
  await lockList(tx, sessionId);
  const places = await readPlaces(tx, sessionId);
  if (places.length + lines.length > mostSpeakers) {
    throw new Refusal("rule", "room.tooMany");
  }
  const last = places.at(-1)?.place ?? 0;
  await tx.insert(speakers).values(
    lines.map((line, index) => ({
      ...line,
      orgId: actor.organisationId,
      sessionId,
      place: at?.[index] ?? last + index + 1,
      recordedBy: actor.membershipId,
    })),
  );
}
