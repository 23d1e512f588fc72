import { randomBytes } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asActor, type Actor as Session, SignedOut } from "@/db/client";
import { briefJobs } from "@/db/schema/briefs";
import { broken } from "@/db/testing/broken";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aCommitment,
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  aSession,
  type Case,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import type { Actor } from "@/lib/auth/actor";
import { withdrawConsent } from "@/lib/consents/commands";
import { listNotices, placeOfNotice } from "@/lib/notices/queries";
import { cancelJob, lookAtJob } from "../jobs/commands";
import { clearOldJobs } from "../jobs/old-jobs";
import { claimJob, keepJob, makePart, nextPart, type Part, runJobs } from "../jobs/runner";
import { listPacks } from "../packs/queries";
import { findBrief } from "../written/queries";
import { askForReport } from "./commands";
import { findAskedReport, findReport, listAskedReports, listReports } from "./queries";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

let lead: Member;
let colleague: Member;
let sessionId: string;
let theCase: Case;
let other: Case;
let consentId: string;

beforeEach(async () => {
  await asSuperuser()`delete from brief_jobs`;
  const own = await anOrganisation("Example Network");
  [lead, colleague] = [await aMember(own), await aMember(own)];
  sessionId = await aSession(own);
  [theCase, other] = [await told("Two panellists", "XEA"), await told("A lawyer", "XEB")];
  const [consent] = await asSuperuser()<{ id: string }[]>`
    select id from consents where case_id = ${theCase.id}`;
  consentId = consent?.id ?? "";
});

/** A case that anybody may be told of, and of which a State said in public what it will do. */
async function told(title: string, stateCode: string): Promise<Case> {
  const one = await aCase(lead, { title });
  await inTeam(one, colleague, "editor");
  await aConsent(one, await aDefender(one), lead, "public_statement", "anonymous");
  const id = await aCommitment(one, sessionId, { stateCode, stage: "agreed" });
  await asSuperuser()`update commitments set confidentiality = 'public' where id = ${id}`;
  return one;
}

async function ask(by: Member = lead): Promise<string> {
  const choice = { sessionId, reader: "public", language: "en" } as const;
  const seen = await findReport(by as Actor, choice);
  return askForReport(by as Actor, { ...choice, hash: seen?.hash ?? "", confirmed: "yes" });
}

const begin = async (): Promise<{ job: Session; part: Part }> => {
  const job = (await claimJob()) ?? expect.fail("nothing waits");
  return { job, part: (await nextPart(job)) ?? expect.fail("nothing is left of it") };
};
const leaseEnds = () =>
  asSuperuser()`update brief_jobs set lease_until = now() - interval '1 second'`;

/** What its author reads of it. */
async function became(jobId: string, by: Member = lead): Promise<string> {
  const asked = await findAskedReport(by as Actor, sessionId, jobId);
  return asked ? (asked.reason ?? (asked.briefId ? "made" : "waits")) : "nothing";
}
const reports = async () =>
  (await asSuperuser()`select 1 from briefs where made_by = ${lead.membershipId}`).length;
const withdrawn = () => withdrawConsent(lead as Actor, { caseId: theCase.id, consentId });
const suspended = () =>
  asSuperuser()`update memberships set status = 'suspended' where id = ${lead.membershipId}`;
const reader = () =>
  asSuperuser()`update memberships set role = 'reader' where id = ${lead.membershipId}`;
const noticesOf = async (member: Member) =>
  (await listNotices(member)).rows.filter(({ word }) => word === "reportReady");

describe("a report that somebody asked for", () => {
  it("waits until a runner makes it, exactly as it was looked at", async () => {
    const seen = await findReport(lead as Actor, { sessionId, reader: "public", language: "en" });
    const jobId = await ask();
    expect(await became(jobId)).toBe("waits");
    expect(await listReports(lead as Actor, sessionId)).toEqual([]);
    expect((await listAskedReports(lead as Actor, sessionId)).map(({ id }) => id)).toEqual([jobId]);
    await runJobs();
    expect(await became(jobId)).toBe("made");
    const [made] = await listReports(lead as Actor, sessionId);
    const brief = await findBrief(lead as Actor, made?.id ?? "");
    expect(brief).toMatchObject({ hash: seen?.hash, madeBy: lead.personName, leavesAt: null });
    expect(brief?.shown).toHaveLength(2);
    expect(await listAskedReports(lead as Actor, sessionId)).toEqual([]);
    // It is no pack.
    expect(await listPacks(lead as Actor)).toEqual([]);
  });

  it("is one, asked for twice while it waits, and the same once it is made", async () => {
    const jobId = await ask();
    expect(await ask()).toBe(jobId);
    await runJobs();
    const again = await ask();
    expect(again).not.toBe(jobId);
    await runJobs();
    expect(await became(again)).toBe("made");
    expect(await reports()).toBe(1);
  });

  it("is read and cancelled by whoever asked alone", async () => {
    const jobId = await ask();
    for (const by of [colleague, await aMember(await anOrganisation(), "administrator")]) {
      expect(await became(jobId, by)).toBe("nothing");
      expect(await listAskedReports(by as Actor, sessionId)).toEqual([]);
      await expect(cancelJob(by as Actor, { jobId })).rejects.toMatchObject({ code: "42501" });
      for (const table of ["brief_jobs", "job_parts"]) {
        expect(await asActor(by, (tx) => tx.execute(`select 1 from ${table}`))).toHaveLength(0);
      }
    }
    expect(await became(jobId)).toBe("waits");
  });

  it("turns red when anybody may cancel it", async () => {
    const jobId = await ask();
    await broken(
      "app.cancel_job(uuid)",
      [" and j.org_id = app.org() and j.created_by = app.membership()", ""],
      async () => {
        await cancelJob(colleague as Actor, { jobId });
        expect(await became(jobId)).toBe("cancelled");
      },
    );
  });

  it("turns red when jobs are open to everybody", async () => {
    const jobId = await ask();
    const db = asSuperuser();
    await db`create policy "open" on brief_jobs for select to plenary_app using (true)`;
    try {
      const seen = await asActor(colleague, (tx) =>
        tx.select({ id: briefJobs.id }).from(briefJobs),
      );
      expect(seen).toEqual([{ id: jobId }]);
    } finally {
      await db`drop policy "open" on brief_jobs`;
    }
  });
});

describe("making it once", () => {
  it("is made by one of two runners that begin together", async () => {
    const jobId = await ask();
    const claimed = await Promise.all([claimJob(), claimJob()]);
    expect(claimed.filter(Boolean)).toHaveLength(1);
    await leaseEnds();
    await Promise.all([runJobs(), runJobs(), runJobs()]);
    expect(await became(jobId)).toBe("made");
    expect(await reports()).toBe(1);
  });

  it("turns red when a runner takes what another has", async () => {
    await ask();
    await broken("app.claim_job(text)", ["or j.lease_until < now()", "or true"], async () => {
      expect(await claimJob()).not.toBeNull();
      expect(await claimJob()).not.toBeNull();
    });
  });

  it("is taken over after the lease from a runner that was killed, who can do nothing more", async () => {
    const jobId = await ask();
    const killed = await begin();
    expect(await claimJob()).toBeNull();
    await leaseEnds();
    await expect(makePart(killed.job, killed.part)).rejects.toBeInstanceOf(SignedOut);
    expect(await reports()).toBe(0);
    await runJobs();
    expect(await became(jobId)).toBe("made");
    await expect(makePart(killed.job, killed.part)).rejects.toBeInstanceOf(SignedOut);
    expect(await reports()).toBe(1);
  });

  it("turns red when a lease never ends", async () => {
    const jobId = await ask();
    const killed = await begin();
    await leaseEnds();
    await broken("app.claim_job(text)", ["or j.lease_until < now()", ""], async () => {
      await runJobs();
      expect(await became(jobId)).toBe("waits");
    });
    await broken("app.begin_job(text)", ["and j.lease_until > clock_timestamp()", ""], async () => {
      await makePart(killed.job, killed.part);
      expect(await became(jobId)).toBe("made");
    });
  });

  it("is kept by a runner that lives, however long it takes", async () => {
    await ask();
    const { job } = await begin();
    await asSuperuser()`update brief_jobs set lease_until = now() + interval '2 seconds'`;
    await keepJob(job);
    const [lease] = await asSuperuser()<{ isLong: boolean }[]>`
      select lease_until > now() + interval '30 seconds' as "isLong" from brief_jobs`;
    expect(lease?.isLong).toBe(true);
  });

  it("is left after three runners did not come back from it", async () => {
    const jobId = await ask();
    for (let round = 0; round < 3; round++) {
      await begin();
      await leaseEnds();
    }
    await runJobs();
    expect(await became(jobId)).toBe("failed");
    expect(await reports()).toBe(0);
  });

  it("turns red when nobody counts how often it was tried", async () => {
    const jobId = await ask();
    await broken("app.next_part()", ["p.attempts >= 3", "false"], async () => {
      for (let round = 0; round < 3; round++) {
        await begin();
        await leaseEnds();
      }
      await runJobs();
      expect(await became(jobId)).toBe("made");
    });
  });
});

describe("cancelling it", () => {
  it("makes nothing of it where it waits", async () => {
    const jobId = await ask();
    await cancelJob(lead as Actor, { jobId });
    await runJobs();
    expect(await became(jobId)).toBe("cancelled");
    expect(await reports()).toBe(0);
  });

  it("makes nothing of it while it is being made, and what is made stays", async () => {
    const jobId = await ask();
    const { job, part } = await begin();
    await cancelJob(lead as Actor, { jobId });
    await expect(makePart(job, part)).rejects.toBeInstanceOf(SignedOut);
    expect(await became(jobId)).toBe("cancelled");
    expect(await reports()).toBe(0);
    const made = await ask();
    await runJobs();
    await cancelJob(lead as Actor, { jobId: made });
    expect(await became(made)).toBe("made");
    expect(await noticesOf(lead)).toHaveLength(1);
  });

  it("turns red when a cancel is only noted", async () => {
    const jobId = await ask();
    const { job, part } = await begin();
    const ends = `perform app.leave_rest_of_job(of_job, 'cancelled');
  update brief_jobs j set finished_at = now(), cancelled_at = now(), lease_hash = null, lease_until = null`;
    const notes = "update brief_jobs j set cancelled_at = now()";
    await broken("app.cancel_job(uuid)", [ends, notes], async () => {
      await cancelJob(lead as Actor, { jobId });
      await makePart(job, part);
      expect(await became(jobId)).toBe("made");
    });
  });
});

describe("what holds at the moment of making", () => {
  it("is not made once its author is not there any more", async () => {
    const jobId = await ask();
    const { job, part } = await begin();
    await suspended();
    await expect(makePart(job, part)).rejects.toBeInstanceOf(SignedOut);
    await leaseEnds();
    await runJobs();
    const [left] = await asSuperuser()`select p.reason, j.finished_at is not null as over
      from job_parts p join brief_jobs j on j.id = p.job_id where j.id = ${jobId}`;
    expect(left).toEqual({ reason: "notAllowed", over: true });
    expect(await reports()).toBe(0);
    expect(await asSuperuser()`select 1 from notices where subject_id = ${jobId}`).toHaveLength(0);
  });

  it("turns red when nobody looks whether its author is still there", async () => {
    const jobId = await ask();
    const { job, part } = await begin();
    await suspended();
    const rule = [" and m.status = 'confirmed'", ""] as [string, string];
    await broken("app.begin_job(text)", rule, async () => {
      await makePart(job, part);
      expect(await reports()).toBe(1);
    });
    await asSuperuser()`update job_parts set settled_at = null, brief_id = null`;
    await leaseEnds();
    await broken("app.claim_job(text)", [" and m.status = 'confirmed'", ""], async () => {
      await claimJob();
      expect(
        await asSuperuser()`select 1 from job_parts where job_id = ${jobId}
        and settled_at is null`,
      ).toHaveLength(1);
    });
  });

  it("is not made once its author may not write any more", async () => {
    const jobId = await ask();
    await reader();
    await runJobs();
    expect(await became(jobId)).toBe("notAllowed");
    expect(await reports()).toBe(0);
    expect(await noticesOf(lead)).toHaveLength(1);
  });

  it("turns red when a role is kept from before", async () => {
    const jobId = await ask();
    await reader();
    const before = [
      "set_config('app.role', asked.role, true)",
      "set_config('app.role', 'advocate', true)",
    ];
    await broken("app.begin_job(text)", before as [string, string], async () => {
      await runJobs();
      expect(await became(jobId)).toBe("made");
    });
  });

  it("is not made once its author writes about none of its cases any more", async () => {
    const jobId = await ask(colleague);
    await asSuperuser()`update case_team set role = 'reader' where membership_id = ${colleague.membershipId}`;
    await runJobs();
    expect(await became(jobId, colleague)).toBe("noCase");
  });

  it("is not made for consent that was withdrawn meanwhile, before or while it is made", async () => {
    const waiting = await ask();
    await withdrawn();
    await runJobs();
    expect(await became(waiting)).toBe("noConsent");
    const [second] = await asSuperuser()<{ id: string }[]>`
      select id from consents where case_id = ${other.id}`;
    const going = await ask();
    const { job, part } = await begin();
    await withdrawConsent(lead as Actor, { caseId: other.id, consentId: second?.id ?? "" });
    await makePart(job, part);
    expect(await became(going)).toBe("noConsent");
    expect(await reports()).toBe(0);
  });

  it("turns red when consent is not looked at", async () => {
    const jobId = await ask();
    await withdrawn();
    await broken(
      "app.shown_people(uuid, text)",
      [
        "when c.withdrawn_at is not null or c.valid_until < current_date then 0",
        "when false then 0",
      ],
      async () => {
        await runJobs();
        expect(await became(jobId)).toBe("made");
      },
    );
  });

  it("is not made of anything but what its author looked at", async () => {
    const jobId = await ask();
    await asSuperuser()`update cases set title = 'Another title' where id = ${other.id}`;
    await runJobs();
    expect(await became(jobId)).toBe("changed");
    expect(await reports()).toBe(0);
  });

  it("turns red when the database does not compare (what changes after the runner looked)", async () => {
    const jobId = await ask();
    const { job } = await begin();
    await asSuperuser()`update cases set title = 'Another title' where id = ${other.id}`;
    const byHand = () => asActor(job, (tx) => tx.execute("select app.make_report(1, 'by hand')"));
    await expect(byHand()).rejects.toMatchObject({ code: "PL003" });
    await broken(
      "app.make_report(integer, text)",
      ["app.hash_of(inputs) is distinct from asked.seen_hash", "false"],
      async () => {
        await byHand();
        expect(await became(jobId)).toBe("made");
      },
    );
  });
});

describe("telling its author", () => {
  it("says once what became of it, in words that hold nothing of it, unless they look at it", async () => {
    const first = await ask();
    await lookAtJob(lead as Actor, first);
    await runJobs();
    expect(await noticesOf(lead)).toEqual([]);
    const second = await ask();
    await runJobs();
    const [notice, ...more] = await noticesOf(lead);
    expect(more).toEqual([]);
    expect(notice).toMatchObject({ organisation: null, caseReference: null, leadsSomewhere: true });
    expect(await asActor(lead, (tx) => placeOfNotice(tx, notice?.id ?? ""))).toBe(
      `/sessions/${sessionId}/after/report/${second}`,
    );
    expect(await noticesOf(colleague)).toEqual([]);
  });
});

it("is forgotten thirty days later, and what was made stays", async () => {
  const jobId = await ask();
  await runJobs();
  const days = (count: number) =>
    asSuperuser()`update brief_jobs set finished_at = now() - make_interval(days => ${count})`;
  await days(29);
  expect(await clearOldJobs()).toBe(0);
  await days(31);
  expect(await clearOldJobs()).toBe(1);
  expect(await became(jobId)).toBe("nothing");
  expect(await reports()).toBe(1);
});
