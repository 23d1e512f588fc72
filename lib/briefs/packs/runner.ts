import "server-only";
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { type Actor, asActor, asSystem, SignedOut } from "@/db/client";
import { DatabaseUnavailable } from "@/db/errors";
import { type PackReason, packReasons } from "@/db/reference/words";
import { asRefusal, Refusal } from "@/lib/refusal";
import { packGenerator } from "../written/brief";
import { mustBeReady } from "../written/commands";

/** Between two missions, so that whoever waits for a page gets it first. */
const breathMs = 20;

/** Makes every pack that waits and that no other instance has. */
export async function runPacks(): Promise<void> {
  for (let job = await claimPack(); job; job = await claimPack()) {
    try {
      await makePack(job);
    } catch (error) {
      // Its author left, it was cancelled, or another took it over: there is nothing more to do here.
      if (!(error instanceof SignedOut)) {
        throw error;
      }
    }
  }
}

/** A pack that is ours for the length of its lease, as whoever asked for it; null where none waits. */
export async function claimPack(): Promise<Actor | null> {
  const secret = randomBytes(32).toString("base64url");
  const [row] = await asSystem((tx) =>
    tx.execute<{ isClaimed: boolean }>(sql`select app.claim_pack(${secret}) as "isClaimed"`),
  );
  return row?.isClaimed ? { secret, isJob: true } : null;
}

async function makePack(job: Actor): Promise<void> {
  for (let next = await nextMission(job); next; next = await nextMission(job)) {
    await makeMission(job, next);
    await sleep(breathMs);
  }
}

/** The draft of the next mission; null where the pack is finished by that. */
export async function nextMission(job: Actor): Promise<string | null> {
  const [next] = await asActor(job, (tx) =>
    tx.execute<{ draftId: string }>(sql`select draft_id as "draftId" from app.next_mission()`),
  );
  return next?.draftId ?? null;
}

/** Makes the brief for one mission, or says why not. What was a fault is tried again, three times in all. */
export async function makeMission(job: Actor, draftId: string): Promise<void> {
  try {
    const { hash } = await mustBeReady(job, draftId);
    await asActor(job, (tx) =>
      tx.execute(sql`select app.make_brief_of_pack(${draftId}::uuid, ${hash}, ${packGenerator})`),
    );
  } catch (error) {
    if (error instanceof SignedOut || error instanceof DatabaseUnavailable) {
      throw error;
    }
    const refusal = asRefusal(error);
    if (refusal instanceof Refusal) {
      await leave(job, draftId, reasonOf(refusal.messageKey));
    }
  }
}

function reasonOf(messageKey: string): PackReason {
  // What a pack makes is for missions.
  const word =
    messageKey
      .split(".")
      .at(-1)
      ?.replace(/Mission$/, "") ?? "";
  const said: Record<string, PackReason> = { consent: "noConsent", conflict: "changed" };
  return packReasons.find((one) => one === (said[word] ?? word)) ?? "failed";
}

/** Of a case that concerns the mission's own State the database puts nothing together: that is said as what it is. */
async function leave(job: Actor, draftId: string, reason: PackReason): Promise<void> {
  await asActor(job, async (tx) => {
    const [own] = await tx.execute<{ isConcerned: boolean }>(
      sql`select exists (select 1 from brief_drafts d join cases k on k.id = any (d.case_ids)
        where d.id = ${draftId} and k.country_code = d.state_code) as "isConcerned"`,
    );
    const said = reason === "notAllowed" && own?.isConcerned ? "concerned" : reason;
    await tx.execute(sql`select app.leave_mission(${draftId}::uuid, ${said})`);
  });
}
