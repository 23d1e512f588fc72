import "server-only";
import { and, asc, desc, eq, isNull, ne, type SQL, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import type { GuestAnswer } from "@/db/reference/words";
import { briefs } from "@/db/schema/briefs";
import { cases } from "@/db/schema/cases";
import { guestLinks, guestReplies } from "@/db/schema/guests";
import { memberships, people } from "@/db/schema/people";
import { states } from "@/db/schema/reference";
import { sessions } from "@/db/schema/sessions";
import type { Actor } from "@/lib/auth/actor";
import type { WebCopy } from "@/lib/briefs/written/preview";
import { writesAll } from "@/lib/briefs/written/queries";
import { looksLikeId } from "@/lib/cases/case";
import { guestAddress } from "./address";
import { linkState } from "./guest-link";

const listed = 100;

/**
 * The links to a brief, the newest first: for whom, how each stands now, how often it was opened, and what was answered
 * last. Their addresses are for those alone who may make one.
 */
export async function listGuestLinks(
  actor: Actor,
  brief: { id: string; stands: boolean; mayClose: boolean },
) {
  const links = await asActor(actor, (tx) =>
    tx
      .select({
        id: guestLinks.id,
        recipient: guestLinks.recipient,
        stateNames: states.names,
        isOwn: sql<boolean>`${guestLinks.createdBy} = app.membership()`,
        madeBy: people.name,
        opensAt: guestLinks.opensAt,
        expiresAt: guestLinks.expiresAt,
        endedAt: guestLinks.endedAt,
        views: sql<number>`${guestLinks.visitsCleared}
          + (select count(*)::int from guest_visits v where v.link_id = ${guestLinks.id})`,
        answer: sql<GuestAnswer | null>`(select r.answer from guest_replies r
          where r.link_id = ${guestLinks.id} order by r.at desc limit 1)`,
      })
      .from(guestLinks)
      .innerJoin(states, eq(states.code, guestLinks.stateCode))
      .leftJoin(memberships, eq(memberships.id, guestLinks.createdBy))
      .leftJoin(people, eq(people.id, memberships.personId))
      .where(eq(guestLinks.briefId, brief.id))
      .orderBy(desc(guestLinks.createdAt))
      .limit(listed),
  );
  const now = new Date();
  return links.map((link) => {
    const is = linkState(link, { briefStands: brief.stands, now });
    return {
      ...link,
      is,
      address: brief.mayClose && (is === "held" || is === "open") ? guestAddress(link.id) : null,
      maySecond: brief.mayClose && is === "waits" && !link.isOwn,
    };
  });
}

/** Where a guest reads, for paper: null unless the link is the actor's to make, agreed to, and neither taken back nor over. */
export async function findPrintableLink(
  actor: Actor,
  briefId: string,
  linkId: string,
): Promise<WebCopy | null> {
  if (!looksLikeId(linkId)) {
    return null;
  }
  const [found] = await asActor(actor, (tx) =>
    tx
      .select({ until: guestLinks.expiresAt })
      .from(guestLinks)
      .innerJoin(briefs, eq(briefs.id, guestLinks.briefId))
      .where(
        and(
          eq(guestLinks.id, linkId),
          eq(guestLinks.briefId, briefId),
          isNull(guestLinks.endedAt),
          sql`${guestLinks.expiresAt} > now()`,
          writesAll,
        ),
      ),
  );
  return found?.until ? { address: guestAddress(linkId), until: found.until } : null;
}

/** Answers of guests that nobody has settled, on briefs that the actor reads, the oldest first. */
export function listUnconfirmed(actor: Actor) {
  return asActor(actor, (tx) => selectReplies(tx, isNull(guestReplies.outcome)));
}

/** How many of them there are, of those that the actor may settle. */
export async function countUnconfirmed(actor: Actor): Promise<number> {
  const [found] = await asActor(actor, (tx) =>
    tx
      .select({ n: sql<number>`count(*)::int` })
      .from(guestReplies)
      .innerJoin(guestLinks, eq(guestLinks.id, guestReplies.linkId))
      .innerJoin(briefs, eq(briefs.id, guestLinks.briefId))
      .where(and(isNull(guestReplies.outcome), writesAll)),
  );
  return found?.n ?? 0;
}

/** The same on one State, case and session: what is not yet the word of a commitment. */
export function listUnconfirmedOf(
  actor: Actor,
  { caseId, stateCode, sessionId }: { caseId: string; stateCode: string; sessionId: string },
) {
  return asActor(actor, (tx) =>
    selectReplies(
      tx,
      and(
        isNull(guestReplies.outcome),
        sql`${briefs.caseIds} @> array[${caseId}::uuid]`,
        eq(guestLinks.stateCode, stateCode),
        eq(briefs.sessionId, sessionId),
      ),
    ),
  );
}

/** What became of the answers that were settled last. */
export function listSettled(actor: Actor) {
  return asActor(actor, (tx) =>
    selectReplies(
      tx,
      and(sql`${guestReplies.outcome} is not null`, ne(guestReplies.outcome, "replaced")),
      desc(guestReplies.settledAt),
      20,
    ),
  );
}

export type UnconfirmedReply = Awaited<ReturnType<typeof listUnconfirmed>>[number];

const selectReplies = (
  tx: Tx,
  where: SQL | undefined,
  order: SQL = asc(guestReplies.at),
  limit = listed,
) =>
  tx
    .select({
      id: guestReplies.id,
      answer: guestReplies.answer,
      remarks: guestReplies.remarks,
      at: guestReplies.at,
      outcome: guestReplies.outcome,
      recipient: guestLinks.recipient,
      stateNames: states.names,
      briefId: briefs.id,
      sessionTitle: sessions.title,
      maySettle: writesAll,
      cases: sql<{ id: string; reference: string }[]>`coalesce((select json_agg(
        json_build_object('id', c.id, 'reference', c.reference) order by c.reference) from ${cases} c
        where c.id = any (${briefs.caseIds})), '[]')`,
    })
    .from(guestReplies)
    .innerJoin(guestLinks, eq(guestLinks.id, guestReplies.linkId))
    .innerJoin(briefs, eq(briefs.id, guestLinks.briefId))
    .innerJoin(sessions, eq(sessions.id, briefs.sessionId))
    .innerJoin(states, eq(states.code, guestLinks.stateCode))
    .where(where)
    .orderBy(order)
    .limit(limit);
