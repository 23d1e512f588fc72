import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor, type Tx } from "@/db/client";
import type { GuestAnswer } from "@/db/reference/words";
import { briefs } from "@/db/schema/briefs";
import { commitments } from "@/db/schema/commitments";
import { guestLinks, guestReplies } from "@/db/schema/guests";
import { protectedNames } from "@/lib/alerts/protected-names";
import type { Actor } from "@/lib/auth/actor";
import { hashSecret } from "@/lib/auth/secret";
import { findForbidden } from "@/lib/briefs/paper/checker/forbidden";
import { asSeen } from "@/lib/briefs/paper/invisible";
import { unprintedIn } from "@/lib/briefs/paper/printed";
import { answerInside } from "@/lib/commitments/commands";
import type { CommitmentChanges } from "@/lib/commitments/commitment";
import { openInside } from "@/lib/commitments/open-inside";
import { dayInZone } from "@/lib/i18n/format";
import { findId, onceOnly, rowIdOf } from "@/lib/once";
import { Refusal } from "@/lib/refusal";
import { findStateByKey } from "@/lib/states/queries";
import { guestSecret } from "./address";
import { stageOfAnswer } from "./guest-link";
import type { MakeGuestLink, OneGuestLink, SettleReply } from "./input";

/**
 * Makes a link for a guest: of the mission's State, or of the one that is chosen; once for each form (`once`). It can be
 * undone for ten minutes.
 */
export async function makeGuestLink(
  actor: Actor,
  { sure, ...input }: MakeGuestLink,
  once: string = uuidv7(),
): Promise<void> {
  const { briefId, recipient, stateKey, hours } = input;
  const [brief] = await asActor(actor, (tx) =>
    tx
      .select({ kind: briefs.kind, stateCode: briefs.stateCode, caseIds: briefs.caseIds })
      .from(briefs)
      .where(eq(briefs.id, briefId)),
  );
  if (!brief) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
  const chosen = stateKey ? await findStateByKey(actor, stateKey) : null;
  const code = brief.kind === "mission" ? brief.stateCode : chosen?.code;
  if (!code) {
    throw new Refusal("rule", "guests.refused.state");
  }
  const names = (await Promise.all(brief.caseIds.map(protectedNames))).flat();
  if (findForbidden(recipient, names).length > 0) {
    throw new Refusal("rule", "guests.refused.name");
  }
  if (sure !== "yes" && unprintedIn(asSeen(recipient)).length > 0) {
    throw new Refusal("rule", "guests.refused.unprinted");
  }
  const linkId = rowIdOf(actor, "guest_links", input, once);
  await onceOnly(
    async () => {
      await asActor(actor, (tx) =>
        tx.execute(sql`select app.make_guest_link(${briefId}::uuid, ${linkId}::uuid, ${code},
          ${recipient}, ${hours}, ${hashSecret(guestSecret(linkId))})`),
      );
      return linkId;
    },
    () => asActor(actor, (tx) => findId(tx, guestLinks, linkId), { readOnly: true }),
  );
}

/** Agrees, as somebody else than its author, that a case is shown to a State for the first time. */
export async function secondGuestLink(actor: Actor, { linkId }: OneGuestLink): Promise<void> {
  await asActor(actor, (tx) => tx.execute(sql`select app.second_guest_link(${linkId}::uuid)`));
}

/** Takes a link back, for good. Who reads by it reads nothing more. */
export async function endGuestLink(actor: Actor, { linkId }: OneGuestLink): Promise<void> {
  await asActor(actor, (tx) => tx.execute(sql`select app.end_guest_link(${linkId}::uuid)`));
}

/** Lets an answer be: it becomes nobody's word. */
export async function setReplyAside(actor: Actor, { replyId }: SettleReply): Promise<void> {
  await asActor(actor, (tx) => settle(tx, replyId, "set_aside"));
}

const settle = (tx: Tx, replyId: string, outcome: "recorded" | "set_aside") =>
  tx.execute(sql`select app.settle_guest_reply(${replyId}::uuid, ${outcome})`);

/**
 * Takes an answer over as the word of its State, given in writing, on every case of the brief: where the State was not
 * asked yet, it is then. All of them or none. A case that the State has spoken on already keeps what stands there.
 */
export async function confirmReply(actor: Actor, { replyId }: SettleReply): Promise<void> {
  await asActor(actor, async (tx) => {
    const [reply] = await tx
      .select({
        answer: guestReplies.answer,
        remarks: guestReplies.remarks,
        at: guestReplies.at,
        recipient: guestLinks.recipient,
        stateCode: guestLinks.stateCode,
        sessionId: briefs.sessionId,
        caseIds: briefs.caseIds,
      })
      .from(guestReplies)
      .innerJoin(guestLinks, eq(guestLinks.id, guestReplies.linkId))
      .innerJoin(briefs, eq(briefs.id, guestLinks.briefId))
      .where(eq(guestReplies.id, replyId));
    if (!reply) {
      throw new Refusal("not-allowed", "refusals.notAllowed");
    }
    await settle(tx, replyId, "recorded");
    for (const caseId of reply.caseIds) {
      const { id, isDone } = await placeFor(tx, actor, caseId, reply);
      if (!isDone) {
        await answerInside(tx, id, saidBy(reply, actor));
      }
    }
  });
}

interface Reply {
  answer: GuestAnswer;
  remarks: string;
  at: Date;
  recipient: string;
  stateCode: string;
  sessionId: string;
}

async function placeFor(tx: Tx, actor: Actor, caseId: string, reply: Reply) {
  const find = () =>
    tx
      .select({
        id: commitments.id,
        isRaised: commitments.isRaised,
        closedAs: commitments.closedAs,
      })
      .from(commitments)
      .where(
        and(
          eq(commitments.caseId, caseId),
          eq(commitments.sessionId, reply.sessionId),
          eq(commitments.stateCode, reply.stateCode),
        ),
      );
  const [standing] = await find();
  if (standing) {
    return { id: standing.id, isDone: standing.isRaised || standing.closedAs !== null };
  }
  const { opened } = await openInside(tx, actor, [reply.stateCode], {
    caseId,
    sessionId: reply.sessionId,
    stage: "asked",
  });
  const id = opened[0] ?? (await find())[0]?.id;
  if (!id) {
    // There is one that the actor may not read.
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
  return { id, isDone: false };
}

const inWriting = 4;

const saidBy = (reply: Reply, actor: Actor): CommitmentChanges => ({
  stage: stageOfAnswer[reply.answer],
  word: inWriting,
  wordOn: dayInZone(reply.at, actor.timeZone),
  wordSaidBy: reply.recipient,
  wordText: reply.remarks,
});
