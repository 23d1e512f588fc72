import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import {
  commitmentEvents,
  commitments,
  conversations,
  memberships,
  organisations,
  people,
} from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { logAs, takeBackConversation, undoConversation } from "@/lib/conversations/commands";
import { LogConversation } from "@/lib/conversations/input";
import { dayInZone } from "@/lib/i18n/format";
import { findId, rowIdOf } from "@/lib/once";
import { asRefusal, Refusal } from "@/lib/refusal";
import type { NoteOutcome, Standing } from "./corridor";
import type { CorridorNote } from "./input";

/** The id of what a key of the queue becomes: one key, one conversation, whatever was chosen on the way. */
export const idOfKey = (actor: Pick<Actor, "membershipId">, key: string) =>
  rowIdOf(actor, "corridor", null, key);

/** How often a note meets a change that has nothing to do with it before it is asked about after all. */
const tries = 3;

/**
 * Keeps a note as a conversation with what follows for its ask, once for each `id`. Where somebody else moved the ask
 * since the person saw it, nothing is done and what stands comes back, to be asked about.
 */
export async function keepNote(
  actor: Actor,
  stateCode: string,
  note: CorridorNote,
  id: string,
): Promise<NoteOutcome> {
  for (let left = tries; ; left--) {
    const looked = await asActor(actor, (tx) => look(tx, actor, note, id), { readOnly: true });
    if (looked === "kept") {
      return { outcome: "kept", id };
    }
    if (looked?.question) {
      return { outcome: "conflict", standing: looked.standing };
    }
    try {
      await logAs(actor, { id, stateCode }, asConversation(actor, note, looked?.version));
      return { outcome: "kept", id };
    } catch (thrown) {
      const refusal = asRefusal(thrown);
      const reason = refusal instanceof Refusal ? refusal.reason : null;
      if (reason === "already-done") {
        // It is there, only not to be read any more: a case was closed to its author since.
        return { outcome: "kept", id };
      }
      if (reason !== "conflict" || left === 0) {
        throw thrown;
      }
    }
  }
}

/** Takes a note back, and what it moved, as far as nobody else went on from there. */
export async function undoNote(actor: Actor, id: string): Promise<NoteOutcome> {
  try {
    await undoConversation(actor, id);
    return { outcome: "undone", stands: false };
  } catch (thrown) {
    const refusal = asRefusal(thrown);
    if (refusal instanceof Refusal && refusal.reason === "conflict") {
      await takeBackConversation(actor, { id, stateKey: "", back: true });
      return { outcome: "undone", stands: true };
    }
    throw thrown;
  }
}

/** What stands before anything is written: the note itself, or the version of its ask and whether to ask about it. */
async function look(
  tx: Tx,
  actor: Actor,
  note: CorridorNote,
  id: string,
): Promise<"kept" | { version: number; question: boolean; standing: Standing } | null> {
  if (await findId(tx, conversations, id)) {
    return "kept";
  }
  const [kind, about = ""] = note.about.split(".");
  if (kind !== "ask" || !note.answer) {
    return null;
  }
  const [ask] = await tx
    .select({
      version: commitments.version,
      stage: commitments.stage,
      isRaised: commitments.isRaised,
      word: commitments.word,
    })
    .from(commitments)
    .where(eq(commitments.id, about));
  if (!ask) {
    // The command says what that means.
    return null;
  }
  const stage = ask.isRaised ? "raised" : ask.stage;
  const isAsSeen = stage === note.seenStage && ask.word === (note.seenWord ?? null);
  const isAsWanted = stage === note.answer && (!note.word || ask.word === note.word);
  const mover = isAsSeen || isAsWanted ? null : await lastMover(tx, actor, about);
  return {
    version: ask.version,
    question: mover !== null && !mover.isMe,
    standing: { stage, word: ask.word as Standing["word"], by: mover?.name ?? null },
  };
}

/** Who last set where an ask stands. What the person did themselves, here or on another device, is no surprise. */
async function lastMover(tx: Tx, actor: Actor, commitmentId: string) {
  const [last] = await tx
    .select({
      personId: commitmentEvents.personId,
      orgId: commitmentEvents.actorOrgId,
      organisation: organisations.name,
    })
    .from(commitmentEvents)
    .leftJoin(organisations, eq(organisations.id, commitmentEvents.actorOrgId))
    .where(
      and(
        eq(commitmentEvents.commitmentId, commitmentId),
        sql`jsonb_exists_any(${commitmentEvents.changes}, array['stage', 'word'])`,
      ),
    )
    .orderBy(desc(commitmentEvents.at))
    .limit(1);
  const isOurs = last?.orgId === actor.organisationId;
  const [colleague] =
    isOurs && last?.personId
      ? await tx
          .select({ name: people.name })
          .from(people)
          .innerJoin(memberships, eq(memberships.personId, people.id))
          .where(eq(people.id, last.personId))
          .limit(1)
      : [];
  return {
    isMe: last?.personId === actor.personId,
    name: (isOurs ? colleague?.name : last?.organisation) ?? null,
  };
}

function asConversation(
  actor: Actor,
  note: CorridorNote,
  version: number | undefined,
): LogConversation {
  const [kind, about] = note.about.split(".");
  const today = dayInZone(new Date(), actor.timeZone);
  // A device whose clock is ahead must not make a note that can't be kept.
  const on = note.on && note.on < today ? note.on : today;
  return LogConversation.parse({
    stateKey: note.stateKey,
    channel: "corridor",
    had: { precision: "day", from: on },
    said: note.said,
    sessionId: note.sessionId,
    subjects:
      kind === "ask" || kind === "case"
        ? [{ [kind]: about, version, stage: note.answer, word: note.word }]
        : [],
  });
}
