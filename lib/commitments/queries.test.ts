import { beforeAll, describe, expect, it } from "vitest";
import { shownStages, stages } from "@/db/reference/words";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aCommitment,
  aConsent,
  aMember,
  anIntervention,
  anOrganisation,
  aSession,
  aShare,
  aSharedCase,
  type Case,
  type Member,
} from "@/db/testing/factories";
import {
  type CommitmentPage,
  type CommitmentRow,
  type CommitmentView,
  groupings,
  groupKey,
  lastPage,
  mostSelected,
  shownStage,
  sortOrders,
  stageLadder,
} from "./commitment";
import { findCommitment } from "./detail-queries";
import { listCommitments, listOutstanding, listSelectable, viewFrom } from "./queries";

useDatabase();

const view = (wanted: Partial<CommitmentView> = {}): CommitmentView => ({
  sort: "changed",
  direction: "desc",
  limit: 7,
  ...wanted,
});

/** A world of three audiences: cases of the team alone, of the organisation, and of a partner. */
let lead: Member;
let colleague: Member;
let partner: Member;
let cases: Case[];
let sessions: string[];
let truth: Map<string, string[]>;

const randomly = (() => {
  let seed = 42;
  return <T>(values: readonly T[]): T => {
    seed = (seed * 48_271) % 2_147_483_647;
    return values[seed % values.length] as T;
  };
})();

beforeAll(async () => {
  const organisation = await anOrganisation();
  const partnerOrganisation = await anOrganisation();
  lead = await aMember(organisation);
  colleague = await aMember(organisation);
  partner = await aMember(partnerOrganisation);
  lead.hasExample = true;
  colleague.hasExample = true;
  partner.hasExample = true;
  sessions = [
    await aSession(organisation, { startsOn: "2026-12-07" }),
    await aSession(organisation, { startsOn: "2027-03-01", forum: "hrc", kind: "hrc_regular" }),
    await aSession(organisation, { startsOn: "2026-06-01", forum: "bilateral", kind: "bilateral" }),
  ];
  cases = [
    await aCase(lead, { title: "Stopped at the border" }),
    await aCase(lead, { title: "Questioned at the airport", visibility: "organisation" }),
    await aSharedCase(lead, partnerOrganisation, "contribute", {
      title: "Office searched",
      visibility: "organisation",
    }),
    await aCase(lead, { title: "Passports kept at the border", visibility: "organisation" }),
  ];
  const codes = ["XEA", "XEB", "XEC", "XED", "XEE", "XEF", "DEU", "SWE", "MEX"];
  const sql = asSuperuser();
  for (const theCase of cases) {
    for (const session of sessions) {
      for (const stateCode of codes) {
        if (randomly([true, true, false])) {
          const id = await aCommitment(theCase, session, {
            stateCode,
            stage: randomly(stages),
            visibility: randomly(["team", "organisation", "organisation", "partners"]),
          });
          if (randomly([true, false, false])) {
            await sql`update commitments set due_on = ${randomly(["2026-11-01", "2026-12-01", "2026-12-01"])},
              owner_id = ${randomly([lead.membershipId, colleague.membershipId])} where id = ${id}`;
          }
          if (randomly([true, false, false, false, false])) {
            await anIntervention(theCase, session, lead, { stateCode });
          }
          if (randomly([true, false])) {
            // Many rows of one moment: the second key has to keep them apart.
            await sql`update commitments set changed_at = '2026-11-20 10:00:00.123456Z' where id = ${id}`;
          }
        }
      }
    }
  }
  truth = new Map();
  for (const member of [lead, colleague, partner]) {
    const readable = await sql`select distinct commitment_id from commitment_readers
      where audience_id in (${member.organisationId}, ${member.membershipId})`;
    truth.set(
      member.membershipId,
      readable.map((row) => row.commitment_id),
    );
  }
});

async function allPages(member: Member, wanted: Partial<CommitmentView>, way: "down" | "up") {
  const rows: CommitmentRow[] = [];
  const pages: CommitmentPage[] = [];
  let at: Partial<CommitmentView> = way === "down" ? {} : { before: lastPage };
  for (let turn = 0; turn < 100; turn += 1) {
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

const ids = (rows: CommitmentRow[]) => rows.map((row) => row.id);

const orders: Partial<CommitmentView>[] = [
  {},
  { direction: "asc" },
  { sort: "due", direction: "asc" },
  { sort: "due" },
  { sort: "state", direction: "asc" },
  { sort: "state" },
  { sort: "stage", direction: "asc" },
  { sort: "stage" },
  { sort: "case" },
  { sort: "case", direction: "asc" },
  { group: "state" },
  { group: "session" },
  { group: "case" },
  { group: "region" },
];

describe("pages of the list", () => {
  it.each(orders)("hold each commitment once, forwards and backwards: %o", async (order) => {
    for (const member of [lead, colleague, partner]) {
      const down = await allPages(member, order, "down");
      expect(new Set(ids(down.rows)).size).toBe(down.rows.length);
      expect([...ids(down.rows)].sort()).toEqual(
        [...(truth.get(member.membershipId) ?? [])].sort(),
      );
      const up = await allPages(member, order, "up");
      expect(ids(up.rows)).toEqual(ids(down.rows));
      const last = await listCommitments(member, view({ ...order, before: lastPage }));
      expect(last.from).toBe(Math.max(1, down.rows.length - last.rows.length + 1));
      expect(last.next).toBeNull();
      if (down.pages[1]) {
        expect(down.pages[1].from).toBe(8);
      }
    }
  });

  it("go by what they say they go by", async () => {
    const sorted = async (order: Partial<CommitmentView>, of: (row: CommitmentRow) => string) =>
      (await allPages(lead, order, "down")).rows.map(of);
    const isRising = (values: string[]) =>
      values.every((value, index) => index === 0 || (values[index - 1] as string) <= value);
    expect(isRising((await sorted({}, (row) => row.changedAt)).reverse())).toBe(true);
    expect(isRising(await sorted({ sort: "due", direction: "asc" }, (r) => r.dueOn ?? "9"))).toBe(
      true,
    );
    expect(isRising(await sorted({ sort: "state", direction: "asc" }, (r) => r.state.name))).toBe(
      true,
    );
    expect(isRising((await sorted({ sort: "state" }, (row) => row.state.name)).reverse())).toBe(
      true,
    );
    expect(
      isRising(
        await sorted({ sort: "stage", direction: "asc" }, (row) =>
          String(stageLadder.indexOf(shownStage(row))),
        ),
      ),
    ).toBe(true);
    const bySession = await sorted({ group: "session" }, (row) => row.session.id);
    expect([...new Set(bySession)]).toEqual([sessions[1], sessions[0], sessions[2]]);
    const byCase = await sorted({ sort: "case" }, (row) => row.case.id);
    expect([...new Set(byCase)]).toEqual(cases.map((theCase) => theCase.id).reverse());
  });

  it.each(groupings)("keep their order within each group: %s", async (group) => {
    for (const sort of sortOrders) {
      for (const direction of ["asc", "desc"] as const) {
        const keyOf = (row: CommitmentRow) =>
          ({
            changed: row.changedAt,
            due: row.dueOn,
            state: row.state.name,
            stage: shownStage(row),
            case: row.case.id,
          })[sort];
        const alone = (await allPages(lead, { sort, direction }, "down")).rows;
        const { rows } = await allPages(lead, { sort, direction, group }, "down");
        const up = await allPages(lead, { sort, direction, group }, "up");
        expect(ids(up.rows)).toEqual(ids(rows));
        const keys = rows.map((row) => groupKey(row, group));
        const runs = keys.filter((key, at) => key !== keys[at - 1]);
        expect(new Set(runs).size, "a group stands once").toBe(runs.length);
        for (const key of runs) {
          const within = (all: CommitmentRow[]) =>
            all.filter((row) => groupKey(row, group) === key).map(keyOf);
          expect(within(rows), `${group} by ${sort} ${direction}`).toEqual(within(alone));
        }
      }
    }
  });

  it("go on where they were when rows were added meanwhile", async () => {
    const first = await listCommitments(lead, view({ sort: "state", direction: "asc" }));
    const stretch = await listCommitments(
      lead,
      view({ sort: "state", direction: "asc", after: first.next ?? "" }),
    );
    const back = await listCommitments(
      lead,
      view({ sort: "state", direction: "asc", before: stretch.previous ?? "" }),
    );
    expect(ids(back.rows)).toEqual(ids(first.rows));
  });

  it("take a cursor of another order, or nonsense, for the first page", async () => {
    const first = await listCommitments(lead, view());
    for (const after of ["nonsense", "W10", first.next ?? ""]) {
      const page = await listCommitments(lead, view({ sort: "stage", after }));
      expect(page.from).toBe(1);
      expect(page.previous).toBeNull();
    }
  });
});

const filters: [string, Partial<CommitmentView>, (row: CommitmentRow) => boolean][] = [
  ["a State", { state: ["XEB"] }, (row) => row.state.code === "XEB"],
  ["States", { state: ["XEB", "MEX"] }, (row) => ["XEB", "MEX"].includes(row.state.code)],
  ["a stage", { stage: ["agreed"] }, (row) => shownStage(row) === "agreed"],
  [
    "stages",
    { stage: ["raised", "asked"] },
    (row) => ["raised", "asked"].includes(shownStage(row)),
  ],
  [
    "State and stage",
    { state: ["XEA"], stage: ["raised"] },
    (row) => row.state.code === "XEA" && row.isRaised,
  ],
  ["a forum", { forum: "hrc" }, (row) => row.forum === "hrc"],
  ["any due date", { due: "any" }, (row) => row.dueOn !== null],
  ["late replies", { due: "late" }, (row) => row.dueOn === "2026-11-01" && !row.isRaised],
];

describe("filters and totals", () => {
  it.each(filters)("by %s equal the truth under every order", async (_name, filter, fits) => {
    const everything = (await allPages(lead, {}, "down")).rows;
    const expected = everything.filter(fits);
    for (const order of orders) {
      const { rows, pages } = await allPages(lead, { ...filter, ...order }, "down");
      expect(ids(rows).sort(), JSON.stringify(order)).toEqual(ids(expected).sort());
      expect(pages[0]?.total).toEqual({ n: expected.length, atLeast: false });
      expect(pages[0]?.raised).toBe(expected.filter((row) => row.isRaised).length);
      expect(pages[0]?.toCome).toBe(expected.filter((row) => shownStage(row) === "agreed").length);
    }
  });

  it("by case, session and owner equal the truth", async () => {
    const everything = (await allPages(lead, {}, "down")).rows;
    const caseId = cases[1]?.id ?? "";
    const sessionId = sessions[1] ?? "";
    for (const order of orders) {
      for (const [filter, fits] of [
        [{ caseId }, (row: CommitmentRow) => row.case.id === caseId],
        [{ sessionId }, (row: CommitmentRow) => row.session.id === sessionId],
        [
          { ownerId: lead.membershipId },
          (row: CommitmentRow) => row.owner?.id === lead.membershipId,
        ],
        [
          { needsMe: true },
          (row: CommitmentRow) =>
            row.owner?.id === lead.membershipId &&
            ["planned", "asked", "considering", "no_answer"].includes(shownStage(row)),
        ],
      ] as const) {
        const { rows, pages } = await allPages(lead, { ...filter, ...order }, "down");
        expect(ids(rows).sort()).toEqual(ids(everything.filter(fits)).sort());
        expect(pages[0]?.total.n).toBe(rows.length);
      }
    }
  });

  it("find nothing of another organisation", async () => {
    const stranger = await aMember(await anOrganisation());
    const page = await listCommitments(stranger, view());
    expect(page).toMatchObject({ rows: [], total: { n: 0 }, toCome: 0, raised: 0, next: null });
    expect(await listCommitments(stranger, view({ caseId: cases[1]?.id ?? "" }))).toMatchObject({
      rows: [],
      total: { n: 0 },
    });
  });
});

describe("search", () => {
  it("finds States by what they are called and cases by their title, each commitment once", async () => {
    const everything = (await allPages(lead, {}, "down")).rows;
    const expected: [string, (row: CommitmentRow) => boolean][] = [
      ["Allemagne", (row) => row.state.code === "DEU"],
      ["Example State 2", (row) => row.state.code === "XEB"],
      ["border", (row) => row.case.title.includes("border")],
      ["exam", (row) => row.state.code.startsWith("XE")],
      ["no such thing", () => false],
      // Matches a State and, as letters, the titles of cases.
      ["at the", (row) => row.case.title.includes("at the")],
      ["100%", () => false],
    ];
    for (const [q, fits] of expected) {
      for (const order of orders) {
        const { rows, pages } = await allPages(lead, { q, ...order }, "down");
        expect(ids(rows).sort(), `${q} ${JSON.stringify(order)}`).toEqual(
          ids(everything.filter(fits)).sort(),
        );
        expect(new Set(ids(rows)).size).toBe(rows.length);
        expect(pages[0]?.total.n).toBe(rows.length);
      }
    }
  });

  it("walks the ordered list when a word is in very many cases", async () => {
    const organisation = await anOrganisation();
    const member = await aMember(organisation);
    const session = await aSession(organisation);
    await asSuperuser()`insert into cases (org_id, id, reference, title, country_code, created_by)
      select ${organisation.id}, app.uuidv7(), '', 'Common word ' || n, 'XEG', ${member.membershipId}
      from generate_series(1, 230) n`;
    await asSuperuser()`insert into commitments (org_id, case_id, state_code, session_id, forum, recorded_org_id)
      select org_id, id, 'XEA', ${session}, 'upr', org_id from cases where org_id = ${organisation.id}`;
    for (const order of orders) {
      const { rows, pages } = await allPages(member, { q: "common", limit: 60, ...order }, "down");
      expect(new Set(ids(rows)).size).toBe(230);
      expect(pages[0]?.total).toEqual({ n: 230, atLeast: false });
    }
  });
});

it("keeps a list's counters equal to its rows through changes of stage, visibility and team", async () => {
  const { pages, rows } = await allPages(colleague, {}, "down");
  expect(pages[0]?.total.n).toBe(rows.length);
  const team = cases[0] as Case;
  await asSuperuser()`update cases set visibility = 'organisation' where id = ${team.id}`;
  const after = await allPages(colleague, {}, "down");
  expect(after.pages[0]?.total.n).toBe(after.rows.length);
  expect(after.rows.length).toBeGreaterThan(rows.length);
  await asSuperuser()`update cases set visibility = 'team' where id = ${team.id}`;
  expect((await allPages(colleague, {}, "down")).pages[0]?.total.n).toBe(rows.length);
});

it("reads addresses and leaves out what it does not understand", async () => {
  const [state] = await asSuperuser()`select key from states where code = 'XEA'`;
  const read = await viewFrom(lead, {
    state: [state?.key, "nonsense"],
    stage: "agreed,raised,nonsense",
    case: "'; drop table cases",
    sort: "due",
    due: "late",
    mine: "1",
  });
  expect(read).toEqual({
    state: ["XEA"],
    stage: ["agreed", "raised"],
    sort: "due",
    direction: "asc",
    due: "late",
    needsMe: true,
    limit: 50,
  });
  expect((await listCommitments(lead, read)).query).toBe(
    `state=${state?.key}&stage=agreed%2Craised&mine=1&due=late&sort=due`,
  );
  expect(shownStages).toHaveLength(8);
});

it("lists what waits for an answer by day", async () => {
  const waiting = await listOutstanding(lead, { mine: false, limit: 50 });
  expect(waiting.length).toBeGreaterThan(0);
  expect(
    waiting.every((row) => row.dueOn && ["asked", "considering", "no_answer"].includes(row.stage)),
  ).toBe(true);
  expect(waiting.map((row) => row.dueOn)).toEqual(waiting.map((row) => row.dueOn).sort());
  const mine = await listOutstanding(lead, { mine: true, limit: 50 });
  expect(mine.every((row) => row.owner?.id === lead.membershipId)).toBe(true);
});

it("shows nothing of a commitment that is not the actor's to read", async () => {
  const hidden = (truth.get(lead.membershipId) ?? []).find(
    (id) => !truth.get(partner.membershipId)?.includes(id),
  );
  expect(await findCommitment(partner, hidden ?? "")).toBeNull();
  expect(await findCommitment(lead, hidden ?? "")).toMatchObject({ id: hidden });
});

it("an owner is named to colleagues, and told to partners as an organisation", async () => {
  const [ours, theirs, third] = [
    await anOrganisation(),
    await anOrganisation(),
    await anOrganisation(),
  ];
  const [owner, reader] = [await aMember(ours), await aMember(ours)];
  const [guest, guestReader, other] = [
    await aMember(theirs),
    await aMember(theirs),
    await aMember(third),
  ];
  const shared = await aSharedCase(owner, theirs, "contribute", { visibility: "organisation" });
  const defenders = await asSuperuser()`select id from defenders where case_id = ${shared.id}`;
  await aConsent(shared, defenders[0]?.id, owner, "share_with_organisation", "anonymous", {
    organisation: third,
  });
  await aShare(shared, owner, third);
  const session = await aSession(ours);
  const own = await aCommitment(shared, session, { visibility: "partners" });
  const asked = await aCommitment(shared, session, {
    ...{ stateCode: "XEB", visibility: "partners", recordedOrgId: theirs.id },
  });
  await asSuperuser()`update commitments set owner_id = ${owner.membershipId} where id = ${own}`;
  await asSuperuser()`update commitments set owner_id = ${guest.membershipId} where id = ${asked}`;
  const ownerFor = async (who: Member, id: string) => (await findCommitment(who, id))?.owner;
  const named = { name: owner.personName, organisation: null };
  expect(await ownerFor(owner, own)).toMatchObject({ ...named, isMe: true });
  expect(await ownerFor(reader, own)).toMatchObject({ ...named, isMe: false });
  const ofOurs = { name: "", organisation: ours.name, isMe: false };
  expect(await ownerFor(guest, own)).toMatchObject(ofOurs);
  expect(await ownerFor(guest, asked)).toMatchObject({ name: guest.personName, isMe: true });
  expect(await ownerFor(guestReader, asked)).toMatchObject({ name: guest.personName });
  expect(await ownerFor(reader, asked)).toMatchObject({ name: "", organisation: theirs.name });
  // Of neither organisation: it may be either, and is not guessed.
  expect(await ownerFor(other, own)).toMatchObject({ name: "", organisation: ours.name });
  expect(await ownerFor(other, asked)).toMatchObject({ name: "", organisation: null });
});

describe("what may be selected at once", () => {
  it("is all that a filter finds and its reader may change, from all pages", async () => {
    for (const member of [lead, colleague, partner]) {
      for (const filter of [{}, { stage: ["agreed"] }, { group: "region" }] as const) {
        const wanted = { ...filter } as Partial<CommitmentView>;
        const { rows } = await allPages(member, wanted, "down");
        const after = (await listCommitments(member, view(wanted))).next;
        // Wherever in the list it is asked for.
        const found = await listSelectable(member, view({ ...wanted, ...(after && { after }) }));
        expect(ids(found.rows)).toEqual(ids(rows.filter((row) => row.mayChange)));
        expect(found).toMatchObject({
          others: rows.filter((row) => !row.mayChange).length,
          hasMore: false,
        });
      }
    }
    const theirs = await listSelectable(colleague, view());
    expect(theirs.others).toBeGreaterThan(0);
  });

  it("ends at a bound, and says that the list goes on", async () => {
    const organisation = await anOrganisation();
    const member = await aMember(organisation);
    const place = await aSession(organisation);
    await asSuperuser()`insert into cases (org_id, id, reference, title, country_code, created_by)
      select ${organisation.id}, app.uuidv7(), '', 'Many ' || n, 'XEG', ${member.membershipId}
      from generate_series(1, ${mostSelected + 5}) n`;
    await asSuperuser()`insert into commitments
        (org_id, case_id, state_code, session_id, forum, recorded_org_id, stage)
      select org_id, id, 'XEA', ${place}, 'upr', org_id, 'asked'
      from cases where org_id = ${organisation.id}`;
    const found = await listSelectable(member, view());
    expect(found.rows.length + found.others).toBe(mostSelected);
    expect(found.hasMore).toBe(true);
  });
});
