import "server-only";
import { and, asc, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import type { SupportKind, SupportUrgency } from "@/db/reference/support-words";
import { cases, defenders } from "@/db/schema/cases";
import { commitments } from "@/db/schema/commitments";
import { memberships, people } from "@/db/schema/people";
import { supportReminders } from "@/db/schema/support-reminders";
import { supportRequestAsks } from "@/db/schema/support-request-asks";
import { referrals, supportRequests } from "@/db/schema/support-requests";
import type { Actor } from "@/lib/auth/actor";
import { looksLikeId } from "@/lib/cases/case";
import { isDay } from "@/lib/dates/readable";

/**
 * Where the referrals of a request stand: how many wait, agreed, refused, said nothing, or are to delete what they were
 * told; and the partners to whom it was shown: how many see it, have it, gave help, gave none.
 */
const asked = {
  prepared: referralsThat(sql`f.sent_on is null and f.withdrawn_at is null`),
  waiting: referralsThat(
    sql`f.sent_on is not null and f.outcome is null and f.withdrawn_at is null`,
  ),
  accepted: referralsThat(sql`f.outcome = 'accepted' and f.withdrawn_at is null`),
  refused: referralsThat(sql`f.outcome = 'refused' and f.withdrawn_at is null`),
  silent: referralsThat(sql`f.outcome = 'no_answer' and f.withdrawn_at is null`),
  toDelete: referralsThat(sql`f.sent_on is not null and f.withdrawn_at is not null`),
  partnersSee: partnersThat(sql`s.ended_at is null and s.state in ('shown', 'offered')
    and (s.expires_on is null or s.expires_on >= current_date)`),
  partnersHave: partnersThat(sql`s.state = 'claimed' and (s.ended_as = 'request_closed'
    or (s.ended_at is null and (s.expires_on is null or s.expires_on >= current_date)))`),
  partnersHelped: partnersThat(sql`s.closed_as in ('helped', 'partly')`),
  partnersCouldNot: partnersThat(sql`s.closed_as in ('could_not', 'not_needed')`),
};

// Spelled out: Drizzle drops the table's name from columns in a select of one table.
function referralsThat(rule: SQL): SQL<number> {
  return sql<number>`(select count(*)::int from referrals f where f.request_id = support_requests.id and ${rule})`;
}

function partnersThat(rule: SQL): SQL<number> {
  return sql<number>`(select count(distinct s.partner_org_id)::int from shown_requests s
    where s.case_id = support_requests.case_id and s.request_id = support_requests.id and ${rule})`;
}

/** Whether the person is to be asked now whether it helped, one month or six after it was closed. */
const isToAsk = sql<boolean>`(support_requests.closed_at is not null and support_requests.closed_as <> 'opened_in_error' and exists (
  select 1 from (values ('one_month', interval '1 month'), ('six_months', interval '6 months')) as due(after, since)
  where support_requests.closed_at + due.since <= now() and not exists (
    select 1 from support_outcomes o where o.request_id = support_requests.id and o.after = due.after)))`;

const listed = {
  id: supportRequests.id,
  caseId: supportRequests.caseId,
  publicLabel: defenders.publicLabel,
  kind: supportRequests.kind,
  urgency: supportRequests.urgency,
  neededBy: supportRequests.neededBy,
  actBy: supportRequests.actBy,
  createdAt: supportRequests.createdAt,
  closedAs: supportRequests.closedAs,
  isToAsk,
  /** Somebody who was asked, and has not answered, is to be asked again now. */
  isToFollowUp: sql<boolean>`(support_requests.closed_at is null and exists (select 1 from referrals f
    where f.request_id = support_requests.id and f.outcome is null and f.withdrawn_at is null
      and f.follow_up_on <= current_date))`,
  ...asked,
};

/** What is asked for in a case, the most pressing first, what is closed last. Nothing for whoever is not in its team. */
export function listRequestsOfCase(actor: Actor, caseId: string) {
  return asActor(
    actor,
    (tx) =>
      tx
        .select(listed)
        .from(supportRequests)
        .innerJoin(defenders, eq(defenders.id, supportRequests.defenderId))
        .where(eq(supportRequests.caseId, caseId))
        .orderBy(sql`closed_at is not null`, asc(supportRequests.actBy), asc(supportRequests.id)),
    { readOnly: true },
  );
}

export interface RequestView {
  /** `ask`: closed ones of which the person is to be asked now whether it helped. */
  status?: "open" | "closed" | "ask" | undefined;
  kind?: SupportKind | undefined;
  urgency?: SupportUrgency | undefined;
  /** The `next` of the page before. */
  after?: string | undefined;
}

const pageSize = 50;
const countUpTo = 1000;

/**
 * A page of what is asked for in all cases in whose team the actor is: open ones by the day by which to act, closed ones
 * from the latest. `total` is counted up to a thousand.
 */
export async function listRequests(actor: Actor, view: RequestView = {}) {
  const isClosed = view.status === "closed" || view.status === "ask";
  const rules = [
    isClosed ? isNotNull(supportRequests.closedAt) : isNull(supportRequests.closedAt),
    view.status === "ask" ? isToAsk : undefined,
    view.kind && eq(supportRequests.kind, view.kind),
    view.urgency && eq(supportRequests.urgency, view.urgency),
  ];
  const after = readCursor(view.after);
  const beyond =
    after &&
    (isClosed
      ? sql`(support_requests.act_by, support_requests.id) < (${after.day}::date, ${after.id}::uuid)`
      : sql`(support_requests.act_by, support_requests.id) > (${after.day}::date, ${after.id}::uuid)`);
  const order = isClosed ? desc : asc;
  return asActor(
    actor,
    async (tx) => {
      const found = await tx
        .select({ ...listed, reference: cases.reference, title: cases.title })
        .from(supportRequests)
        .innerJoin(cases, eq(cases.id, supportRequests.caseId))
        .innerJoin(defenders, eq(defenders.id, supportRequests.defenderId))
        .where(and(...rules, beyond || undefined))
        .orderBy(order(supportRequests.actBy), order(supportRequests.id))
        .limit(pageSize + 1);
      const rows = found.slice(0, pageSize);
      const last = rows.at(-1);
      const [counted] = await tx.execute<{ n: number }>(
        sql`select count(*)::int as n from (
          select 1 from support_requests where ${and(...rules)} limit ${countUpTo + 1}) as bounded`,
      );
      const n = counted?.n ?? 0;
      return {
        rows,
        next: found.length > pageSize && last ? `${last.actBy}_${last.id}` : null,
        total: { n: Math.min(n, countUpTo), atLeast: n > countUpTo },
      };
    },
    { readOnly: true },
  );
}

function readCursor(text: string | undefined): { day: string; id: string } | null {
  const [day = "", id = ""] = (text ?? "").split("_");
  return isDay(day) && looksLikeId(id) ? { day, id } : null;
}

/** One request without its sealed part; null where it is not there or not the actor's team's. */
export async function findRequest(actor: Actor, caseId: string, requestId: string) {
  if (!looksLikeId(requestId)) {
    return null;
  }
  const [row] = await asActor(
    actor,
    (tx) =>
      tx
        .select({
          ...listed,
          defenderId: supportRequests.defenderId,
          nature: supportRequests.nature,
          version: supportRequests.version,
          changedAt: supportRequests.changedAt,
          closedAt: supportRequests.closedAt,
          openedBy: people.name,
        })
        .from(supportRequests)
        .innerJoin(defenders, eq(defenders.id, supportRequests.defenderId))
        .leftJoin(memberships, eq(memberships.id, supportRequests.createdBy))
        .leftJoin(people, eq(people.id, memberships.personId))
        .where(and(eq(supportRequests.caseId, caseId), eq(supportRequests.id, requestId))),
    { readOnly: true },
  );
  return row ?? null;
}

export type SupportRequest = NonNullable<Awaited<ReturnType<typeof findRequest>>>;

/** Asks of States that a request led to, as the tracker holds them. */
export function listAsksOfRequest(actor: Actor, requestId: string) {
  return asActor(
    actor,
    (tx) =>
      tx
        .select({
          id: commitments.id,
          stateCode: commitments.stateCode,
          stage: commitments.stage,
          modality: commitments.modality,
        })
        .from(supportRequestAsks)
        .innerJoin(commitments, eq(commitments.id, supportRequestAsks.askId))
        .where(eq(supportRequestAsks.requestId, requestId))
        .orderBy(asc(supportRequestAsks.linkedAt), asc(commitments.id)),
    { readOnly: true },
  );
}

const shownDue = 12;

/** What the actor's teams are to do about requests whose day has come, the oldest first. */
export function listSupportDue(actor: Actor) {
  return asActor(
    actor,
    (tx) =>
      tx
        .select({
          id: supportReminders.id,
          what: supportReminders.what,
          caseId: supportReminders.caseId,
          requestId: supportReminders.requestId,
          caseReference: cases.reference,
          publicLabel: defenders.publicLabel,
          kind: supportRequests.kind,
          dueOn: supportReminders.dueOn,
          /** Who has not answered. */
          supportName: referrals.supportName,
        })
        .from(supportReminders)
        .innerJoin(supportRequests, eq(supportRequests.id, supportReminders.requestId))
        .innerJoin(cases, eq(cases.id, supportReminders.caseId))
        .innerJoin(defenders, eq(defenders.id, supportRequests.defenderId))
        .leftJoin(referrals, eq(referrals.id, supportReminders.referralId))
        .where(sql`app.reminder_stands(${supportReminders.id})`)
        .orderBy(asc(supportReminders.dueOn), asc(supportReminders.id))
        .limit(shownDue),
    { readOnly: true },
  );
}

export type SupportDue = Awaited<ReturnType<typeof listSupportDue>>[number];
