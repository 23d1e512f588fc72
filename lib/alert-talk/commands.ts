import "server-only";
import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor, type Tx } from "@/db/client";
import { alertComments, alertTexts, alertThreads } from "@/db/schema";
import { asWriter } from "@/lib/alerts/beside-words";
import { mentionableIn } from "@/lib/alerts/desk-queries";
import type { Actor } from "@/lib/auth/actor";
import { mustChange } from "@/lib/must-change";
import { findId, onceOnly, rowIdOf } from "@/lib/once";
import { Refusal } from "@/lib/refusal";
import type { Comment, OpenThread, SettleThread } from "./input";
import { idsOf, mentionsIn } from "./mentions";

const notAllowed = () => new Refusal("not-allowed", "refusals.notAllowed");

/**
 * Whom a comment speaks to, by its words as they are stored, however they arrived. What was chosen from a list only
 * tells apart those who have one name.
 */
async function spokenTo(
  tx: Tx,
  actor: Actor,
  place: { caseId: string; alertId: string },
  { body, mentions, organisations }: Pick<Comment, "body" | "mentions" | "organisations">,
) {
  const mentionable = await mentionableIn(tx, actor, place);
  const to = idsOf(mentionsIn(body, mentionable, [...mentions, ...organisations]).to);
  return { mentions: to.mentions, mentionedOrgs: to.organisations };
}

/** Opens a discussion of some words with its first comment; the id is the mark in the text. */
export async function openThread(
  actor: Actor,
  { body, mentions, organisations, ...input }: OpenThread,
  once: string = uuidv7(),
): Promise<string> {
  const id = rowIdOf(actor, "alert_threads", { body, ...input }, once);
  const [text] = await asActor(
    actor,
    (tx) => tx.select().from(alertTexts).where(eq(alertTexts.id, input.textId)),
    { readOnly: true },
  );
  if (!text) {
    throw notAllowed();
  }
  const open = async (tx: Tx) => {
    const place = {
      orgId: text.orgId,
      caseId: text.caseId,
      alertId: text.alertId,
      textId: text.id,
    };
    await tx.insert(alertThreads).values({
      ...place,
      id,
      section: input.section,
      quote: input.quote,
      openedBy: actor.membershipId,
      actorOrgId: actor.organisationId,
    });
    await tx.insert(alertComments).values({
      ...place,
      id: uuidv7(),
      threadId: id,
      body,
      ...(await spokenTo(tx, actor, place, { body, mentions, organisations })),
      writtenBy: actor.membershipId,
      actorOrgId: actor.organisationId,
    });
    return id;
  };
  return onceOnly(
    () => asWriter(actor, text.caseId, open),
    () => asActor(actor, (tx) => findId(tx, alertThreads, id), { readOnly: true }),
  );
}

/**
 * Another comment in a thread; whoever is mentioned hears of it if they may read the text, and of an organisation those
 * who take part.
 */
export async function comment(
  actor: Actor,
  input: Comment,
  once: string = uuidv7(),
): Promise<string> {
  const id = rowIdOf(actor, "alert_comments", input, once);
  const [thread] = await asActor(
    actor,
    (tx) =>
      tx
        .select({
          orgId: alertThreads.orgId,
          caseId: alertThreads.caseId,
          alertId: alertThreads.alertId,
          textId: alertThreads.textId,
        })
        .from(alertThreads)
        .where(eq(alertThreads.id, input.threadId)),
    { readOnly: true },
  );
  if (!thread) {
    throw notAllowed();
  }
  const write = async (tx: Tx) => {
    await tx.insert(alertComments).values({
      ...thread,
      id,
      threadId: input.threadId,
      body: input.body,
      ...(await spokenTo(tx, actor, thread, input)),
      writtenBy: actor.membershipId,
      actorOrgId: actor.organisationId,
    });
    return id;
  };
  return onceOnly(
    () => asWriter(actor, thread.caseId, write),
    () => asActor(actor, (tx) => findId(tx, alertComments, id), { readOnly: true }),
  );
}

/** Marks a thread as settled, or opens it again; its comments stay. */
export async function settleThread(
  actor: Actor,
  { threadId, settled }: SettleThread,
): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .update(alertThreads)
        .set({
          settledAt: settled ? new Date() : null,
          settledBy: settled ? actor.membershipId : null,
        })
        .where(eq(alertThreads.id, threadId))
        .returning({ id: alertThreads.id }),
    ),
  );
}
