import "server-only";
import { and, asc, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { asActor, type Actor as Session, type Tx } from "@/db/client";
import type { ReportReader } from "@/db/reference/words";
import { briefJobs, briefs, jobParts } from "@/db/schema/briefs";
import type { Actor } from "@/lib/auth/actor";
import { looksLikeId } from "@/lib/cases/case";
import type { Paper, PaperLanguage } from "../paper/paper";
import { paperOf } from "../written/preview";
import { selectBriefs } from "../written/queries";
import { changesBetween, type ReportChanges } from "./changes";
import type { ReportInputs } from "./inputs";

/** Of which session a report is, for whom and in which language: there is nothing else to choose. */
export type ReportChoice = {
  sessionId: string;
  reader: ReportReader;
  language: PaperLanguage;
};

/** A report as it would be made now, with its hash and its paper; null for whoever makes none of this session. */
export async function findReport(
  actor: Session,
  choice: ReportChoice,
): Promise<{ inputs: ReportInputs; hash: string; paper: Paper } | null> {
  const seen = await asActor(actor, (tx) => readReport(tx, choice), { readOnly: true });
  return seen && { ...seen, paper: paperOf(seen.inputs) };
}

/** Within a transaction: what a report is made from now, and its hash. */
export async function readReport(
  tx: Tx,
  { sessionId, reader, language }: ReportChoice,
): Promise<{ inputs: ReportInputs; hash: string } | null> {
  const [row] = await tx.execute<{ seen: { inputs: ReportInputs; hash: string } | null }>(
    sql`select app.preview_report(${sessionId}::uuid, ${reader}, ${language}) as seen`,
  );
  return row?.seen ?? null;
}

const selectAsked = (tx: Tx, where: SQL | undefined) =>
  tx
    .select({
      id: briefJobs.id,
      askedAt: briefJobs.createdAt,
      reader: sql<ReportReader>`${jobParts.reader}`,
      language: jobParts.language,
      briefId: jobParts.briefId,
      reason: jobParts.reason,
    })
    .from(briefJobs)
    .innerJoin(jobParts, eq(jobParts.jobId, briefJobs.id))
    .where(and(eq(briefJobs.kind, "report"), where))
    .orderBy(asc(briefJobs.createdAt));

/** A report that the actor asked for, with what became of it; null where there is none. */
export async function findAskedReport(actor: Actor, sessionId: string, jobId: string) {
  if (!looksLikeId(jobId)) {
    return null;
  }
  const [asked] = await asActor(
    actor,
    (tx) => selectAsked(tx, and(eq(briefJobs.sessionId, sessionId), eq(briefJobs.id, jobId))),
    { readOnly: true },
  );
  return asked ?? null;
}

/** The reports of a session that the actor asked for and that are not made yet. */
export function listAskedReports(actor: Actor, sessionId: string) {
  return asActor(
    actor,
    (tx) => selectAsked(tx, and(eq(briefJobs.sessionId, sessionId), isNull(jobParts.settledAt))),
    { readOnly: true },
  );
}

/** The reports that were made of a session, the newest first. */
export function listReports(actor: Actor, sessionId: string) {
  return asActor(
    actor,
    (tx) =>
      selectBriefs(tx)
        .where(and(eq(briefs.kind, "accountability"), eq(briefs.sessionId, sessionId)))
        .orderBy(desc(briefs.madeAt))
        .limit(50),
    { readOnly: true },
  );
}

/** What changed in the record since a report was made, for those who write about its cases; null where nothing did. */
export async function findChanges(actor: Actor, briefId: string): Promise<ReportChanges | null> {
  const [row] = await asActor(
    actor,
    (tx) =>
      tx.execute<{ seen: { then: ReportInputs; now: ReportInputs | null } | null }>(
        sql`select app.report_then_and_now(${briefId}::uuid) as seen`,
      ),
    { readOnly: true },
  );
  return row?.seen?.now ? changesBetween(row.seen.then, row.seen.now) : null;
}
