import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
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
import { giveReason } from "@/lib/afterwards/commands";
import { aScene } from "@/lib/alerts/testing-scene";
import { findSession, type Session } from "@/lib/sessions/queries";
import { open } from "../paper/checker/check";
import { type PaperFormat, paperFormats } from "../paper/checker/opened";
import type { PaperLanguage } from "../paper/paper";
import { takeReport } from "./queries";

useDatabase();

const at = new Date("2026-11-28T10:00:00Z");
let lead: Member;
let colleague: Member;
let session: Session;
let silent: Case;
let named: Case;
let own: Case;

beforeAll(async () => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
  const organisation = await anOrganisation("Example Network");
  await asSuperuser()`update organisations set has_example = true where id = ${organisation.id}`;
  lead = { ...(await aMember(organisation)), hasExample: true } as Member;
  colleague = { ...(await aMember(organisation)), hasExample: true } as Member;
  const id = await aSession(organisation, { title: "Council, first session" });
  session = (await findSession(lead, id)) as Session;
  const options = { visibility: "organisation" as const };
  silent = await aCase(lead, { ...options, title: "Silent title" });
  named = await aCase(lead, { ...options, title: "Named title" });
  own = await aCase(lead, { title: "Team's own" });
  await aDefender(silent);
  for (const theCase of [named, own]) {
    await aConsent(theCase, await aDefender(theCase), lead, "public_statement", "yes");
  }
  await aCommitment(silent, id, { stateCode: "XEA", stage: "agreed" });
  await said(silent, "XEA", "Words of one", "Source of one", "person");
  await aCommitment(named, id, { stateCode: "XEB", stage: "agreed" });
  await said(named, "XEB", "Words of two", "Source of two", "theme");
  await aCommitment(named, id, { stateCode: "XEC", stage: "asked" });
  await said(named, "XEC", "Words of three", "Source of two", "situation");
  const commitmentId = await aCommitment(named, id, { stateCode: "XED", stage: "agreed" });
  await giveReason(lead, { sessionId: id, commitmentId, reason: "held_back", words: "From notes" });
  await aCommitment(named, id, { stateCode: "XEE", stage: "declined" });
  await aCommitment(silent, id, { stateCode: "XEE", stage: "planned" });
  await aCommitment(own, id, { stateCode: "XEF", stage: "agreed" });
});

async function said(
  theCase: Case,
  stateCode: string,
  quote: string,
  source: string,
  naming: string,
) {
  const id = await anIntervention(theCase, session.id, lead, { stateCode });
  await asSuperuser()`update evidence set quote = ${quote}, source = ${source},
    source_url = ${source === "Source of two" ? "https://record.example/two" : null}
    where intervention_id = ${id}`;
  await asSuperuser()`update interventions set naming = ${naming} where id = ${id}`;
}

async function read(
  by: Member,
  language: PaperLanguage = "en",
  format: PaperFormat = "txt",
  of = session,
): Promise<string> {
  const file = await takeReport(by, of, { format, language, at });
  return file ? (await open(format, file)).lines.join("\n") : "";
}

describe("an accountability report", () => {
  it("says of each State and case what was promised and what came of it, with grade and source", async () => {
    const text = await read(lead);
    const row = (state: number) =>
      text.split("\n").find((line) => line.startsWith(`Example State ${state}\t`)) ?? "";
    expect(row(1)).toMatch(/\tSaid yes[^\t]*\tRaised, naming the person[^\t]*\t[A-E]$/);
    expect(row(2)).toMatch(
      /Named title\tSaid yes[^\t]*\tRaised as a theme only[^\t]*\t[A-E] \(1\)$/,
    );
    expect(row(3)).toMatch(/\tAsked\tRaised, describing the situation/);
    expect(row(4)).toContain("\tNot raised. Held back by its capital\t");
    expect(row(5)).toContain("\tDeclined\tNot raised\t");
    // What is only planned is no part of an account.
    expect(text).toContain("Asked, without a promise\t1");
    expect(text).toMatch(/Different States that raised a case\t3\n/);
    expect(text).toContain("A State is counted once");
    expect(text).toContain("https://record.example/two");
  });

  it("holds titles, words and sources only as consent allows, and no words of a reason", async () => {
    const text = await read(lead);
    expect(text).toContain("Words of two");
    expect(text).not.toMatch(/Silent title|Words of one|Source of one|From notes/);
    expect(text).toContain("A source that is not named here: 1 State.");
  });

  it("holds what its reader reads, is noted with each case, and is nothing for a stranger", async () => {
    expect(await read(lead)).toContain("Team's own");
    const noted = async () =>
      (
        await asSuperuser()`select case_id from disclosures
          where person_id = ${colleague.personId} and kind = 'export' and audience = 'docx'`
      ).map((row) => row.case_id);
    expect(await noted()).toEqual([]);
    expect(await read(colleague, "en", "docx")).not.toContain("Team's own");
    expect((await noted()).sort()).toEqual([silent.id, named.id].sort());
    const stranger = await aMember(await anOrganisation());
    expect(await findSession(stranger, session.id)).toBeNull();
    expect(await read(stranger)).not.toMatch(/Example State|PL-/);
  });

  it("can be made in every language and every format, and says of each page that it is an own copy", async () => {
    for (const language of ["en", "fr", "es", "ru", "ar", "zh"] as const) {
      for (const format of paperFormats) {
        const file = await takeReport(lead, session, { format, language, at });
        expect(file, `${language} ${format}`).not.toBeNull();
      }
    }
    const pdf = await takeReport(lead, session, { format: "pdf", language: "en", at });
    const { frame } = await open("pdf", pdf ?? new Uint8Array());
    expect(frame.join(" ")).toContain("Own copy. Not to be handed out");
  });

  it("tells at a yearly occasion what was published over the years, also where sources differ", async () => {
    const id = await aSession({ id: lead.organisationId, name: "" } as never, {
      title: "Third Committee",
      forum: "ga",
      kind: "ga_third_committee",
    });
    const text = await read(lead, "en", "txt", (await findSession(lead, id)) as Session);
    const row = (number: number) =>
      text.split("\n").find((line) => line.startsWith(`General Assembly ${number}:`)) ?? "";
    expect(row(78)).toMatch(/\t17 October 2023\t82 and the European Union\t80\t2$/);
    expect(row(76)).toMatch(/\t80\t–\t80$/);
    expect(row(79)).toMatch(/\tnot known\tnot known\t–\t0$/);
    expect(text).toContain("https://ishr.ch/latest-updates/80-states-speak-out");
    expect(await read(lead)).not.toContain("General Assembly");
  });

  it("makes no day of a date that is known about", async () => {
    await asSuperuser()`update interventions set said_on = '2026-03-01', said_until = '2026-03-31',
      said_precision = 'about' where session_id = ${session.id}`;
    const text = await read(lead);
    expect(text).toContain("about March 2026");
    expect(text).not.toMatch(/\b1 March 2026/);
  });

  it("is the same file when nothing has changed", async () => {
    const take = () => takeReport(lead, session, { format: "pdf", language: "fr", at });
    expect(await take()).toEqual(await take());
  });

  it("loses what people wrote where a protected name was typed", async () => {
    const scene = await aScene();
    const theirs = { ...scene.lead, hasExample: true } as Member;
    const id = await aSession({ id: scene.lead.organisationId, name: "" } as never, {
      title: "Council, second session",
    });
    const [row] = await asSuperuser()<Case[]>`
      select org_id as "orgId", id, country_code as "countryCode" from cases where id = ${scene.caseId}`;
    const theCase = row as Case;
    await aCommitment(theCase, id, { stateCode: "XEA", stage: "agreed" });
    await asSuperuser()`update cases set title = 'What befell Amina Example' where id = ${theCase.id}`;
    const text = await read(theirs, "en", "txt", (await findSession(theirs, id)) as Session);
    expect(text).toContain("Council, second session");
    expect(text).not.toMatch(/amina/i);
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
      expect(await read(lead)).toContain("Words of one");
    } finally {
      await superuser.unsafe(source);
    }
  });
});
