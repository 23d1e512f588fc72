import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor, type Actor as Session } from "@/db/client";
import { briefJobs, jobParts } from "@/db/schema/briefs";
import type { Actor } from "@/lib/auth/actor";
import { Refusal } from "@/lib/refusal";
import { generators } from "../written/brief";
import { mustBeFitToLeave } from "../written/commands";
import { namesToKeep } from "../written/queries";
import type { AskForReport } from "./input";
import { findReport, type ReportChoice } from "./queries";

/** A report that is asked for: which, and the hash of what its author looked at. */
export type AskedReport = ReportChoice & { hash: string };

/** Asks for a report of exactly what its author looked at. While the same waits, that is the one. */
export async function askForReport(
  actor: Actor,
  { hash, language, reader, sessionId }: AskForReport,
): Promise<string> {
  await mustBeAsSeen(actor, { hash, language, reader, sessionId });
  return asActor(actor, async (tx) => {
    const [waiting] = await tx
      .select({ id: briefJobs.id })
      .from(briefJobs)
      .innerJoin(jobParts, eq(jobParts.jobId, briefJobs.id))
      .where(and(isNull(briefJobs.finishedAt), eq(jobParts.seenHash, hash)));
    if (waiting) {
      return waiting.id;
    }
    const own = { orgId: actor.organisationId };
    const id = uuidv7();
    await tx
      .insert(briefJobs)
      .values({ ...own, id, kind: "report", sessionId, createdBy: actor.membershipId });
    await tx
      .insert(jobParts)
      .values({ ...own, jobId: id, place: 1, language, reader, seenHash: hash });
    return id;
  });
}

/** Makes a report that was asked for, and freezes it as a brief. Every file of it is opened again before. */
export async function makeReport(
  job: Session,
  { place, ...asked }: AskedReport & { place: number },
): Promise<void> {
  const { inputs, paper } = await mustBeAsSeen(job, asked);
  await mustBeFitToLeave(paper, await namesToKeep(inputs));
  await asActor(job, (tx) =>
    tx.execute(sql`select app.make_report(${place}, ${generators.accountability})`),
  );
}

/** Refuses a report that is not any more what its author looked at. */
async function mustBeAsSeen(actor: Session, { hash, ...choice }: AskedReport) {
  const seen = await findReport(actor, choice);
  if (!seen) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
  if (seen.inputs.cases.length === 0) {
    throw new Refusal("rule", "afterwards.report.nothing");
  }
  if (seen.hash !== hash) {
    throw new Refusal("conflict", "briefs.refused.changed");
  }
  return seen;
}
