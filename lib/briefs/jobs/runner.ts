import "server-only";
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { type Actor, asActor, asSystem, SignedOut } from "@/db/client";
import { DatabaseUnavailable } from "@/db/errors";
import { type PartReason, partReasons } from "@/db/reference/words";
import { asRefusal, Refusal } from "@/lib/refusal";
import { type AskedReport, makeReport } from "../accountability/commands";
import { packGenerator } from "../written/brief";
import { mustBeReady } from "../written/commands";

/** Between two parts, so that whoever waits for a page gets it first. */
const breathMs = 20;
/** Between two signs of life: a lease lasts for a minute, and a report on many States may take as long. */
const signOfLifeMs = 15_000;

/** What is next to be made: the brief of a draft, or a report. */
export type Part = { place: number } & ({ draftId: string } | ({ draftId: null } & AskedReport));

/** Does every job that waits and that no other instance has. */
export async function runJobs(): Promise<void> {
  for (let job = await claimJob(); job; job = await claimJob()) {
    try {
      await doJob(job);
    } catch (error) {
      // Its author left, it was cancelled, or another took it over: there is nothing more to do here.
      if (!(error instanceof SignedOut)) {
        throw error;
      }
    }
  }
}

/** A job that is ours for the length of its lease, as whoever asked for it; null where none waits. */
export async function claimJob(): Promise<Actor | null> {
  const secret = randomBytes(32).toString("base64url");
  const [row] = await asSystem((tx) =>
    tx.execute<{ isClaimed: boolean }>(sql`select app.claim_job(${secret}) as "isClaimed"`),
  );
  return row?.isClaimed ? { secret, isJob: true } : null;
}

async function doJob(job: Actor): Promise<void> {
  for (let next = await nextPart(job); next; next = await nextPart(job)) {
    await makePart(job, next);
    await sleep(breathMs);
  }
}

/** The next part of a job; null where the job is finished by that. */
export async function nextPart(job: Actor): Promise<Part | null> {
  const [next] = await asActor(job, (tx) =>
    tx.execute<Part>(sql`select place, draft_id as "draftId", session_id as "sessionId", reader, language, hash
      from app.next_part()`),
  );
  return next ?? null;
}

/** Makes one part of a job, or says why not. What was a fault is tried again, three times in all. */
export async function makePart(job: Actor, part: Part): Promise<void> {
  const keeping = setInterval(() => {
    keepJob(job).catch(() => undefined);
  }, signOfLifeMs);
  try {
    await (part.draftId === null ? makeReport(job, part) : makeMission(job, part));
  } catch (error) {
    if (error instanceof SignedOut || error instanceof DatabaseUnavailable) {
      throw error;
    }
    const refusal = asRefusal(error);
    if (refusal instanceof Refusal) {
      await leave(job, part, reasonOf(refusal.messageKey));
    }
  } finally {
    clearInterval(keeping);
  }
}

/** Begins the lease of a job anew. */
export async function keepJob(job: Actor): Promise<void> {
  await asActor(job, (tx) => tx.execute(sql`select app.keep_job()`));
}

async function makeMission(
  job: Actor,
  { draftId, place }: { draftId: string; place: number },
): Promise<void> {
  const { hash } = await mustBeReady(job, draftId);
  await asActor(job, (tx) =>
    tx.execute(sql`select app.make_brief_of_job(${place}, ${hash}, ${packGenerator})`),
  );
}

function reasonOf(messageKey: string): PartReason {
  // What a pack makes is for missions.
  const word =
    messageKey
      .split(".")
      .at(-1)
      ?.replace(/Mission$/, "") ?? "";
  const said: Record<string, PartReason> = {
    consent: "noConsent",
    conflict: "changed",
    nothing: "noCase",
  };
  return partReasons.find((one) => one === (said[word] ?? word)) ?? "failed";
}

/** Says why a part is not made, as exactly as its author may know. */
async function leave(job: Actor, part: Part, reason: PartReason): Promise<void> {
  await asActor(job, async (tx) => {
    // Of a case that concerns the mission's own State the database puts nothing together.
    const isOwn = sql`select exists (select 1 from brief_drafts d join cases k on k.id = any (d.case_ids)
      where d.id = ${part.draftId} and k.country_code = d.state_code) as "is"`;
    const isConsent = sql`select exists (select 1 from brief_jobs j
      join commitments c on c.session_id = j.session_id join consents x on x.case_id = c.case_id
      where j.id = app.job() and greatest(x.recorded_at, x.withdrawn_at) > j.created_at) as "is"`;
    const [closer, why]: [PartReason, typeof isOwn] | [] =
      part.draftId !== null && reason === "notAllowed"
        ? ["concerned", isOwn]
        : part.draftId === null && (reason === "changed" || reason === "noCase")
          ? ["noConsent", isConsent]
          : [];
    const [known] = why ? await tx.execute<{ is: boolean }>(why) : [];
    await tx.execute(sql`select app.leave_part(${part.place}, ${known?.is ? closer : reason})`);
  });
}
