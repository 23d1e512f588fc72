import { beforeAll, describe, expect, it } from "vitest";
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
import {
  type CommitmentPage,
  type CommitmentRow,
  type CommitmentView,
  type Grouping,
  groupings,
  groupKey,
  lastPage,
  openStages,
  shownStage,
} from "./commitment";
import { type Condition, conditions, wordOf } from "./conditions";
import { findMatrix } from "./matrix";
import { listCommitments, todayOf } from "./queries";

useDatabase();

let lead: Member;
let colleague: Member;
let cases: Case[];
let sessions: string[];

/** Two real regions and two invented ones; a case that the colleague does not read; every kind of condition. */
beforeAll(async () => {
  const organisation = await anOrganisation();
  lead = await aMember(organisation);
  colleague = await aMember(organisation);
  lead.hasExample = true;
  colleague.hasExample = true;
  sessions = [
    await aSession(organisation, { startsOn: "2026-12-07" }),
    await aSession(organisation, { startsOn: "2027-03-01", forum: "hrc", kind: "hrc_regular" }),
  ];
  cases = [
    await aCase(lead, { title: "Stopped at the border", visibility: "organisation" }),
    await aCase(lead, { title: "Office searched" }),
  ];
  const sql = asSuperuser();
  const today = todayOf(lead);
  const states = ["XEA", "XEC", "DEU", "SWE", "MEX", "FJI"];
  const stages = ["asked", "agreed", "considering", "declined"] as const;
  let n = 0;
  for (const theCase of cases) {
    for (const session of sessions) {
      for (const stateCode of states) {
        n += 1;
        if (n % 5 === 0) {
          continue;
        }
        const id = await aCommitment(theCase, session, {
          stateCode,
          stage: stages[n % stages.length] ?? "asked",
        });
        await sql`update commitments set word = ${n % 6 || null},
          due_on = ${n % 3 === 0 ? null : n % 3 === 1 ? "2020-01-01" : today},
          owner_id = ${n % 2 ? lead.membershipId : null} where id = ${id}`;
        if (n % 7 === 0) {
          await anIntervention(theCase, session, lead, { stateCode });
        }
      }
    }
  }
});

const view = (wanted: Partial<CommitmentView> = {}): CommitmentView => ({
  sort: "changed",
  direction: "desc",
  limit: 4,
  ...wanted,
});

async function allPages(member: Member, wanted: Partial<CommitmentView>, way: "down" | "up") {
  const rows: CommitmentRow[] = [];
  const pages: CommitmentPage[] = [];
  let at: Partial<CommitmentView> = way === "down" ? {} : { before: lastPage };
  for (let turn = 0; turn < 50; turn += 1) {
    const page = await listCommitments(member, view({ ...wanted, ...at }));
    pages.push(page);
    rows[way === "down" ? "push" : "unshift"](...page.rows);
    const on = way === "down" ? page.next : page.previous;
    if (!on) {
      return { rows, pages };
    }
    at = way === "down" ? { after: on } : { before: on };
  }
  throw new Error("The list does not end.");
}

const filters: [string, () => Partial<CommitmentView>][] = [
  ["everything", () => ({})],
  ["a stage", () => ({ stage: ["agreed"] })],
  ["a session", () => ({ sessionId: sessions[1] as string })],
  ["a case", () => ({ caseId: (cases[0] as Case).id })],
  ["what is late", () => ({ due: "late" })],
  ["a forum", () => ({ forum: "hrc" })],
  ["a word", () => ({ q: "border" })],
];

/** By hand, from the rows themselves. */
function isTrue(row: CommitmentRow, condition: Condition): boolean {
  const stage = shownStage(row);
  const today = todayOf(lead);
  const word = wordOf(condition);
  if (word) {
    return (row.word ?? 0) >= word;
  }
  switch (condition) {
    case "late":
      return row.dueOn !== null && row.dueOn < today && stage !== "raised";
    case "week":
      return row.dueOn === today && stage !== "raised";
    case "unowned":
      return row.owner === null && (openStages as readonly string[]).includes(stage);
    default:
      return stage === condition;
  }
}

describe("groups", () => {
  it.each(filters)("are counted over all pages: %s", async (_name, filter) => {
    for (const member of [lead, colleague]) {
      const { rows: all } = await allPages(member, filter(), "down");
      for (const group of groupings) {
        for (const way of ["down", "up"] as const) {
          const { rows, pages } = await allPages(member, { ...filter(), group }, way);
          expect(rows.map((row) => row.id).sort()).toEqual(all.map((row) => row.id).sort());
          for (const page of pages) {
            expect(Object.keys(page.groups).sort()).toEqual(
              [...new Set(page.rows.map((row) => groupKey(row, group)))].sort(),
            );
            for (const [key, counted] of Object.entries(page.groups)) {
              expect(counted, `${group} ${key}`).toEqual({
                n: all.filter((row) => groupKey(row, group) === key).length,
                atLeast: false,
              });
            }
          }
        }
      }
    }
  });

  it("stand together, regions in the order of the UN and within each the States by name, where that is asked for", async () => {
    const { rows } = await allPages(
      lead,
      { group: "region", sort: "state", direction: "asc" },
      "down",
    );
    const runs = (of: (row: CommitmentRow) => string) =>
      rows.map(of).filter((value, index, all) => value !== all[index - 1]);
    expect(runs((row) => row.region)).toEqual([
      "ASIA_PACIFIC",
      "GRULAC",
      "WEOG",
      "EXAMPLE_A",
      "EXAMPLE_B",
    ]);
    expect(runs((row) => row.state.code)).toEqual(["FJI", "MEX", "DEU", "SWE", "XEA", "XEC"]);
  });
});

describe("counts below the list", () => {
  it.each(filters)("are those of all pages: %s", async (_name, filter) => {
    for (const member of [lead, colleague]) {
      const { rows } = await allPages(member, filter(), "down");
      const page = await listCommitments(member, view({ ...filter(), counts: [...conditions] }));
      for (const { condition, ...counted } of page.counts) {
        expect(counted, condition).toEqual({
          n: rows.filter((row) => isTrue(row, condition)).length,
          atLeast: false,
          among: null,
        });
      }
      expect(page.counts.map(({ condition }) => condition)).toEqual(conditions);
    }
  });

  it("say where they stopped", async () => {
    const organisation = await anOrganisation();
    const worker = await aMember(organisation);
    const session = await aSession(organisation);
    const theCase = await aCase(worker, { visibility: "organisation" });
    const sql = asSuperuser();
    await aCommitment(theCase, session, { stateCode: "DEU", stage: "asked" });
    // Past the triggers, which would take their time for each.
    await sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`insert into commitments (org_id, id, case_id, state_code, session_id, forum, stage, word, due_on,
          changed_at, recorded_org_id)
        select ${organisation.id}, app.uuidv7(), ${theCase.id}, 'DEU', app.uuidv7(), 'upr', 'asked', 4, '2020-01-01',
          '2020-01-01', ${organisation.id} from generate_series(1, 1200)`;
      await tx`insert into commitment_readers (audience_id, commitment_id, org_id, case_id, state_code, session_id,
          forum, stage, due_on, changed_at)
        select ${organisation.id}, c.id, c.org_id, c.case_id, c.state_code, c.session_id, c.forum, c.stage, c.due_on,
          c.changed_at from commitments c where c.case_id = ${theCase.id} and c.word = 4`;
    });
    const page = await listCommitments(
      worker,
      view({ forum: "upr", group: "state" satisfies Grouping, counts: ["asked", "late", "word4"] }),
    );
    expect(page.total).toEqual({ n: 1_000, atLeast: true });
    expect(page.groups).toEqual({ DEU: { n: 1_000, atLeast: true } });
    expect(page.counts).toMatchObject([
      { condition: "asked", atLeast: true },
      { condition: "late", n: 1_000, atLeast: true },
      { condition: "word4", atLeast: false, among: 1_000 },
    ]);
  });
});

describe("a matrix", () => {
  const statesOf = async (wanted: Parameters<typeof findMatrix>[1]) =>
    (await findMatrix(lead, wanted)).regions
      .flatMap((region) => region.rows.map((row) => row.code))
      .sort();

  it("leaves out the rows of States that do not fit, and no cell of those that do", async () => {
    const { rows } = await allPages(lead, { stage: ["agreed"] }, "down");
    const agreed = [...new Set(rows.map((row) => row.state.code))].sort();
    expect(await statesOf({ stage: ["agreed"] })).toEqual(agreed);
    const stages = (await findMatrix(lead, { stage: ["agreed"] })).regions.flatMap((region) =>
      region.rows.flatMap((row) => row.cells.map((cell) => cell?.[0])),
    );
    expect(new Set(stages).size).toBeGreaterThan(1);
  });

  it("shows a State that is asked for before anybody asked it", async () => {
    expect(await statesOf({ state: ["FRA", "DEU"] })).toEqual(["DEU", "FRA"]);
    expect(await statesOf({ state: [] })).toEqual([]);
  });
});
