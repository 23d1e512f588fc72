import Papa from "papaparse";
import { beforeAll, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aCommitment,
  aConsent,
  aDefender,
  aMember,
  anIntervention,
  anOrganisation,
  aSession,
  type Case,
  type Member,
} from "@/db/testing/factories";
import { type AccountWords, accountColumns, accountFile } from "./account-file";
import { giveReason } from "./commands";

useDatabase();

const plainWords: AccountWords = {
  column: (name) => name,
  outcome: (outcome) => outcome,
  promise: ({ stage }) => stage,
  delivery: ({ delivery }) => delivery ?? "",
  raised: ({ on }) => on ?? "",
  through: ({ speaker }, line) => (speaker.code === line.state.code ? "" : speaker.name),
  grades: ({ grades }) => grades.join(" "),
  why: ({ reason }) => reason ?? "",
  rule: ({ rule }, mayName) => [
    `${rule.count.total} States`,
    ...rule.count.sources.map(({ source }) => (mayName(source) ? source : "a source")),
  ],
};

let lead: Member;
let colleague: Member;
let session: string;
let silent: Case;
let named: Case;

beforeAll(async () => {
  const organisation = await anOrganisation();
  await asSuperuser()`update organisations set has_example = true where id = ${organisation.id}`;
  lead = { ...(await aMember(organisation)), hasExample: true } as Member;
  colleague = { ...(await aMember(organisation)), hasExample: true } as Member;
  session = await aSession(organisation);
  const options = { visibility: "organisation" as const };
  silent = await aCase(lead, { ...options, title: "Silent title" });
  named = await aCase(lead, { ...options, title: "Named title" });
  await aDefender(silent);
  await aConsent(named, await aDefender(named), lead, "public_statement", "yes");
  for (const [theCase, stateCode, stage] of [
    [silent, "XEA", "agreed"],
    [named, "XEB", "agreed"],
    [named, "XEC", "asked"],
  ] as const) {
    await aCommitment(theCase, session, { stateCode, stage });
    await said(theCase, stateCode, `=Words of ${stateCode}`, `Source of ${stateCode}`);
  }
  for (const theCase of [silent, named]) {
    const commitmentId = await aCommitment(theCase, session, { stateCode: "XED", stage: "agreed" });
    await giveReason(lead, {
      sessionId: session,
      commitmentId,
      reason: "held_back",
      words: `Told us of ${theCase === silent ? "silent" : "named"}`,
    });
  }
  const own = await aCase(lead, { title: "Team's own" });
  await aConsent(own, await aDefender(own), lead, "public_statement", "yes");
  await aCommitment(own, session, { stateCode: "XEE", stage: "agreed" });
});

async function said(theCase: Case, stateCode: string, quote: string, source: string) {
  const id = await anIntervention(theCase, session, lead, { stateCode });
  await asSuperuser()`update evidence set quote = ${quote}, source = ${source}
    where intervention_id = ${id}`;
}

async function taken(by: Member) {
  const text = await accountFile(by, session, plainWords);
  const { data } = Papa.parse<Record<string, string>>(text, { header: true });
  return {
    text,
    of: (state: number, theCase?: string) =>
      data.find(
        (row) =>
          row.state === `Example State ${state}` && (!theCase || row.case?.includes(theCase)),
      ),
  };
}

it("has a line for each State and case, with what is on record and why not", async () => {
  const { of, text } = await taken(lead);
  expect(text.split("\r\n")[0]).toBe(accountColumns.map((name) => `"${name}"`).join(","));
  expect(of(1)).toMatchObject({ outcome: "kept", promise: "agreed" });
  expect(of(3)).toMatchObject({ outcome: "unpromised", promise: "asked" });
  expect(of(4, "Named")).toMatchObject({
    outcome: "notRaised",
    why: "held_back",
    whyWords: "Told us of named",
    delivery: "not_delivered",
  });
  expect(text).toContain("3 States");
});

it("lets titles and words leave only as consent allows, and no formula", async () => {
  const { of, text } = await taken(lead);
  expect(of(2)).toMatchObject({ words: "'=Words of XEB", case: expect.stringContaining("Named") });
  expect(of(1)?.words).toBe("");
  expect(text).not.toMatch(/Silent title|Words of XEA|Source of XEA|Told us of silent/);
  expect(text).toContain("Source of XEB");
});

it("holds what its reader reads, and nothing of a team's own", async () => {
  expect((await taken(lead)).text).toContain("Team's own");
  expect((await taken(colleague)).text).not.toContain("Team's own");
  const stranger = await aMember(await anOrganisation());
  expect((await taken(stranger)).text).not.toMatch(/Example State|PL-/);
});

it("leaves one disclosure with each case that it names", async () => {
  const count = async () =>
    (
      await asSuperuser()`select case_id from disclosures
        where person_id = ${colleague.personId} and kind = 'export'`
    ).length;
  const before = await count();
  await taken(colleague);
  expect((await count()) - before).toBe(2);
});

it("would tell the words if the database let everybody be named (the broken variant)", async () => {
  const superuser = asSuperuser();
  const [kept] = await superuser<{ source: string }[]>`
    select pg_get_functiondef('app.namings_allowed(uuid[],text[],text[])'::regprocedure) as source`;
  const source = kept?.source ?? "";
  const rule = "r.everyone >= 1 and r.persons = 2";
  expect(source).toContain(rule);
  await superuser.unsafe(source.replace(rule, "true"));
  try {
    expect((await taken(lead)).text).toContain("Words of XEA");
  } finally {
    await superuser.unsafe(source);
  }
});
