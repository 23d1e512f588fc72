import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import type { ReportReader } from "@/db/reference/words";
import { briefs } from "@/db/schema/briefs";
import type { Actor } from "@/lib/auth/actor";
import type { Paper, PaperLanguage } from "../paper/paper";
import { paperOf } from "../written/preview";
import { selectBriefs } from "../written/queries";
import { changesBetween, type ReportChanges } from "./changes";
import type { ReportInputs } from "./inputs";

/** Of which session a report is, for whom and in which language: there is nothing else to choose. */
export interface ReportChoice {
  sessionId: string;
  reader: ReportReader;
  language: PaperLanguage;
}

/** A report as it would be made now, with its hash and its paper; null for whoever makes none of this session. */
export async function findReport(
  actor: Actor,
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
