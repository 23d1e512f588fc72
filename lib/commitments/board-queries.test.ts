import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aCommitment,
  aMember,
  anIntervention,
  anOrganisation,
  aSession,
  type Case,
  type Member,
} from "@/db/testing/factories";
import { boardCards, foldedStages } from "./board";
import { findBoard } from "./board-queries";
import { type CommitmentView, countedUpTo, shownStage } from "./commitment";
import { forumWalk } from "./listing-count";
import { listCommitments, listingContext, listingNames } from "./queries";

useDatabase();

const view = (wanted: Partial<CommitmentView> = {}): CommitmentView => ({
  sort: "changed",
  direction: "desc",
  limit: 50,
  ...wanted,
});

let lead: Member;
let colleague: Member;
let teamCase: Case;
let openCase: Case;
let session: string;
let otherSession: string;

beforeAll(async () => {
  const organisation = await anOrganisation();
  lead = await aMember(organisation);
  colleague = await aMember(organisation);
  lead.hasExample = true;
  session = await aSession(organisation);
  otherSession = await aSession(organisation);
  teamCase = await aCase(lead, { title: "Stopped at the border" });
  openCase = await aCase(lead, { title: "Office searched", visibility: "organisation" });
  await aCommitment(teamCase, session, { stateCode: "XEA", stage: "asked" });
  await aCommitment(openCase, session, { stateCode: "XEA", stage: "asked" });
  await aCommitment(openCase, session, { stateCode: "XEB", stage: "agreed" });
  await aCommitment(openCase, session, { stateCode: "XEC", stage: "agreed" });
  await aCommitment(openCase, otherSession, { stateCode: "XED", stage: "declined" });
  await anIntervention(openCase, session, lead, { stateCode: "XEC" });
});

async function columns(member: Member, wanted: Partial<CommitmentView> = {}) {
  const board = await findBoard(member, view(wanted));
  return Object.fromEntries(board.columns.map((column) => [column.stage, column]));
}

describe("a board", () => {
  it("has what its reader may read, and counts nothing else", async () => {
    const mine = await columns(lead);
    expect(mine.asked?.total).toEqual({ n: 2, atLeast: false });
    expect(mine.asked?.cards).toHaveLength(2);
    const theirs = await columns(colleague);
    expect(theirs.asked?.total.n).toBe(1);
    expect(theirs.asked?.cards?.map((row) => row.case.id)).toEqual([openCase.id]);
    expect(theirs.asked?.cards?.[0]?.mayChange).toBe(false);
    const stranger = await columns(await aMember(await anOrganisation()));
    expect(Object.values(stranger).map((column) => column.total.n)).toEqual(Array(8).fill(0));
  });

  it("shows as raised what was raised, whatever stage its ask was left at", async () => {
    const { agreed, raised } = await columns(lead);
    expect(agreed?.cards?.map((row) => row.state.code)).toEqual(["XEB"]);
    expect(raised?.cards?.map((row) => row.state.code)).toEqual(["XEC"]);
    expect([agreed?.total.n, raised?.total.n]).toEqual([1, 1]);
  });

  it("has its columns in the order of the stages, and folds those where nothing is worked on", async () => {
    const { columns: all } = await findBoard(lead, view());
    expect(all.map(({ stage }) => stage)).toEqual([
      "not_approached",
      "planned",
      "asked",
      "considering",
      "agreed",
      "raised",
      "declined",
      "no_answer",
    ]);
    expect(all.filter(({ cards }) => cards === null).map(({ stage }) => stage)).toEqual(
      foldedStages,
    );
    expect(all.find(({ stage }) => stage === "declined")?.total.n).toBe(1);
    const asked = await findBoard(lead, view({ stage: ["declined", "asked"] }));
    expect(asked.columns.map(({ stage, cards }) => [stage, cards?.length])).toEqual([
      ["asked", 2],
      ["declined", 1],
    ]);
  });

  it.each<[string, () => Partial<CommitmentView>, number, number]>([
    ["a session", () => ({ sessionId: otherSession }), 0, 1],
    ["a case", () => ({ caseId: teamCase.id }), 1, 0],
    ["a State", () => ({ state: ["XEA"] }), 2, 0],
    ["a forum", () => ({ forum: "ga" }), 0, 0],
    ["a word of a case", () => ({ q: "border" }), 1, 0],
    ["what needs me", () => ({ needsMe: true }), 0, 0],
    ["nothing that there is", () => ({ q: "no such thing" }), 0, 0],
  ])("counts what a filter leaves: %s", async (_, filter, asked, declined) => {
    const found = await columns(lead, filter());
    expect(found.asked?.total).toEqual({ n: asked, atLeast: false });
    expect(found.asked?.cards).toHaveLength(asked);
    expect(found.declined?.total).toEqual({ n: declined, atLeast: false });
  });
});

describe("a board of one forum", () => {
  let member: Member;
  let organisationId: string;
  const walked = 8 * countedUpTo;

  /** Past the triggers, which would take their time for each. */
  async function many(forum: string, stage: string, n: number, changedAt: string) {
    await asSuperuser().begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`insert into commitment_readers (audience_id, commitment_id, org_id, case_id, state_code, session_id,
          forum, stage, changed_at)
        select ${organisationId}, app.uuidv7(), ${organisationId}, ${openCase.id}, 'XEA', ${session}, ${forum},
          ${stage}, ${changedAt}::timestamptz - interval '1 second' * n from generate_series(1, ${n}::int) n`;
    });
  }

  beforeAll(async () => {
    const organisation = await anOrganisation();
    organisationId = organisation.id;
    member = await aMember(organisation);
    // Older than all that is walked: a stage of which there are few altogether, and one that is long elsewhere.
    await many("upr", "declined", 3, "2020-01-01");
    await many("upr", "planned", 2, "2020-01-01");
    await many("ga", "planned", countedUpTo + 1, "2026-01-01");
    await many("upr", "asked", walked, "2026-01-01");
    await many("upr", "agreed", 40, "2026-02-01");
    await asSuperuser()`vacuum analyze commitment_readers`;
  });

  it("counts up to the bound, counts few exactly, and says where there may be more", async () => {
    const { asked, agreed, declined, planned, raised } = await columns(member, { forum: "upr" });
    expect(asked?.total).toEqual({ n: countedUpTo, atLeast: true });
    expect(agreed?.total).toEqual({ n: 40, atLeast: false });
    expect(declined?.total).toEqual({ n: 3, atLeast: false });
    expect(raised?.total).toEqual({ n: 0, atLeast: false });
    expect(planned?.total.atLeast).toBe(true);
    expect(planned?.total.n).toBeLessThanOrEqual(2);
  });

  it("is counted along the index of its forum alone", async () => {
    const names = await listingNames(member, view({ forum: "upr" }));
    const plan = await asActor(member, async (tx) => {
      const context = await listingContext(tx, member, view({ forum: "upr" }), names);
      const rows = await tx.execute<{ "QUERY PLAN": unknown }>(
        sql`explain (analyze, format json) ${forumWalk(context)}`,
      );
      return JSON.stringify([...rows].map((row) => row["QUERY PLAN"]));
    });
    const all = (name: string) =>
      [...plan.matchAll(new RegExp(`"${name}":\\s*"?([^",}]*)`, "g"))].map(([, value]) => value);
    expect(all("Node Type").filter((type) => /Seq Scan|Bitmap/.test(type ?? ""))).toEqual([]);
    expect(all("Index Name")).toContain("readers_by_forum");
    // Nothing was read to be thrown away.
    expect(all("Rows Removed by Filter").filter((n) => n !== "0")).toEqual([]);
  });
});

describe("a long column", () => {
  let member: Member;
  beforeAll(async () => {
    const organisation = await anOrganisation();
    member = await aMember(organisation);
    const place = await aSession(organisation);
    await asSuperuser()`insert into cases (org_id, id, reference, title, country_code, created_by)
      select ${organisation.id}, app.uuidv7(), '', 'Many ' || n, 'XEG', ${member.membershipId}
      from generate_series(1, 1100) n`;
    await asSuperuser()`insert into commitments
        (org_id, case_id, state_code, session_id, forum, recorded_org_id, stage, changed_at)
      select org_id, id, 'XEA', ${place}, 'upr', org_id,
        case when title in ('Many 1', 'Many 2') then 'agreed' else 'asked' end,
        now() - interval '1 second' * (row_number() over (order by id) / 3)
      from cases where org_id = ${organisation.id} and title like 'Many%'`;
  });

  it("gives its first cards, and goes on as a list of its stage without a gap or a double", async () => {
    const board = await findBoard(member, view({ q: "many" }));
    const asked = board.columns.find(({ stage }) => stage === "asked");
    expect(asked?.cards).toHaveLength(boardCards);
    const seen = asked?.cards?.map(({ id }) => id) ?? [];
    let next = asked?.next ?? null;
    expect(next).not.toBeNull();
    while (next) {
      const page = await listCommitments(
        member,
        view({ q: "many", stage: ["asked"], after: next, limit: 400 }),
      );
      expect(page.rows.every((row) => shownStage(row) === "asked")).toBe(true);
      seen.push(...page.rows.map(({ id }) => id));
      next = page.next;
    }
    expect(seen).toHaveLength(1098);
    expect(new Set(seen).size).toBe(1098);
  });

  it("says more than a thousand where it stopped counting, and still counts the short ones", async () => {
    const found = await columns(member, { q: "many" });
    expect(found.asked?.total).toEqual({ n: 1_000, atLeast: true });
    expect(found.agreed?.total).toEqual({ n: 2, atLeast: false });
    const ofForum = await columns(member, { forum: "upr" });
    expect(ofForum.asked?.total).toEqual({ n: 1_000, atLeast: true });
    expect(ofForum.agreed?.total).toEqual({ n: 2, atLeast: false });
    // Without a filter the kept counters know.
    const all = await columns(member);
    expect(all.asked?.total).toEqual({ n: 1_098, atLeast: false });
  });
});
