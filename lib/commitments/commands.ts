import "server-only";
import { and, eq, ne, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor, type Tx } from "@/db/client";
import type { Stage, Word } from "@/db/reference/words";
import { cases, commitmentEvents, commitments } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { asRefusal, Refusal } from "@/lib/refusal";
import { askApart, type OpenedForSupport } from "./ask-apart";
import {
  type CommitmentChanges,
  type CommitmentRow,
  type LastChange,
  marksGoneWith,
  wordGoneWith,
} from "./commitment";
import type { OpenCommitments, SetCell } from "./input";
import { readLastChange } from "./last-change";
import { namedStates } from "./named-states";
import { openInside } from "./open-inside";
import { readRows } from "./row-queries";

/**
 * Asks States to raise a case on an occasion, one commitment for each. A State that was asked there before is left
 * alone, so that two colleagues who write the same list end with one row each; where a request for support led here, it is
 * asked on another occasion (`askApart`). Refuses the State concerned, naming beyond consent, and readers other than a
 * partner's asks have, for all of them together.
 */
export async function openCommitments(
  actor: Actor,
  codes: readonly string[],
  input: OpenCommitments,
  /** What an occasion for asks of support is called. */
  occasionTitle = "",
): Promise<OpenedForSupport> {
  return asActor(actor, async (tx) => {
    if (isNarrower(input.visibility)) {
      const [theCase] = await tx
        .select({ orgId: cases.orgId })
        .from(cases)
        .where(eq(cases.id, input.caseId));
      if (theCase && theCase.orgId !== actor.organisationId) {
        throw new Refusal("rule", "refusals.partnersRead");
      }
    }
    const result = await openInside(tx, actor, codes, input);
    return input.supportRequestId
      ? askApart(
          tx,
          actor,
          result,
          { ...input, supportRequestId: input.supportRequestId },
          occasionTitle,
        )
      : { ...result, apart: 0 };
  });
}

/**
 * Whether somebody chose fewer readers than the database gives what a partner asks. There it would be dropped in
 * silence, and they would believe it kept.
 */
const isNarrower = (visibility: unknown) => visibility !== undefined && visibility !== "partners";

export type Changed =
  | { outcome: "changed"; row: CommitmentRow; eventId: string | null }
  /** Somebody else was quicker. `row` is what stands now, `by` whose it is; nothing was changed. */
  | { outcome: "conflict"; row: CommitmentRow; by: LastChange | null };

const snake = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * Changes a commitment by an event. With `expectedVersion` a change that somebody else made meanwhile is shown, not
 * overwritten. `because` is kept with the event, in the author's own words.
 */
export async function changeCommitment(
  actor: Actor,
  id: string,
  changes: CommitmentChanges,
  expectedVersion?: number,
  because = "",
): Promise<Changed> {
  inColumns(changes);
  return withRow(actor, id, (tx, place) =>
    insertEvent(tx, place, {
      changes: withWhatGoes(place, changes),
      expectedVersion: expectedVersion ?? null,
      reason: because,
    }),
  );
}

/** The same inside a transaction that does more; gives the id of the event. A conflict refuses the whole. */
export async function changeInside(
  tx: Tx,
  id: string,
  changes: CommitmentChanges,
  expectedVersion?: number,
): Promise<string> {
  const place = await placeOf(tx, id);
  return insertEvent(tx, place, {
    changes: withWhatGoes(place, changes),
    expectedVersion: expectedVersion ?? null,
  });
}

/** The same where a State's answer is told: what led to it goes along, unless the same change says what comes next. */
export async function answerInside(
  tx: Tx,
  id: string,
  changes: CommitmentChanges,
  expectedVersion?: number,
): Promise<string> {
  const place = await placeOf(tx, id);
  const [told] = await tx.execute<{ gone: Record<string, unknown> }>(
    sql`select app.step_gone_with(c, ${changes.stage ?? null}) as gone from commitments c where c.id = ${id}::uuid`,
  );
  return insertEvent(tx, place, {
    changes: { ...told?.gone, ...withWhatGoes(place, changes) },
    expectedVersion: expectedVersion ?? null,
  });
}

/** What is set, with what that takes along, in one event: taken back, both are there again. */
const withWhatGoes = (place: Place, changes: CommitmentChanges) =>
  inColumns({ ...wordGoneWith(place, changes), ...changes, ...marksGoneWith(place, changes) });

function inColumns(changes: CommitmentChanges): Record<string, unknown> {
  const wanted = Object.fromEntries(
    Object.entries(changes)
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => [snake(field), value]),
  );
  if (Object.keys(wanted).length === 0) {
    throw new Refusal("rule", "refusals.rule");
  }
  return wanted;
}

/**
 * Sets stage or word at a place of the matrix. Where nothing stands yet an ask is opened, and then there is no event to
 * take back. A cell that somebody else filled meanwhile comes back as a conflict.
 */
export async function setCell(
  actor: Actor,
  cell: Pick<SetCell, "caseId" | "sessionId" | "expectedVersion" | "changes" | "because"> & {
    stateCode: string;
  },
): Promise<Changed> {
  const { caseId, sessionId, stateCode, expectedVersion, changes, because = "" } = cell;
  const find = (tx: Tx) =>
    tx
      .select({ id: commitments.id })
      .from(commitments)
      .where(
        and(
          eq(commitments.caseId, caseId),
          eq(commitments.sessionId, sessionId),
          eq(commitments.stateCode, stateCode),
        ),
      );
  const [standing] = await asActor(actor, find, { readOnly: true });
  if (standing && expectedVersion !== undefined) {
    return changeCommitment(
      actor,
      standing.id,
      changes as CommitmentChanges,
      expectedVersion,
      because,
    );
  }
  const states = await namedStates(actor);
  return asActor(actor, async (tx) => {
    const { opened } = await openInside(tx, actor, [stateCode], {
      caseId,
      sessionId,
      // A reason belongs to a change: with one, the ask is opened and then set.
      stage: because ? "not_approached" : (changes.stage ?? "not_approached"),
    });
    const id = opened[0] ?? (await find(tx))[0]?.id;
    if (!id) {
      throw new Refusal("already-done", "refusals.alreadyDone");
    }
    const rest = because ? changes : { word: changes.word };
    if (opened[0] && Object.values(rest).some((value) => value !== undefined)) {
      await insertEvent(tx, await placeOf(tx, id), {
        changes: inColumns(rest as CommitmentChanges),
        reason: because,
      });
    }
    const [row] = await readRows(tx, actor, [id], states);
    if (!row) {
      throw new Refusal("not-allowed", "refusals.notAllowed");
    }
    return opened[0]
      ? { outcome: "changed", row, eventId: null }
      : { outcome: "conflict", row, by: await readLastChange(tx, id) };
  });
}

/**
 * Takes one change back by a further event, so that both stay in the history. Refuses (as a conflict) when what it
 * set was changed again since.
 */
export async function undoChange(actor: Actor, id: string, eventId: string): Promise<Changed> {
  return withRow(actor, id, (tx, place) => undoEvent(tx, place, eventId));
}

/** The same inside a transaction that does more; gives the id of the further event. A conflict refuses the whole. */
export async function undoInside(tx: Tx, id: string, eventId: string): Promise<string> {
  return undoEvent(tx, await placeOf(tx, id), eventId);
}

async function undoEvent(tx: Tx, place: Place, eventId: string): Promise<string> {
  const id = place.commitmentId;
  const [event] = await tx
    .select({
      kind: commitmentEvents.kind,
      changes: commitmentEvents.changes,
      before: commitmentEvents.before,
    })
    .from(commitmentEvents)
    .where(and(eq(commitmentEvents.id, eventId), eq(commitmentEvents.commitmentId, id)));
  if (event?.kind !== "changed" && event?.kind !== "raised") {
    throw new Refusal("rule", "refusals.rule");
  }
  const [standing] = await tx.execute<{ version: number; whole: Record<string, unknown> }>(
    sql`select c.version, to_jsonb(c) as whole from commitments c where c.id = ${id}::uuid`,
  );
  const isUntouched = Object.entries(event.changes).every(
    ([column, value]) => (standing?.whole[column] ?? null) === (value ?? null),
  );
  if (!standing || !isUntouched || (await isSetByOthersSince(tx, id, eventId))) {
    throw new Refusal("conflict", "refusals.conflict");
  }
  return insertEvent(tx, place, {
    kind: "undone",
    changes: event.before,
    undoes: eventId,
    expectedVersion: standing.version,
  });
}

/** Whether somebody else has set since what this event set: also to the same value, which is then their word. */
async function isSetByOthersSince(tx: Tx, id: string, eventId: string): Promise<boolean> {
  const later = await tx.execute(sql`select 1 from commitment_events undone
    join commitment_events e on e.commitment_id = undone.commitment_id and e.at > undone.at
    where undone.id = ${eventId}::uuid and undone.commitment_id = ${id}::uuid
      and e.person_id is distinct from app.person()
      and jsonb_exists_any(e.changes, array(select jsonb_object_keys(undone.changes))) limit 1`);
  return later.length > 0;
}

interface Place {
  orgId: string;
  commitmentId: string;
  caseId: string;
  stage: Stage;
  word: Word | null;
  withCapital: boolean;
  leaning: "yes" | "no" | null;
}

async function placeOf(tx: Tx, id: string): Promise<Place> {
  const [found] = await tx
    .select({
      orgId: commitments.orgId,
      commitmentId: commitments.id,
      caseId: commitments.caseId,
      stage: commitments.stage,
      word: commitments.word,
      withCapital: commitments.withCapital,
      leaning: commitments.leaning,
    })
    .from(commitments)
    .where(eq(commitments.id, id));
  if (!found) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
  return { ...found, stage: found.stage as Stage, word: found.word as Word | null };
}

async function insertEvent(
  tx: Tx,
  { orgId, commitmentId, caseId }: Place,
  event: {
    kind?: "changed" | "undone";
    changes: Record<string, unknown>;
    undoes?: string;
    expectedVersion?: number | null;
    reason?: string;
  },
): Promise<string> {
  if (isNarrower(event.changes.visibility)) {
    await refuseOfPartner(tx, commitmentId);
  }
  const id = uuidv7();
  await tx.insert(commitmentEvents).values({
    ...{ orgId, commitmentId, caseId },
    ...{ id, kind: "changed", ...event },
  });
  return id;
}

/** Refuses where another organisation than the case's own recorded the commitment. */
async function refuseOfPartner(tx: Tx, commitmentId: string): Promise<void> {
  const [ofPartner] = await tx
    .select({ id: commitments.id })
    .from(commitments)
    .where(and(eq(commitments.id, commitmentId), ne(commitments.recordedOrgId, commitments.orgId)));
  if (ofPartner) {
    throw new Refusal("rule", "refusals.partnersRead");
  }
}

/** Does one thing to a commitment and reads it again; a conflict comes back with what stands. */
async function withRow(
  actor: Actor,
  id: string,
  change: (tx: Tx, place: Place) => Promise<string>,
): Promise<Changed> {
  const states = await namedStates(actor);
  const read = async (tx: Tx) => {
    const [row] = await readRows(tx, actor, [id], states);
    if (!row) {
      throw new Refusal("not-allowed", "refusals.notAllowed");
    }
    return row;
  };
  try {
    return await asActor(actor, async (tx) => {
      const eventId = await change(tx, await placeOf(tx, id));
      return { outcome: "changed", row: await read(tx), eventId };
    });
  } catch (error) {
    // The one refusal that means something here: the person is shown both values and asked.
    const refusal = asRefusal(error);
    if (refusal instanceof Refusal && refusal.reason === "conflict") {
      const readBoth = async (tx: Tx) => ({
        row: await read(tx),
        by: await readLastChange(tx, id),
      });
      return { outcome: "conflict", ...(await asActor(actor, readBoth, { readOnly: true })) };
    }
    throw error;
  }
}
