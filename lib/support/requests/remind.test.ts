import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { broken } from "@/db/testing/broken";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import type { Member } from "@/db/testing/factories";
import { openNotice } from "@/lib/notices/open";
import { listNotices } from "@/lib/notices/queries";
import { aWorld, realName, type World } from "@/lib/submissions/testing-world";
import { recordOutcome } from "../outcomes/commands";
import { RecordOutcome } from "../outcomes/input";
import { withdrawReferralConsent } from "../referrals/commands";
import {
  agree,
  answered,
  aRequest,
  newestConsent,
  prepare,
  sealedWords,
  sent,
  today,
} from "../testing-request";
import { closeRequest } from "./commands";
import { listSupportDue } from "./queries";
import { tellSupportDue } from "./remind";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

/** As days go by: everything that was kept of a request is so much older. */
async function letDaysPass(requestId: string, days: number): Promise<void> {
  const sql = asSuperuser();
  const back = `${days} days`;
  for (const table of ["support_requests", "referrals"]) {
    await sql.unsafe(`alter table ${table} disable trigger user`);
  }
  await sql`update support_requests set created_at = created_at - ${back}::interval,
    needed_by = needed_by - ${days}::int, closed_at = closed_at - ${back}::interval where id = ${requestId}`;
  await sql`update referrals set prepared_at = prepared_at - ${back}::interval, sent_on = sent_on - ${days}::int,
    follow_up_on = follow_up_on - ${days}::int where request_id = ${requestId}`;
  for (const table of ["support_requests", "referrals"]) {
    await sql.unsafe(`alter table ${table} enable trigger user`);
  }
}

const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const words = async (who: Member) => (await listNotices(who)).rows.map(({ word }) => word);
const due = async (who: Member) => (await listSupportDue(who)).map(({ what }) => what);
const readers = ({ lead, editor }: World) => [lead, editor];
const others = ({ outsider, reader, stranger }: World) => [outsider, reader, stranger];

async function aReferral(world: World, followUpOn: string) {
  const requestId = await aRequest(world, world.lead, { urgency: "later" });
  await agree(world, world.lead, requestId, ["needs"]);
  const referralId = await prepare(world, world.lead, requestId);
  await sent(world, world.lead, requestId, referralId, { followUpOn });
  return { requestId, referralId };
}

describe("the day of a request", () => {
  it("reaches its team in the inbox and on Today, once, whichever of several instances comes first", async () => {
    const world = await aWorld();
    const requestId = await aRequest(world, world.lead, { neededBy: inDays(3) });
    await tellSupportDue();
    for (const who of readers(world)) {
      expect([await words(who), await due(who)]).toEqual([[], []]);
    }
    await letDaysPass(requestId, 3);
    const told = await Promise.all([tellSupportDue(), tellSupportDue(), tellSupportDue()]);
    expect(told.reduce((sum, one) => sum + one)).toBe(1);
    expect(await tellSupportDue()).toBe(0);
    for (const who of readers(world)) {
      const [notice, ...more] = (await listNotices(who, { show: "requests" })).rows;
      expect(notice).toMatchObject({ word: "supportNeeded", isUrgent: true });
      expect(more).toEqual([]);
      expect(await openNotice(who, notice?.id as string)).toBe(
        `/cases/${world.caseId}/support/${requestId}`,
      );
      expect(await listSupportDue(who)).toMatchObject([{ what: "needed", requestId }]);
    }
    for (const who of others(world)) {
      expect([await words(who), await due(who)]).toEqual([[], []]);
    }
  });

  it("turns red where a day may be written down twice", async () => {
    const world = await aWorld();
    await aRequest(world, world.lead, { neededBy: inDays(0) });
    await tellSupportDue();
    const sql = asSuperuser();
    await sql`alter table support_reminders drop constraint one_reminder_of_one_day`;
    expect(await tellSupportDue()).toBeGreaterThan(0);
    expect(await words(world.lead)).toHaveLength(2);
    await sql`truncate support_reminders`;
    await sql`alter table support_reminders add constraint one_reminder_of_one_day
      unique nulls not distinct (request_id, what, referral_id, due_on)`;
  });

  it("is gone once the request is closed or put to another day, and told anew on that", async () => {
    const world = await aWorld();
    const requestId = await aRequest(world, world.lead, { neededBy: inDays(0) });
    await letDaysPass(requestId, 1);
    await tellSupportDue();
    const sql = asSuperuser();
    await sql`update support_requests set needed_by = current_date + 2 where id = ${requestId}`;
    for (const who of readers(world)) {
      expect([await words(who), await due(who)]).toEqual([[], []]);
    }
    await letDaysPass(requestId, 2);
    expect(await tellSupportDue()).toBe(1);
    expect(await words(world.editor)).toEqual(["supportNeeded"]);
    await closeRequest(world.lead, { caseId: world.caseId, requestId, closedAs: "helped" });
    for (const who of readers(world)) {
      expect([await words(who), await due(who)]).toEqual([[], []]);
    }
    await tellSupportDue();
    expect(await sql`select 1 from support_reminders where request_id = ${requestId}`).toEqual([]);
  });

  it("is nobody's any more who left the team, though they read the case", async () => {
    const world = await aWorld();
    await aRequest(world, world.lead, { neededBy: inDays(0) });
    await tellSupportDue();
    await asSuperuser()`delete from case_team where membership_id = ${world.editor.membershipId}
      and case_id = ${world.caseId}`;
    expect([await words(world.editor), await due(world.editor)]).toEqual([[], []]);
    const mailed = async () =>
      (
        await asSuperuser()`select person_id from app.notices_to_mail(null)
          where person_id in (${world.lead.personId}, ${world.editor.personId})`
      ).map((row) => row.person_id);
    expect(await mailed()).toEqual([world.lead.personId]);
  });

  it("is no flood where it came long ago", async () => {
    const world = await aWorld();
    const requestId = await aRequest(world, world.lead, { neededBy: inDays(1) });
    await letDaysPass(requestId, 30);
    await tellSupportDue();
    expect(await words(world.lead)).toEqual([]);
  });

  it("is kept without a word of what it is about", async () => {
    const world = await aWorld();
    const requestId = await aRequest(world, world.lead, { neededBy: inDays(0) });
    await tellSupportDue();
    const rows = await asSuperuser()`select n::text || m::text as whole from notices n
      join support_reminders m on m.id = n.subject_id where m.request_id = ${requestId}`;
    expect(rows.length).toBe(2);
    for (const { whole } of rows) {
      for (const word of [realName, "lawyer", sealedWords.stateCode, "relocation"]) {
        expect(whole).not.toContain(word);
      }
    }
  });
});

describe("the day on which to ask again", () => {
  it("reaches the team until there is an answer", async () => {
    const world = await aWorld();
    const { requestId, referralId } = await aReferral(world, inDays(7));
    await tellSupportDue();
    expect(await words(world.editor)).toEqual([]);
    await letDaysPass(requestId, 7);
    await tellSupportDue();
    expect(await words(world.editor)).toEqual(["supportAskAgain"]);
    expect(await listSupportDue(world.lead)).toMatchObject([
      { what: "ask_again", supportName: expect.stringContaining("ProtectDefenders.eu") },
    ]);
    await answered(world, world.lead, requestId, referralId, { outcome: "accepted" });
    expect([await words(world.editor), await due(world.lead)]).toEqual([[], []]);
  });

  it("is over where the person took back that they are asked", async () => {
    const world = await aWorld();
    const { requestId } = await aReferral(world, inDays(0));
    await tellSupportDue();
    expect(await words(world.editor)).toEqual(["supportAskAgain"]);
    await withdrawReferralConsent(world.lead, {
      caseId: world.caseId,
      requestId,
      consentId: await newestConsent(world, world.lead, requestId),
    });
    expect((await words(world.editor)).filter((word) => word === "supportAskAgain")).toEqual([]);
    expect(await due(world.lead)).toEqual([]);
    await broken("app.support_due_of(uuid)", ["and f.withdrawn_at is null", ""], async () =>
      expect(await due(world.lead)).toEqual(["ask_again"]),
    );
  });
});

describe("the question whether it helped", () => {
  it("reaches the team a month and half a year after the end, until it was answered", async () => {
    const world = await aWorld();
    const requestId = await aRequest(world, world.lead);
    await closeRequest(world.lead, { caseId: world.caseId, requestId, closedAs: "helped" });
    const say = (after: "one_month" | "six_months") =>
      recordOutcome(
        world.editor,
        RecordOutcome.parse({
          caseId: world.caseId,
          requestId,
          after,
          verdict: "helped",
          saidBy: "defender",
          saidOn: today(),
        }),
      );
    await letDaysPass(requestId, 27);
    await tellSupportDue();
    expect(await due(world.lead)).toEqual([]);
    await letDaysPass(requestId, 5);
    await tellSupportDue();
    expect(await words(world.editor)).toEqual(["supportAskOutcome"]);
    expect(await due(world.lead)).toEqual(["one_month"]);
    await say("one_month");
    expect([await words(world.editor), await due(world.lead)]).toEqual([[], []]);
    await letDaysPass(requestId, 155);
    await tellSupportDue();
    expect(await due(world.lead)).toEqual(["six_months"]);
    await say("six_months");
    expect([await words(world.editor), await due(world.lead)]).toEqual([[], []]);
  });

  it("is not asked of what was opened by mistake", async () => {
    const world = await aWorld();
    const requestId = await aRequest(world, world.lead);
    await closeRequest(world.lead, {
      caseId: world.caseId,
      requestId,
      closedAs: "opened_in_error",
    });
    await letDaysPass(requestId, 33);
    await tellSupportDue();
    expect(await words(world.lead)).toEqual([]);
  });
});
