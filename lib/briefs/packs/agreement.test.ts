import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { broken } from "@/db/testing/broken";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  aShare,
  type Case,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { withdrawConsent } from "@/lib/consents/commands";
import { asRefusal, type Refusal } from "@/lib/refusal";
import { claimJob, makePart, nextPart, type Part, runJobs } from "../jobs/runner";
import { secondBrief, takeBackBrief, takeBackSecond } from "../written/commands";
import { findBrief, findDraft } from "../written/queries";
import { aReview, askedFor, made, type Review } from "../written/testing-world";
import { secondPack, takeBackPack } from "./commands";
import { standingOf } from "./pack";
import { findPack, findPackOf, listPacks } from "./queries";
import { aPackOf, packPasses, seenPack } from "./testing-pack";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

let world: Review & { consents: string[]; other: Case; packId: string };
/** A pack for three missions about two cases that the lead and the editor edit, not made yet. */
beforeEach(async () => {
  await asSuperuser()`delete from brief_jobs`;
  const review = await aReview(null);
  const { defender, editor, lead, theCase } = review;
  const other = await aCase(lead);
  await inTeam(other, editor, "editor");
  const ofOther = await aDefender(other);
  const consents = [
    await aConsent(theCase, defender, lead, "bilateral", "anonymous"),
    await aConsent(other, ofOther, lead, "bilateral", "anonymous"),
  ];
  await asSuperuser()`update cases set summary = 'They were stopped.', reprisal_types = '{detention}',
    engagement_kind = null where id = ${other.id}`;
  const packId = await aPackOf(review, "ABC", { caseIds: [theCase.id, other.id] });
  world = { ...review, consents, other, packId };
});

const refusalOf = (tried: Promise<unknown>) =>
  tried.then(
    () => null,
    (error) => (asRefusal(error) as Refusal).messageKey,
  );
const briefsOf = async (by: Member = world.lead) =>
  (await seenPack(world.packId, by)).missions.map(({ briefId }) => briefId ?? "");
const leave = async () =>
  (await seenPack(world.packId, world.lead)).missions.map(({ leavesAt }) => leavesAt !== null);
const agreedBy = async () =>
  (await seenPack(world.packId, world.lead)).missions.map((one) => one.agreedBy);
/** A colleague in the team of these cases. */
async function aColleague(cases: readonly Case[], role: "advocate" | "reader" = "advocate") {
  const member = await aMember(world.own, role);
  for (const theCase of cases) {
    await inTeam(theCase, member, role === "reader" ? "reader" : "editor");
  }
  return member;
}
/** Everybody who edits not all of its cases, or nothing: who they are, by what they are. */
async function others(): Promise<Record<string, Member>> {
  const { defender, lead, other, outsider, own, theCase } = world;
  const partner = await anOrganisation();
  await aConsent(theCase, defender, lead, "share_with_organisation", "anonymous", {
    organisation: partner,
  });
  await aShare(theCase, lead, partner, "contribute");
  const reading = await aMember(own);
  await inTeam(theCase, reading, "reader");
  await inTeam(other, reading, "reader");
  return {
    "an editor of one of two cases": await aColleague([theCase]),
    "a member with the role of a reader": await aColleague([theCase, other], "reader"),
    "a reader in both teams": reading,
    "somebody in no team": outsider,
    "an administrator in no team": await aMember(own, "administrator"),
    "a partner": await aMember(partner),
    "somebody of another organisation": await aMember(await anOrganisation(), "administrator"),
  };
}

describe("a pack is opened", () => {
  it("by a colleague who edits all its cases, once it is finished, and by nobody else", async () => {
    const { editor, lead, packId } = world;
    expect(await findPack(editor, packId)).toBeNull();
    await runJobs();
    const pack = await seenPack(packId, editor);
    expect(pack).toMatchObject({ isOwn: false, madeBy: lead.personName });
    expect(pack.missions.map(({ briefId, stands }) => briefId !== null && stands)).toEqual([
      true,
      true,
      true,
    ]);
    expect(standingOf(pack.missions, new Date())).toMatchObject({
      standing: 3,
      waiting: 3,
      held: 3,
      leavesAt: null,
      agreed: undefined,
    });
    // Their own list is of their own.
    expect(await listPacks(editor)).toEqual([]);
    for (const [what, who] of Object.entries(await others())) {
      expect(await findPack(who, packId), what).toBeNull();
      await expect(secondPack(who, { packId }), what).rejects.toMatchObject({ code: "42501" });
    }
  });

  it("would be by an editor of one of its cases without the rule (the broken variant)", async () => {
    const half = await aColleague([world.theCase]);
    await runJobs();
    await broken(
      "app.may_agree_to_pack(uuid)",
      ["app.writes_all(array_agg(distinct mentioned.case_id))", "true"],
      async () => expect(await findPack(half, world.packId)).not.toBeNull(),
    );
  });

  it("without what its author wrote for missions that got no brief", async () => {
    const { editor, lead } = world;
    const [french] = await asSuperuser()<
      { key: string }[]
    >`select key from states where code = 'XEB'`;
    const packId = await aPackOf(world, "AB", { [`language.${french?.key}`]: "fr" });
    await runJobs();
    const left = async (by: Member) => (await seenPack(packId, by)).missions[1];
    expect(await left(lead)).toMatchObject({ reason: "noAsk", draftId: expect.any(String) });
    expect(await left(editor)).toMatchObject({ reason: "noAsk", draftId: null });
  });

  it("and not added to by whoever may only read it", async () => {
    await runJobs();
    const add = (place: number) =>
      asActor(world.editor, (tx) =>
        tx.execute(sql`insert into job_parts (org_id, job_id, state_code, place, language)
          values (app.org(), ${world.packId}::uuid, 'XED', ${place}, 'en')`),
      );
    await expect(add(9)).rejects.toMatchObject({ code: "42501" });
    const db = asSuperuser();
    await db`create policy "broken" on job_parts for insert to plenary_app
      with check (exists (select 1 from brief_jobs j where j.id = job_parts.job_id))`;
    try {
      await add(9);
    } finally {
      await db`drop policy "broken" on job_parts`;
    }
  });

  it("from each of its briefs, by whoever may", async () => {
    await runJobs();
    const [briefId = ""] = await briefsOf();
    const reader = await aColleague([world.theCase, world.other], "reader");
    expect(await findBrief(reader, briefId)).not.toBeNull();
    for (const [who, pack] of [
      [world.lead, { id: world.packId, papers: 3 }],
      [world.editor, { id: world.packId, papers: 3 }],
      [reader, null],
    ] as const) {
      expect(await findPackOf(who, briefId)).toEqual({ isGoing: false, pack });
    }
  });
});

describe("a pack is agreed to", () => {
  it("as a whole, and each of its briefs says by whom and when", async () => {
    const { editor, packId } = world;
    await runJobs();
    expect(await leave()).toEqual([false, false, false]);
    await secondPack(editor, { packId });
    await secondPack(editor, { packId });
    expect(await leave()).toEqual([true, true, true]);
    const { missions } = await seenPack(packId, world.lead);
    expect(new Set(missions.map(({ agreedAt }) => agreedAt?.getTime())).size).toBe(1);
    expect(await agreedBy()).toEqual(Array(3).fill(editor.personName));
    expect(standingOf((await seenPack(packId, editor)).missions, new Date())).toMatchObject({
      waiting: 0,
      held: 3,
      agreed: { by: editor.personName, isMine: true, papers: 3 },
    });
  });

  it("with any one of its briefs, since one agreement counts for its cases", async () => {
    await runJobs();
    const [, briefId = ""] = await briefsOf();
    await secondBrief(world.editor, { briefId });
    expect(await leave()).toEqual([true, true, true]);
    expect(await agreedBy()).toEqual(Array(3).fill(world.editor.personName));
    expect((await findBrief(world.lead, briefId))?.agreedWith).toBe(3);
  });

  it("turns red when an agreement is noted with one brief alone", async () => {
    await runJobs();
    const [briefId = ""] = await briefsOf();
    await broken(
      "app.second_brief(uuid)",
      ["of_brief || app.briefs_of_pack(pack.id)", "array[of_brief]"],
      async () => {
        await secondBrief(world.editor, { briefId });
        expect(await agreedBy()).toEqual([world.editor.personName, null, null]);
      },
    );
  });

  it("never by its author", async () => {
    const { lead, packId } = world;
    await runJobs();
    const [briefId = ""] = await briefsOf();
    await expect(secondPack(lead, { packId })).rejects.toMatchObject({ code: "42501" });
    await expect(secondBrief(lead, { briefId })).rejects.toMatchObject({ code: "42501" });
    await broken(
      "app.may_agree_to_pack(uuid)",
      [" and j.created_by <> app.membership()", ""],
      async () => {
        // The table itself still refuses.
        await expect(secondPack(lead, { packId })).rejects.toThrow();
        await asSuperuser()`alter table briefs drop constraint a_second_person_is_somebody_else`;
        await secondPack(lead, { packId });
      },
    );
    expect(await leave()).toEqual([true, true, true]);
    await asSuperuser().begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update briefs set second_by = null, second_at = null where second_by = made_by`;
    });
    await asSuperuser()`alter table briefs add constraint a_second_person_is_somebody_else
      check ((second_by is null) = (second_at is null) and (second_by is null or second_by <> made_by))`;
  });

  it("only once each of its papers can be looked at", async () => {
    const job = await claimJob();
    if (!job) {
      throw new Error("No pack waits.");
    }
    await makePart(job, (await nextPart(job)) as Part);
    const [briefId = ""] = await briefsOf();
    expect(await findPackOf(world.editor, briefId)).toEqual({ isGoing: true, pack: null });
    expect(await refusalOf(secondBrief(world.editor, { briefId }))).toBe(
      "briefs.refused.packGoing",
    );
    await broken(
      "app.second_brief(uuid)",
      ["pack.finished_at is null then", "false then"],
      async () => {
        await secondBrief(world.editor, { briefId });
        expect((await leave())[0]).toBe(true);
      },
    );
  });

  it("but for what consent closed meanwhile", async () => {
    const { consents, editor, lead, packId, theCase } = world;
    await runJobs();
    await withdrawConsent(lead, { caseId: theCase.id, consentId: consents[0] ?? "" });
    await secondPack(editor, { packId });
    expect(await agreedBy()).toEqual([null, null, null]);
  });
});

describe("an agreement to a pack is taken back", () => {
  beforeEach(async () => {
    await runJobs();
    await secondPack(world.editor, { packId: world.packId });
  });

  it("by whoever gave it: all of it waits again, for anybody who may agree", async () => {
    const { editor, lead, other, packId, theCase } = world;
    const another = await aColleague([theCase, other]);
    const [briefId = ""] = await briefsOf();
    for (const who of [lead, another, ...Object.values(await others())]) {
      await expect(takeBackSecond(who, { briefId })).rejects.toMatchObject({ code: "42501" });
    }
    expect(await leave()).toEqual([true, true, true]);
    await packPasses(packId, 9);
    await takeBackSecond(editor, { briefId });
    await takeBackSecond(editor, { briefId });
    expect(await leave()).toEqual([false, false, false]);
    expect(await agreedBy()).toEqual([null, null, null]);
    await secondPack(another, { packId });
    expect(await agreedBy()).toEqual(Array(3).fill(another.personName));
  });

  it("within ten minutes alone", async () => {
    const [briefId = ""] = await briefsOf();
    await packPasses(world.packId, 10);
    const tried = () => refusalOf(takeBackSecond(world.editor, { briefId }));
    expect(await tried()).toBe("briefs.refused.tenMinutes");
    await broken(
      "app.take_back_second(uuid)",
      ["clock_timestamp() >= b.second_at + interval '10 minutes'", "false"],
      async () => {
        // What keeps briefs as they are still refuses.
        expect(await tried()).toBe("refusals.rule");
        await broken(
          "app.keep_briefs()",
          ["clock_timestamp() >= old.second_at + interval '10 minutes'", "false"],
          async () => expect(await tried()).toBeNull(),
        );
      },
    );
  });

  it("not once consent closed it", async () => {
    const { consents, editor, lead, theCase } = world;
    const [briefId = ""] = await briefsOf();
    await withdrawConsent(lead, { caseId: theCase.id, consentId: consents[0] ?? "" });
    await expect(takeBackSecond(editor, { briefId })).rejects.toMatchObject({ code: "42501" });
  });
});

describe("a pack is taken back by its author", () => {
  const standing = async () =>
    (await seenPack(world.packId, world.lead)).missions.map(({ stands }) => stands);

  it("as far as it did not go out: closed for good, each with its words to go on with", async () => {
    const { editor, lead, packId } = world;
    await expect(takeBackPack(lead, { packId })).rejects.toMatchObject({ code: "42501" });
    await runJobs();
    await secondPack(editor, { packId });
    for (const who of [editor, ...Object.values(await others())]) {
      await expect(takeBackPack(who, { packId })).rejects.toMatchObject({ code: "42501" });
    }
    expect(await standing()).toEqual([true, true, true]);
    await takeBackPack(lead, { packId });
    await takeBackPack(lead, { packId });
    expect(await standing()).toEqual([false, false, false]);
    const { missions } = await seenPack(packId, lead);
    for (const { draftId, stateCode } of missions) {
      const found = await findDraft(lead, draftId ?? "");
      expect(found?.draft).toMatchObject({
        ask: askedFor,
        stateCode,
        kind: "mission",
        caseIds: [world.theCase.id, world.other.id],
      });
    }
    expect(await findDraft(editor, missions[0]?.draftId ?? "")).toBeNull();
  });

  it("one by one as well, which leads to the words of that one", async () => {
    const { lead } = world;
    await runJobs();
    const [, briefId = ""] = await briefsOf();
    const draftId = await takeBackBrief(lead, { briefId });
    expect(await standing()).toEqual([true, false, true]);
    expect((await findDraft(lead, draftId ?? ""))?.draft).toMatchObject({
      ask: askedFor,
      stateCode: "XEB",
    });
    expect(await takeBackBrief(lead, { briefId })).toBe(draftId);
    // What is made of those words is no brief of the pack any more, and leads back to them as well.
    const again = await made(lead, draftId ?? "");
    expect(await findPackOf(lead, again)).toEqual({ isGoing: false, pack: null });
    expect(await takeBackBrief(lead, { briefId: again })).toBe(draftId);
  });

  it("and not what went out", async () => {
    const { editor, lead, packId } = world;
    await runJobs();
    await secondPack(editor, { packId });
    await packPasses(packId, 10);
    const tried = () => refusalOf(takeBackPack(lead, { packId }));
    expect(await tried()).toBe("briefs.refused.wentOut");
    expect(await standing()).toEqual([true, true, true]);
    await broken(
      "app.take_back_pack(uuid)",
      ["coalesce(app.brief_leaves_at(x.id) > clock_timestamp(), true)", "true"],
      async () => {
        expect(await tried()).toBeNull();
        expect(await standing()).toEqual([false, false, false]);
      },
    );
  });
});
