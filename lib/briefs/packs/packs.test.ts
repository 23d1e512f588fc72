import { randomBytes } from "node:crypto";
import { unzipSync } from "fflate";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asActor, SignedOut } from "@/db/client";
import { briefJobs } from "@/db/schema/briefs";
import { broken } from "@/db/testing/broken";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aConsent, aMember, anOrganisation, aSession, type Member } from "@/db/testing/factories";
import { aScene } from "@/lib/alerts/testing-scene";
import { withdrawConsent } from "@/lib/consents/commands";
import { listNotices } from "@/lib/notices/queries";
import { cancelJob, lookAtJob } from "../jobs/commands";
import { claimJob, makePart, nextPart, type Part, runJobs } from "../jobs/runner";
import { open } from "../paper/checker/check";
import { listBriefs, listDrafts } from "../written/queries";
import { aReview, goesOut, type Review } from "../written/testing-world";
import { findPack, listPacks } from "./queries";
import { aPackOf, seenPack } from "./testing-pack";
import { zipOfPack } from "./zip";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

let world: Review & { bilateral: string };
beforeEach(async () => {
  await asSuperuser()`delete from brief_jobs`;
  const review = await aReview(null);
  const { defender, lead, theCase } = review;
  const bilateral = await aConsent(theCase, defender, lead, "bilateral", "anonymous");
  world = { ...review, bilateral: bilateral ?? "" };
});

const aPack = (letters: string, sent: Record<string, unknown> = {}, of: Review = world) =>
  aPackOf(of, letters, sent);
const seen = (packId: string, by: Member = world.lead) => seenPack(packId, by);
const became = async (packId: string) =>
  (await seen(packId)).missions.map(({ stateCode, reason, briefId }) => [
    stateCode,
    reason ?? (briefId ? "made" : "waits"),
  ]);

const claimed = async () => {
  const job = await claimJob();
  if (!job) {
    throw new Error("No pack waits.");
  }
  return job;
};
const leaseEnds = () =>
  asSuperuser()`update brief_jobs set lease_until = now() - interval '1 second'`;
const noticesOf = async (member: Member) =>
  (await listNotices(member)).rows.filter(({ word }) => word === "packReady");

describe("a pack", () => {
  it("makes a brief for each mission, which says what holds of its own State", async () => {
    const packId = await aPack("ABC");
    await runJobs();
    expect(await became(packId)).toEqual([
      ["XEA", "made"],
      ["XEB", "made"],
      ["XEC", "made"],
    ]);
    const briefs = await listBriefs(world.lead);
    expect(new Set(briefs.map(({ hash }) => hash)).size).toBe(3);
    expect(await listDrafts(world.lead)).toEqual([]);
    expect(await listPacks(world.lead)).toMatchObject([{ made: 3, settled: 3, asked: 3 }]);
  });

  it("lists what can't be made with its reason, and makes the others", async () => {
    const [french] = await asSuperuser()<
      { key: string }[]
    >`select key from states where code = 'XEB'`;
    // Example State 7 is concerned by the case itself; nothing is written in French.
    const packId = await aPack("ABG", { [`language.${french?.key}`]: "fr" });
    await runJobs();
    expect(await became(packId)).toEqual([
      ["XEA", "made"],
      ["XEB", "noAsk"],
      ["XEG", "concerned"],
    ]);
    const [, left] = (await seen(packId)).missions;
    expect(left?.draftId).not.toBeNull();
  });

  it("is asked for only once somebody looked at words in which a part of a protected name stands", async () => {
    const scene = await aScene();
    const { defenderId, lead, own, theCase } = scene;
    await aConsent(theCase, defenderId, lead, "bilateral", "anonymous");
    const of = { ...world, lead, theCase, sessionId: await aSession(own) };
    const reasonOf = async (packId: string) => (await seen(packId, lead)).missions[0]?.reason;
    const typed = { "text.en": "We ask about Amina." };
    await expect(aPack("A", typed, of)).rejects.toMatchObject({
      messageKey: "refusals.partOfName",
    });
    expect(await listPacks(lead)).toEqual([]);
    const packId = await aPack("A", { ...typed, sure: "yes" }, of);
    await runJobs();
    expect(await reasonOf(packId)).toBeNull();
    // A whole one is found in the file itself, whatever somebody said.
    const whole = await aPack("B", { "text.en": "We ask about Amina Example.", sure: "yes" }, of);
    await runJobs();
    expect(await reasonOf(whole)).toBe("name");
  });

  it("is one file of PDFs, with what is closed left out and no caution", async () => {
    const db = asSuperuser();
    await db`update cases set do_not_mention = 'The sister' where id = ${world.theCase.id}`;
    const packId = await aPack("AB");
    await runJobs();
    const { missions } = await seen(packId);
    await db`update briefs set withdrawn_at = now() where id = ${missions[1]?.briefId as string}`;
    await goesOut(missions[0]?.briefId as string, world.editor);
    const stream = zipOfPack(world.lead, (await seen(packId)).missions, {
      name: "left-out.txt",
      text: (places) => `Not here: ${places}`,
    });
    const files = unzipSync(new Uint8Array(await new Response(stream).arrayBuffer()));
    expect(Object.keys(files).sort()).toEqual(["1-xea.pdf", "left-out.txt"]);
    expect(Buffer.from(files["left-out.txt"] ?? []).toString()).toBe("Not here: 2");
    const opened = await open("pdf", files["1-xea.pdf"] as Uint8Array);
    expect(JSON.stringify(opened)).toContain("Example State 1");
    expect(JSON.stringify(opened)).not.toContain("The sister");
    const told = await db`select recipient_state_code from disclosures where kind = 'brief'
      and case_id = ${world.theCase.id}`;
    expect(told.map((row) => row.recipient_state_code)).toEqual(["XEA"]);
  });
});

const packsSeenBy = (member: Member) =>
  asActor(member, (tx) => tx.select({ id: briefJobs.id }).from(briefJobs));

describe("whose it is", () => {
  it("is read and cancelled by whoever asked alone", async () => {
    const packId = await aPack("AB");
    const stranger = await aMember(await anOrganisation(), "administrator");
    for (const other of [stranger, world.editor]) {
      expect(await findPack(other, packId)).toBeNull();
      expect(await listPacks(other)).toEqual([]);
      await expect(cancelJob(other, { jobId: packId })).rejects.toMatchObject({ code: "42501" });
      expect(await packsSeenBy(other)).toEqual([]);
      const rows = await asActor(other, (tx) => tx.execute("select state_code from job_parts"));
      expect(rows).toHaveLength(0);
    }
    await broken(
      "app.cancel_job(uuid)",
      [" and j.org_id = app.org() and j.created_by = app.membership()", ""],
      async () => {
        await cancelJob(stranger, { jobId: packId });
        expect(await became(packId)).toEqual([
          ["XEA", "cancelled"],
          ["XEB", "cancelled"],
        ]);
      },
    );
  });

  it("turns red when packs are open to everybody", async () => {
    const packId = await aPack("A");
    const stranger = await aMember(await anOrganisation());
    const db = asSuperuser();
    await db`create policy "open" on brief_jobs for select to plenary_app using (true)`;
    try {
      expect(await packsSeenBy(stranger)).toEqual([{ id: packId }]);
    } finally {
      await db`drop policy "open" on brief_jobs`;
    }
  });

  it("is not asked for by somebody who edits none of its cases", async () => {
    const packId = await aPack("A", {}, { ...world, lead: world.outsider });
    await runJobs();
    expect((await seen(packId, world.outsider)).missions[0]?.reason).toBe("notAllowed");
  });
});

describe("what holds at the moment of making", () => {
  it("makes nothing for consent that was withdrawn since it was asked for", async () => {
    const packId = await aPack("AB");
    const job = await claimed();
    await makePart(job, (await nextPart(job)) as Part);
    await withdrawConsent(world.lead, { caseId: world.theCase.id, consentId: world.bilateral });
    await makePart(job, (await nextPart(job)) as Part);
    const { missions } = await seen(packId);
    expect(missions.map(({ reason }) => reason)).toEqual([null, "noConsent"]);
    expect(missions[0]?.stands).toBe(false);
  });

  it("turns red when consent is not looked at", async () => {
    const packId = await aPack("A");
    await withdrawConsent(world.lead, { caseId: world.theCase.id, consentId: world.bilateral });
    await broken(
      "app.shown_to_mission(uuid, text)",
      [
        "when c.withdrawn_at is not null or c.valid_until < current_date then 0",
        "when false then 0",
      ],
      async () => {
        await runJobs();
        expect(await became(packId)).toEqual([["XEA", "made"]]);
      },
    );
  });

  it("ends for the missions that are left once its author may not write any more", async () => {
    const packId = await aPack("AB");
    const job = await claimed();
    await makePart(job, (await nextPart(job)) as Part);
    await asSuperuser()`update memberships set role = 'reader' where id = ${world.lead.membershipId}`;
    await makePart(job, (await nextPart(job)) as Part);
    expect(await became(packId)).toEqual([
      ["XEA", "made"],
      ["XEB", "notAllowed"],
    ]);
  });

  it("turns red when a role is kept from before", async () => {
    const packId = await aPack("A");
    await asSuperuser()`update memberships set role = 'reader' where id = ${world.lead.membershipId}`;
    await broken(
      "app.begin_job(text)",
      ["set_config('app.role', asked.role, true)", "set_config('app.role', 'advocate', true)"],
      async () => {
        await runJobs();
        expect(await became(packId)).toEqual([["XEA", "made"]]);
      },
    );
  });

  it("turns red when nobody looks whether its author is still there", async () => {
    const packId = await aPack("AB");
    const job = await claimed();
    await asSuperuser()`update memberships set status = 'suspended' where id = ${world.lead.membershipId}`;
    const left = () => asSuperuser()`select 1 from job_parts
      where job_id = ${packId} and settled_at is null`;
    await broken("app.begin_job(text)", [" and m.status = 'confirmed'", ""], async () => {
      await makePart(job, (await nextPart(job)) as Part);
      expect(await left()).toHaveLength(1);
    });
    // Nobody would ever end it.
    await leaseEnds();
    await broken("app.claim_job(text)", [" and m.status = 'confirmed'", ""], async () => {
      await runJobs();
      expect(await left()).toHaveLength(1);
      expect(
        await asSuperuser()`select 1 from brief_drafts where pack_id = ${packId}`,
      ).toHaveLength(1);
    });
  });

  it("ends at once when its author is not there any more", async () => {
    await aPack("AB");
    const job = await claimed();
    await asSuperuser()`update memberships set status = 'suspended' where id = ${world.lead.membershipId}`;
    await expect(nextPart(job)).rejects.toBeInstanceOf(SignedOut);
    await leaseEnds();
    await runJobs();
    const rows = await asSuperuser()`select reason from job_parts`;
    expect(rows.map(({ reason }) => reason)).toEqual(["notAllowed", "notAllowed"]);
    expect(await asSuperuser()`select from brief_drafts where pack_id is not null`).toHaveLength(0);
  });
});

describe("making it once", () => {
  const count = async () =>
    (await asSuperuser()`select from briefs where made_by = ${world.lead.membershipId}`).length;

  it("is made by one of two runners that begin together", async () => {
    const packId = await aPack("ABCD");
    const [one, other] = await Promise.all([claimJob(), claimJob()]);
    expect([one, other].filter(Boolean)).toHaveLength(1);
    await leaseEnds();
    await Promise.all([runJobs(), runJobs(), runJobs()]);
    expect((await became(packId)).map(([, what]) => what)).toEqual(Array(4).fill("made"));
    expect(await count()).toBe(4);
  });

  it("is taken over from a runner that was killed, who can do nothing more", async () => {
    const packId = await aPack("AB");
    const killed = await claimed();
    const part = (await nextPart(killed)) as Part;
    expect(await claimJob()).toBeNull();
    await leaseEnds();
    await runJobs();
    expect((await became(packId)).map(([, what]) => what)).toEqual(["made", "made"]);
    await expect(makePart(killed, part)).rejects.toBeInstanceOf(SignedOut);
    expect(await count()).toBe(2);
  });

  it("turns red when a lease never ends", async () => {
    const packId = await aPack("A");
    await claimed();
    await leaseEnds();
    await broken("app.claim_job(text)", ["or j.lease_until < now()", ""], async () => {
      await runJobs();
      expect(await became(packId)).toEqual([["XEA", "waits"]]);
    });
  });

  it("leaves what three runners did not come back from", async () => {
    const packId = await aPack("AB");
    for (let round = 0; round < 3; round++) {
      await nextPart(await claimed());
      await leaseEnds();
    }
    await runJobs();
    expect(await became(packId)).toEqual([
      ["XEA", "failed"],
      ["XEB", "made"],
    ]);
  });
});

describe("cancelling and telling", () => {
  it("keeps what is made, and nothing is written for the rest", async () => {
    const packId = await aPack("ABC");
    const job = await claimed();
    await makePart(job, (await nextPart(job)) as Part);
    const part = (await nextPart(job)) as Part;
    await cancelJob(world.lead, { jobId: packId });
    await expect(makePart(job, part)).rejects.toBeInstanceOf(SignedOut);
    expect((await became(packId)).map(([, what]) => what)).toEqual([
      "made",
      "cancelled",
      "cancelled",
    ]);
    expect(await claimJob()).toBeNull();
    expect(await asSuperuser()`select from brief_drafts where pack_id = ${packId}`).toHaveLength(0);
    expect(await noticesOf(world.lead)).toEqual([]);
  });

  it("tells its author once, in words that hold nothing of it, unless they look at it", async () => {
    const first = await aPack("A");
    await runJobs();
    expect(await noticesOf(world.lead)).toMatchObject([
      { organisation: null, caseReference: null, leadsSomewhere: true },
    ]);
    expect(await noticesOf(world.editor)).toEqual([]);
    const second = await aPack("B");
    await lookAtJob(world.lead, second);
    await runJobs();
    expect(await noticesOf(world.lead)).toHaveLength(1);
    expect((await seen(first)).finishedAt).not.toBeNull();
  });
});
