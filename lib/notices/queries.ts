import "server-only";
import { and, count, desc, eq, inArray, isNull, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import {
  alertComments,
  alerts,
  alertTexts,
  alertThreads,
  alertVersions,
  briefJobs,
  cases,
  checkInTimes,
  consents,
  endorsements,
  guestReplies,
  memberships,
  noticeChoices,
  notices,
  organisations,
  people,
  sessionTasks,
  shownRequestSteps,
  shownRequests,
  submissions,
  supportReminders,
} from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import {
  type Hearings,
  hearingsFrom,
  type InboxFilter,
  kindsIn,
  type Notice,
  placeOf,
  type Waiting,
  wordOf,
} from "./notice";

const pageLength = 50;
/** A badge says no more than that there are many. */
const mostCounted = 1_000;

export interface InboxPage {
  rows: Notice[];
  next: string | null;
  /** The moment up to which the page shows everything: what came later is not marked by "mark all as read". */
  until: string;
}

/** The brief that still waits for somebody to agree that a State is shown it. */
const waitingBrief = (subject: SQLWrapper) => sql<string | null>`(select brief.id from briefs brief
  where brief.id = ${subject} and brief.withdrawn_at is null and app.brief_leaves_at(brief.id) is null)`;

/** Whether a letter still waits for its reader, or another, to agree that it goes out. */
const waitsForReader = sql`(app.submission_stands(${submissions.id}) and app.submission_is_held(${submissions.id})
  and ${submissions.madeBy} <> app.membership() and app.writes_all(array[${submissions.caseId}]))`;

/*
 * Of what is no longer open to its reader, nothing could be said but that: it is not listed. A withdrawal of consent is,
 * since they must hear of it all the same, and so is that very end of their access.
 */
const saysSomething = sql`(${notices.kind} in ('consent_withdrawn', 'access_ended', 'support_ended')
  or (${notices.kind} = 'step_given' and exists (select 1 from session_tasks step
    where step.id = ${notices.subjectId} and step.owner_id = app.membership()))
  or (${notices.kind} in ('pack_ready', 'report_ready') and exists (select 1 from brief_jobs job where job.id = ${notices.subjectId}))
  or (${notices.kind} = 'guest_answered' and exists (select 1 from guest_replies reply where reply.id = ${notices.subjectId}))
  or (${notices.kind} = 'brief_waits' and ${waitingBrief(notices.subjectId)} is not null)
  or (${notices.kind} = 'letter_waits' and exists (select 1 from ${submissions}
    where ${submissions.id} = ${notices.subjectId} and ${waitsForReader}))
  or (${notices.kind} in ('support_shown', 'support_handed', 'support_answered') and exists (select 1 from app.shown_to_us(${notices.subjectId})))
  or (${notices.kind} = 'support_moved' and exists (select 1 from shown_request_steps step
    where step.id = ${notices.subjectId}))
  or (${notices.kind} = 'check_in_missed' and exists (select 1 from check_in_times late where late.id = ${notices.subjectId}))
  or (${notices.kind} = 'support_due' and exists (select 1 from support_reminders due
    where due.id = ${notices.subjectId} and app.reminder_stands(due.id)))
  or (${notices.kind} not in ('check_in_missed', 'support_due') and exists (select 1 from cases open where open.id = ${notices.caseId})))`;

/** The actor's own notices, unread ones first, then the latest. */
export function listNotices(
  actor: Actor,
  {
    show = "all",
    before,
    limit = pageLength,
  }: { show?: InboxFilter; before?: string | undefined; limit?: number } = {},
): Promise<InboxPage> {
  return asActor(actor, async (tx) => {
    const kinds = kindsIn(show);
    const cursor = readCursor(before);
    const wanted = and(
      eq(notices.membershipId, sql`app.membership()`),
      saysSomething,
      show === "unread" ? isNull(notices.readAt) : undefined,
      kinds ? inArray(notices.kind, [...kinds]) : undefined,
      cursor &&
        sql`(${notices.readAt} is null, ${notices.at}, ${notices.id}) < (${cursor.isUnread}, ${cursor.at}, ${cursor.id})`,
    );
    const found = await selectNotices(tx, wanted, limit + 1);
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    const [{ until } = { until: "" }] = await tx.execute<{ until: string }>(
      sql`select ${inMicroseconds(sql`now()`)} as until`,
    );
    return {
      rows: shown.map(asNotice),
      next: found.length > limit && last ? writeCursor(last) : null,
      until,
    };
  });
}

/** How many notices the actor has not read, up to a thousand. */
export function countUnread(actor: Actor): Promise<number> {
  return asActor(actor, async (tx) => {
    const unread = tx
      .select({ id: notices.id })
      .from(notices)
      .where(
        and(eq(notices.membershipId, sql`app.membership()`), isNull(notices.readAt), saysSomething),
      )
      .limit(mostCounted)
      .as("unread");
    const [found] = await tx.select({ n: count() }).from(unread);
    return found?.n ?? 0;
  });
}

/** Where a notice of the actor's leads: null for a notice that is not theirs, the inbox where its matter is closed. */
export async function placeOfNotice(tx: Tx, id: string): Promise<string | null> {
  const [found] = await selectNotices(
    tx,
    and(eq(notices.membershipId, sql`app.membership()`), eq(notices.id, id)),
    1,
  );
  return found ? (placeOf(found) ?? "/inbox") : null;
}

/** What only the actor, or few beside them, can do now: sign-offs by their deadline, then reviews. */
export function listWaiting(actor: Actor): Promise<Waiting[]> {
  return asActor(actor, async (tx) => {
    const rows = await tx.execute<{
      what: Waiting["what"];
      case_id: string;
      reference: string;
      alert_id: string;
      number: number;
      deadline: string | Date | null;
      asked: number | null;
      signed: number | null;
      with_change: number | null;
    }>(sql`
      select w.what, w.case_id, c.reference, w.alert_id, w.number, w.deadline, w.asked, w.signed, w.with_change
      from app.waiting_for_me() w join cases c on c.id = w.case_id
      order by w.deadline nulls last, w.since`);
    return rows.map((row) => ({
      what: row.what,
      caseId: row.case_id,
      caseReference: row.reference,
      alertId: row.alert_id,
      alertNumber: row.number,
      deadline: row.deadline ? new Date(row.deadline) : null,
      asked: row.asked ?? 0,
      signed: row.signed ?? 0,
      withChange: row.with_change ?? 0,
    }));
  });
}

/** How the actor wants to hear of each kind of thing. */
export function findHearings(actor: Actor): Promise<Hearings> {
  return asActor(actor, async (tx) =>
    hearingsFrom(
      await tx
        .select({
          kind: noticeChoices.kind,
          inApplication: noticeChoices.inApplication,
          mail: noticeChoices.mail,
        })
        .from(noticeChoices)
        .where(eq(noticeChoices.membershipId, sql`app.membership()`)),
    ),
  );
}

/** A JavaScript date would round a moment to the millisecond, and a page would begin with its last row again. */
const inMicroseconds = (at: SQL) =>
  sql<string>`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/*
 * Everything about the matter is read through the reader's own rights: what row security hides is null here, and no
 * word of it can be shown. The page is cut before it is joined.
 */
function selectNotices(tx: Tx, where: SQL | undefined, limit: number) {
  const page = tx
    .select()
    .from(notices)
    .where(where)
    .orderBy(desc(sql`${notices.readAt} is null`), desc(notices.at), desc(notices.id))
    .limit(limit)
    .as("page");
  return (
    tx
      .select({
        id: page.id,
        kind: page.kind,
        at: page.at,
        moment: inMicroseconds(sql`${page.at}`),
        readAt: page.readAt,
        isUrgent: page.isUrgent,
        organisation: organisations.name,
        author: people.name,
        caseId: cases.id,
        caseReference: cases.reference,
        alertId: alerts.id,
        alertNumber: alerts.number,
        signOnDeadline: alerts.signOnDeadline,
        section: alertThreads.section,
        threadId: alertThreads.id,
        language: alertTexts.language,
        // What was written after the first text was open for sign-on is looked at for consent alone.
        isReview: sql<boolean>`${alertVersions.id} is not null and not exists (
        select 1 from alert_versions earlier where earlier.alert_id = ${alertVersions.alertId}
          and earlier.purpose = 'sign_on' and earlier.number < ${alertVersions.number})`,
        isAgain: sql<boolean>`exists (select 1 from alert_versions earlier
        where earlier.alert_id = ${alertVersions.alertId} and earlier.purpose = 'sign_on' and not ${alertVersions.isMinor}
          and earlier.number < ${alertVersions.number})`,
        answer: endorsements.answer,
        isOver: sql<boolean>`coalesce(${page.kind} = 'deadline' and ${page.subjectId} = ${alerts.id}, false)`,
        withdrawnConsentId: consents.id,
        stepSessionId: sessionTasks.sessionId,
        job: { kind: briefJobs.kind, id: briefJobs.id, sessionId: briefJobs.sessionId },
        guestReplyId: guestReplies.id,
        waitingBriefId: sql<string | null>`case when ${page.kind} = 'brief_waits'
          then ${waitingBrief(page.subjectId)} end`,
        waitingLetter: { caseId: submissions.caseId, id: submissions.id },
        shownRequestId: sql<
          string | null
        >`case when ${page.kind} in ('support_shown', 'support_handed', 'support_answered')
          then (select s.id from app.shown_to_us(${page.subjectId}) s) end`,
        supportStep: { step: shownRequestSteps.step, caseId: shownRequestSteps.caseId },
        shownTo: {
          requestId: shownRequests.requestId,
          partnerOrgId: shownRequests.partnerOrgId,
        },
        checkIn: { caseId: checkInTimes.caseId, id: checkInTimes.checkInId },
        supportDue: {
          what: supportReminders.what,
          caseId: supportReminders.caseId,
          requestId: supportReminders.requestId,
        },
        // Whatever was recorded since: the notice goes on saying what the team was called for.
        isNotAllRight: sql<boolean>`coalesce(${checkInTimes.answer} = 'not_all_right'
          or ${checkInTimes.earlier} @> '[{"answer": "not_all_right"}]', false)`,
      })
      .from(page)
      .leftJoin(organisations, eq(organisations.id, page.fromOrgId))
      .leftJoin(cases, eq(cases.id, page.caseId))
      .leftJoin(alerts, and(eq(alerts.id, page.alertId), eq(alerts.caseId, cases.id)))
      .leftJoin(
        alertComments,
        and(
          eq(page.kind, "mention"),
          eq(alertComments.orgId, cases.orgId),
          eq(alertComments.id, page.subjectId),
        ),
      )
      // A colleague's name, which another organisation's rights do not open.
      .leftJoin(memberships, eq(memberships.id, alertComments.writtenBy))
      .leftJoin(people, eq(people.id, memberships.personId))
      .leftJoin(alertThreads, eq(alertThreads.id, alertComments.threadId))
      .leftJoin(alertTexts, eq(alertTexts.id, alertThreads.textId))
      .leftJoin(
        alertVersions,
        and(
          inArray(page.kind, ["review_requested", "sign_on_requested"]),
          eq(alertVersions.id, page.subjectId),
        ),
      )
      .leftJoin(
        endorsements,
        and(
          eq(page.kind, "answered"),
          eq(endorsements.orgId, cases.orgId),
          eq(endorsements.id, page.subjectId),
        ),
      )
      .leftJoin(
        consents,
        and(
          eq(page.kind, "consent_withdrawn"),
          eq(consents.orgId, cases.orgId),
          eq(consents.id, page.subjectId),
          sql`${consents.withdrawnAt} is not null`,
        ),
      )
      // Only as long as it is the reader's to do.
      .leftJoin(
        sessionTasks,
        and(
          eq(page.kind, "step_given"),
          eq(sessionTasks.orgId, page.orgId),
          eq(sessionTasks.id, page.subjectId),
          sql`${sessionTasks.ownerId} = app.membership()`,
        ),
      )
      .leftJoin(
        briefJobs,
        and(inArray(page.kind, ["pack_ready", "report_ready"]), eq(briefJobs.id, page.subjectId)),
      )
      .leftJoin(
        guestReplies,
        and(eq(page.kind, "guest_answered"), eq(guestReplies.id, page.subjectId)),
      )
      .leftJoin(
        submissions,
        and(eq(page.kind, "letter_waits"), eq(submissions.id, page.subjectId), waitsForReader),
      )
      .leftJoin(
        shownRequestSteps,
        and(eq(page.kind, "support_moved"), eq(shownRequestSteps.id, page.subjectId)),
      )
      .leftJoin(shownRequests, eq(shownRequests.id, shownRequestSteps.shownId))
      // Nobody but the team reads it, so that who left the team is told of nothing.
      .leftJoin(
        checkInTimes,
        and(eq(page.kind, "check_in_missed"), eq(checkInTimes.id, page.subjectId)),
      )
      .leftJoin(
        supportReminders,
        and(
          eq(page.kind, "support_due"),
          eq(supportReminders.id, page.subjectId),
          sql`app.reminder_stands(${supportReminders.id})`,
        ),
      )
      .orderBy(desc(sql`${page.readAt} is null`), desc(page.at), desc(page.id))
  );
}

type Row = Awaited<ReturnType<typeof selectNotices>>[number];

function asNotice(row: Row): Notice {
  return {
    id: row.id,
    word: wordOf(row),
    at: row.at,
    isRead: row.readAt !== null,
    isUrgent: row.isUrgent,
    organisation: row.author ?? row.organisation,
    caseReference: row.caseReference,
    alertNumber: row.alertNumber,
    signOnDeadline: row.signOnDeadline,
    leadsSomewhere: placeOf(row) !== null,
  };
}

function writeCursor(row: Row): string {
  return Buffer.from(`${row.readAt === null} ${row.moment} ${row.id}`).toString("base64url");
}

function readCursor(text: string | undefined): { isUnread: SQL; at: SQL; id: SQL } | undefined {
  const [unread, moment, id] = Buffer.from(text ?? "", "base64url")
    .toString()
    .split(" ");
  const fits =
    (unread === "true" || unread === "false") &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(moment ?? "") &&
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id ?? "");
  return fits
    ? {
        isUnread: sql`${unread === "true"}::boolean`,
        at: sql`${moment}::timestamptz`,
        id: sql`${id}::uuid`,
      }
    : undefined;
}
