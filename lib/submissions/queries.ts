import "server-only";
import { createHash } from "node:crypto";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import {
  type SubmissionPurpose,
  type SubmissionText,
  submissionPurposes,
} from "@/db/reference/words";
import { sessionDeadlines } from "@/db/schema/calendar";
import { caseEvents, cases } from "@/db/schema/cases";
import { memberships, people } from "@/db/schema/people";
import { sessions } from "@/db/schema/sessions";
import {
  reportWindows,
  submissionAddresses,
  submissionCopies,
  submissionDrafts,
  submissionSendings,
  submissions,
} from "@/db/schema/submissions";
import type { Found } from "@/lib/alerts/name-search";
import { typedNames } from "@/lib/alerts/other-words";
import { protectedNames } from "@/lib/alerts/protected-names";
import type { Actor } from "@/lib/auth/actor";
import { finish } from "@/lib/briefs/finish";
import type { Known } from "@/lib/briefs/noted";
import { findForbidden } from "@/lib/briefs/paper/checker/forbidden";
import type { PaperFormat } from "@/lib/briefs/paper/checker/opened";
import { ownCopy } from "@/lib/briefs/written/preview";
import { looksLikeId } from "@/lib/cases/case";
import { closedBy } from "@/lib/consents/closed-by";
import { knownIn, type SubmissionPlace } from "./known";
import { openNames } from "./names";
import { paperOf } from "./preview";
import { type SeenSubmission, type SubmissionInputs, writtenIn } from "./submission";
import type { NotedWindow } from "./window";

const stands = sql<boolean>`coalesce(app.submission_stands(${submissions.id}), false)`;
/** Whether it waits for a second person, and its files are own copies. */
const isHeld = sql<boolean>`coalesce(app.submission_is_held(${submissions.id}), false)`;

/** Within a transaction: what a submission of the draft is made from now, and what stays here. */
export async function readSeen(tx: Tx, draftId: string): Promise<SeenSubmission | null> {
  const [row] = await tx.execute<{ seen: SeenSubmission | null }>(
    sql`select app.preview_submission(${draftId}::uuid) as seen`,
  );
  return row?.seen ?? null;
}

/** The actor's own drafts about a case. */
export function listSubmissionDrafts(actor: Actor, caseId: string) {
  return asActor(actor, (tx) =>
    tx
      .select({
        id: submissionDrafts.id,
        kind: submissionDrafts.kind,
        changedAt: submissionDrafts.changedAt,
      })
      .from(submissionDrafts)
      .where(eq(submissionDrafts.caseId, caseId))
      .orderBy(desc(submissionDrafts.changedAt)),
  );
}

/** A draft of the actor's about a case with what it would become; null where there is none. */
export async function findSubmissionDraft(actor: Actor, caseId: string, draftId: string) {
  if (!looksLikeId(draftId)) {
    return null;
  }
  const found = await asActor(actor, async (tx) => {
    const [draft] = await tx
      .select({
        id: submissionDrafts.id,
        kind: submissionDrafts.kind,
        language: submissionDrafts.language,
        reportYear: submissionDrafts.reportYear,
        isFollowUp: submissionDrafts.isFollowUp,
        mandates: submissionDrafts.mandates,
        contact: submissionDrafts.contact,
        texts: submissionDrafts.texts,
        noted: submissionDrafts.noted,
        eventsOut: submissionDrafts.eventsOut,
        version: submissionDrafts.version,
        savedBy: submissionDrafts.savedBy,
      })
      .from(submissionDrafts)
      .where(and(eq(submissionDrafts.id, draftId), eq(submissionDrafts.caseId, caseId)));
    if (!draft) {
      return null;
    }
    const seen = await readSeen(tx, draftId);
    return {
      draft,
      seen,
      said: await readCaseTexts(tx, caseId),
      events: await readEvents(tx, caseId),
    };
  });
  return (
    found && { ...found, holdsName: holdsName(await namesIn(actor, caseId, found.seen?.inputs)) }
  );
}

/** Within a transaction: what a submission of the draft is made from by itself. */
export async function readKnown(
  tx: Tx,
  draftId: string,
  caseId: string,
): Promise<Known<SubmissionPlace>[]> {
  const seen = await readSeen(tx, draftId);
  return seen ? knownIn(seen, await readCaseTexts(tx, caseId), await readEvents(tx, caseId)) : [];
}

/** Events that may be told: all but those of no kind that the paper knows. */
const readEvents = (tx: Tx, caseId: string) =>
  tx
    .select({
      id: caseEvents.id,
      kind: caseEvents.kind,
      title: caseEvents.title,
      happenedOn: caseEvents.happenedOn,
      happenedUntil: caseEvents.happenedUntil,
      happenedPrecision: caseEvents.happenedPrecision,
    })
    .from(caseEvents)
    .where(and(eq(caseEvents.caseId, caseId), sql`${caseEvents.kind} <> 'other'`))
    .orderBy(sql`${caseEvents.happenedOn} nulls last`, caseEvents.createdAt, caseEvents.id);

/** What the case says where a submission has a text of its own for it. */
export async function readCaseTexts(
  tx: Tx,
  caseId: string,
): Promise<Partial<Record<SubmissionText, string>>> {
  const [row] = await tx
    .select({
      link: cases.linkNote,
      trigger: cases.trigger,
      engagement: cases.engagementNote,
      summary: cases.summary,
      currentSituation: cases.currentSituation,
    })
    .from(cases)
    .where(eq(cases.id, caseId));
  return row ?? {};
}

/** The protected names in what somebody wrote for it: names go in by themselves, sealed until then. */
export const namesIn = (
  actor: Actor,
  caseId: string,
  inputs: SubmissionInputs | undefined,
): Promise<Found[]> => typedNames(actor, [caseId], inputs ? writtenIn(inputs) : "");

/** Whether one of them is whole, so that nobody could take it for another word. */
export const holdsName = (found: readonly Found[]): boolean => found.some(({ isWhole }) => isWhole);

const ofASubmission = {
  id: submissions.id,
  caseId: submissions.caseId,
  kind: submissions.kind,
  language: submissions.language,
  hash: submissions.hash,
  generator: submissions.generator,
  shown: submissions.shown,
  madeAt: submissions.madeAt,
  madeBy: people.name,
  isOwn: sql<boolean>`${submissions.madeBy} = app.membership()`,
  mayChange: sql<boolean>`app.writes_all(array[${submissions.caseId}])`,
  withdrawnBy: submissions.withdrawnBy,
  stands,
  isHeld,
};

const selectSubmissions = (tx: Tx) =>
  tx
    .select(ofASubmission)
    .from(submissions)
    .leftJoin(memberships, eq(memberships.id, submissions.madeBy))
    .leftJoin(people, eq(people.id, memberships.personId));

/** The submissions about a case, the newest first. Empty for everybody outside its team. */
export function listSubmissions(actor: Actor, caseId: string) {
  return asActor(actor, (tx) =>
    selectSubmissions(tx).where(eq(submissions.caseId, caseId)).orderBy(desc(submissions.madeAt)),
  );
}

/** One submission with what is known of it, but not what is in it: that is taken out. Null where there is none. */
export async function findSubmission(actor: Actor, caseId: string, submissionId: string) {
  if (!looksLikeId(submissionId)) {
    return null;
  }
  return asActor(actor, async (tx) => {
    const [found] = await selectSubmissions(tx).where(
      and(eq(submissions.id, submissionId), eq(submissions.caseId, caseId)),
    );
    return found ? { ...found, copies: await readCopies(tx, submissionId) } : null;
  });
}

/** Files that were taken along and may be sent, the newest first. */
const readCopies = (tx: Tx, submissionId: string) =>
  tx
    .select({
      id: submissionCopies.id,
      format: submissionCopies.format,
      hash: submissionCopies.hash,
      takenAt: submissionCopies.takenAt,
      takenBy: people.name,
    })
    .from(submissionCopies)
    .leftJoin(memberships, eq(memberships.id, submissionCopies.takenBy))
    .leftJoin(people, eq(people.id, memberships.personId))
    .where(and(eq(submissionCopies.submissionId, submissionId), eq(submissionCopies.isOwn, false)))
    .orderBy(desc(submissionCopies.takenAt))
    .limit(20);

/** What was sent of a case, the newest first. Empty for everybody outside its team. */
export function listSendings(actor: Actor, caseId: string) {
  return asActor(actor, (tx) =>
    tx
      .select({
        id: submissionSendings.id,
        submissionId: submissionSendings.submissionId,
        kind: submissions.kind,
        format: submissionSendings.format,
        hash: submissionSendings.hash,
        address: submissionSendings.address,
        channel: submissionSendings.channel,
        sentOn: submissionSendings.sentOn,
        recordedAt: submissionSendings.recordedAt,
        recordedBy: people.name,
      })
      .from(submissionSendings)
      .innerJoin(submissions, eq(submissions.id, submissionSendings.submissionId))
      .leftJoin(memberships, eq(memberships.id, submissionSendings.recordedBy))
      .leftJoin(people, eq(people.id, memberships.personId))
      .where(eq(submissionSendings.caseId, caseId))
      .orderBy(desc(submissionSendings.sentOn), desc(submissionSendings.recordedAt)),
  );
}

/** What `app.take_out_submission` hands out. */
interface Taken {
  inputs: SubmissionInputs;
  hash: string;
  names: string;
  orgId: string;
  caseId: string;
  isOwn: boolean;
}

/**
 * A submission as a file, made again from what was frozen; null where there is none to take. The database notes it in the
 * same step. The names of those who agreed are opened with the rights of whoever takes it, all others are looked for in
 * the finished file. Its hash is kept before it is handed out, so that it can be said which file was sent; nothing is handed
 * out where it was closed meanwhile.
 */
export async function takeSubmission(
  actor: Actor,
  caseId: string,
  submissionId: string,
  format: PaperFormat,
): Promise<Uint8Array | null> {
  if (!looksLikeId(submissionId) || !looksLikeId(caseId)) {
    return null;
  }
  const found = await asActor(actor, async (tx) => {
    const [row] = await tx.execute<{ taken: Taken | null }>(
      sql`select app.take_out_submission(${submissionId}::uuid, ${format}) as taken`,
    );
    const taken = row?.taken;
    return taken && { taken, names: await openNames(tx, taken) };
  });
  if (!found || found.taken.caseId !== caseId) {
    return null;
  }
  const { names, taken } = found;
  const paper = paperOf(taken.inputs, names);
  const file = await finish(
    [taken.isOwn ? ownCopy(paper) : paper],
    format,
    await namesToKeep(caseId, names),
  );
  if (!file) {
    return null;
  }
  const hash = createHash("sha256").update(file).digest("hex");
  const isNoted = await asActor(actor, async (tx) => {
    const [row] = await tx.execute<{ noted: boolean }>(
      sql`select app.note_submission_copy(${submissionId}::uuid, ${format}, ${hash}, ${taken.isOwn}) as noted`,
    );
    return row?.noted ?? false;
  });
  return isNoted ? file : null;
}

/** The protected names that may not stand in a file: all but those that are put into it. */
export async function namesToKeep(
  caseId: string,
  names: ReadonlyMap<string, string>,
): Promise<string[]> {
  const told = [...names.values()].join("\n");
  return (await protectedNames(caseId)).filter((name) => findForbidden(told, [name]).length === 0);
}

/** Where submissions of each purpose go; empty where nobody has set it. */
export async function findAddresses(actor: Actor): Promise<Record<SubmissionPurpose, string>> {
  const rows = await asActor(actor, (tx) =>
    tx
      .select({ purpose: submissionAddresses.purpose, address: submissionAddresses.address })
      .from(submissionAddresses),
  );
  return Object.fromEntries(
    submissionPurposes.map((purpose) => [
      purpose,
      rows.find((row) => row.purpose === purpose)?.address ?? "",
    ]),
  ) as Record<SubmissionPurpose, string>;
}

/** The report for which something that is handed in on a day is meant: the first that does not end before it. */
export async function reportYearOn(tx: Tx, day: string): Promise<number> {
  const year = Number(day.slice(0, 4));
  const [window] = await tx.execute<{ isOver: boolean }>(
    sql`select w.closes_on < ${day}::date as "isOver" from app.report_window(${year}::integer) w`,
  );
  return window?.isOver ? year + 1 : year;
}

/** What reports cover of which somebody noted the beginning here or the end in the calendar, the latest year first. */
export async function listWindows(actor: Actor): Promise<NotedWindow[]> {
  const rows = await asActor(actor, (tx) =>
    tx.execute<{ [Column in keyof NotedWindow]: NotedWindow[Column] }>(sql`
      select y.year, w.opens_on as "opensOn", w.closes_on as "closesOn", w.session_id as "sessionId",
        exists (select 1 from ${reportWindows} o where o.org_id = app.org() and o.year = y.year) as "isOpeningNoted"
      from (
        select o.year from ${reportWindows} o where o.org_id = app.org()
        union
        select extract(year from s.starts_on)::integer from ${sessionDeadlines} d
        join ${sessions} s on s.id = d.session_id
        where d.org_id = app.org() and d.rule = 'sg_window_closes' and s.starts_on is not null) y
      cross join lateral app.report_window(y.year) w
      where w.is_noted order by y.year desc`),
  );
  return [...rows];
}

/** The submissions that a withdrawal closed: those that consent stopped covering before anything else changed it. */
export function listClosedBy(actor: Actor, caseId: string, consentId: string) {
  return asActor(actor, (tx) =>
    tx
      .select({ id: submissions.id, kind: submissions.kind, madeAt: submissions.madeAt })
      .from(submissions)
      .where(
        and(
          eq(submissions.caseId, caseId),
          isNull(submissions.withdrawnBy),
          closedBy(submissions.withdrawnAt, caseId, consentId),
        ),
      )
      .orderBy(desc(submissions.madeAt)),
  );
}
