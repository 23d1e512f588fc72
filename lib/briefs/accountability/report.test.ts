import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { alertLanguages, type ReportReader } from "@/db/reference/words";
import { briefJobs, jobParts } from "@/db/schema/briefs";
import { broken } from "@/db/testing/broken";
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
  aShare,
  type Case,
  inTeam,
  type Member,
  type Organisation,
} from "@/db/testing/factories";
import { giveReason } from "@/lib/afterwards/commands";
import type { Actor } from "@/lib/auth/actor";
import { findActor } from "@/lib/auth/find-actor";
import { withdrawConsent } from "@/lib/consents/commands";
import { findWithdrawal } from "@/lib/consents/queries";
import { loadExample } from "@/lib/example/commands";
import { claimJob, runJobs } from "../jobs/runner";
import { checkFile, open } from "../paper/checker/check";
import { findForbidden } from "../paper/checker/forbidden";
import { type PaperFormat, paperFormats } from "../paper/checker/opened";
import { writePaper } from "../paper/outputs";
import type { Paper, PaperLanguage } from "../paper/paper";
import { linesOf } from "../paper/words";
import { plant } from "../testing-planted";
import { paperWords } from "../words";
import { closeBrief, secondBrief } from "../written/commands";
import { findBrief, listBriefs, listBriefsClosedBy, takeBrief } from "../written/queries";
import { goesOut, minutesPass } from "../written/testing-world";
import { askForReport } from "./commands";
import {
  findAskedReport,
  findChanges,
  findReport,
  listReports,
  type ReportChoice,
} from "./queries";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

let own: Organisation;
let partner: Organisation;
let lead: Member;
let editor: Member;
let sessionId: string;
/** Everybody may be named in public, and nobody in public but by label; nobody was asked. */
let named: Case;
let labelled: Case;
let silent: Case;
let consentId: string;

beforeEach(async () => {
  own = await anOrganisation("Example Network");
  partner = await anOrganisation("Example Partner");
  lead = await aMember(own);
  editor = await aMember(own);
  sessionId = await aSession(own, { title: "Pre-session of the spring" });
  named = await aCase(lead, { title: "Named title" });
  labelled = await aCase(lead, { title: "Labelled title" });
  silent = await aCase(lead, { title: "Silent title" });
  consentId = await agreed(named, "yes");
  await agreed(labelled, "anonymous");
  await aDefender(silent);
  for (const theCase of [named, labelled, silent]) {
    await inTeam(theCase, editor, "editor");
  }
});

async function agreed(theCase: Case, answer: "yes" | "anonymous"): Promise<string> {
  const defender = await aDefender(theCase);
  const to = { organisation: partner };
  await aConsent(theCase, defender, lead, "share_with_organisation", answer, to);
  await aShare(theCase, lead, partner);
  return aConsent(theCase, defender, lead, "public_statement", answer);
}

/** What a State stood at, how far that may be told, and who reads it. */
async function stood(
  theCase: Case,
  stateCode: string,
  stage: "asked" | "agreed" | "declined",
  told: "public" | "coalition" | "not_for_attribution" | "team" = "public",
  visibility: "organisation" | "partners" = "organisation",
): Promise<string> {
  const id = await aCommitment(theCase, sessionId, { stateCode, stage, visibility });
  await asSuperuser()`update commitments set confidentiality = ${told} where id = ${id}`;
  return id;
}

async function said(theCase: Case, stateCode: string, grade = "D", quote = "", source = "Note") {
  const id = await anIntervention(theCase, sessionId, lead, { stateCode });
  await asSuperuser()`update evidence set grade = ${grade}, quote = ${quote}, source = ${source},
    source_url = 'https://record.example/one' where intervention_id = ${id}`;
  return id;
}

const choice = (reader: ReportReader, language: PaperLanguage = "en") => ({
  sessionId,
  reader,
  language,
});

async function made(by: Member, reader: ReportReader, language: PaperLanguage = "en") {
  const seen = await findReport(by as Actor, choice(reader, language));
  return asked(by, { ...choice(reader, language), hash: seen?.hash ?? "0".repeat(64) });
}

/** The brief that was made of what was asked for, in the background. */
async function asked(by: Member, of: ReportChoice & { hash: string }): Promise<string> {
  const jobId = await askForReport(by as Actor, { ...of, confirmed: "yes" });
  await runJobs();
  const became = await findAskedReport(by as Actor, of.sessionId, jobId);
  return became?.briefId ?? expect.fail(`not made: ${became?.reason}`);
}

async function textOf(by: Member, briefId: string, format: PaperFormat = "txt") {
  const file = await takeBrief(by as Actor, briefId, format);
  return file ? (await open(format, file)).lines.join("\n") : "";
}

/** What a report made now would say. */
const told = async (reader: ReportReader, by = lead) => textOf(by, await made(by, reader));

const columnsOf = (paper: Paper | undefined) =>
  paper?.blocks.flatMap((block) => (block.kind === "table" ? [block.head.length] : []));

const row = (text: string, state: number) =>
  text.split("\n").find((line) => line.startsWith(`Example State ${state}\t`)) ?? "";

const refusal = (messageKey: string) => expect.objectContaining({ messageKey });
const code = (sqlState: string) => expect.objectContaining({ code: sqlState });

describe("an accountability report for the public", () => {
  it("says of each State and case what it had promised and what came of it, with grade and source", async () => {
    await stood(named, "XEA", "agreed");
    await said(named, "XEA", "A", "Their words", "Meeting record");
    await stood(named, "XEB", "declined");
    await stood(labelled, "XEC", "asked");
    await said(labelled, "XEC");
    const text = await told("public");
    expect(row(text, 1)).toMatch(/PL-\S+ Named title\tSaid yes\tRaised · 15 June 2026\tA \(1\)$/);
    expect(row(text, 2)).toContain("\tDeclined\tNot raised\t");
    expect(row(text, 3)).toMatch(/Labelled title\tAsked\tRaised · 15 June 2026\tD$/);
    expect(text).toMatch(/Promised\t1\nOf these raised\t1\nPromised, not raised\t0\n/);
    expect(text).toMatch(/Different States that raised a case\t2\n/);
    expect(text).toContain("Their words");
    expect(text).toContain("https://record.example/one");
  });

  it("says nothing of where a State stood in confidence, and counts it nowhere", async () => {
    await stood(named, "XEA", "agreed");
    await said(named, "XEA");
    const before = (await findReport(lead as Actor, choice("public")))?.inputs;
    await stood(named, "XEB", "agreed", "coalition", "partners");
    await stood(named, "XEC", "agreed", "not_for_attribution");
    await stood(named, "XED", "agreed", "team");
    // In no figure, no line and no list of names: it is made from exactly the same.
    expect((await findReport(lead as Actor, choice("public")))?.inputs).toEqual(before);
    await stood(named, "XEE", "agreed", "coalition");
    await said(named, "XEE");
    const text = await told("public");
    expect(row(text, 5)).toMatch(/\tnot told here\tRaised · /);
    expect(text).toContain("Promised\t1\n");
    // Behind the figures that are plain.
    expect(text).toContain(
      "Different States that raised a case\t2\nRaised (whether it had been promised is not told here)\t1\n",
    );
    expect(text).not.toMatch(/Example State [234]/);
  });

  it("says once that nobody's is told where that holds of all, in all four files and every language", async () => {
    await stood(named, "XEA", "agreed", "coalition");
    await said(named, "XEA");
    for (const language of alertLanguages) {
      const say = paperWords(language);
      const seen = await findReport(lead as Actor, choice("public", language));
      expect(columnsOf(seen?.paper)).toEqual([4]);
      const paper = seen?.paper ?? expect.fail();
      expect(linesOf(paper).filter((line) => line === say("account.noneTold"))).toHaveLength(1);
      expect(linesOf(paper)).not.toContain(say("account.captionOfStates"));
      // The checker compares each file with the paper, word by word.
      for (const format of paperFormats) {
        const file = writePaper(paper, format);
        expect(await checkFile({ format, file, paper }, []), `${language} ${format}`).toEqual([]);
      }
    }
    // As soon as one may be told it stands in its column, and the others say that they are not.
    await stood(named, "XEB", "agreed");
    const text = await told("public");
    expect(row(text, 1)).toContain("\tnot told here\t");
    expect(row(text, 2)).toContain("\tSaid yes\t");
    expect(text).not.toContain("Where the States stood before is not told here.");
  });

  it("would tell it if the rule were looser (the broken variant)", async () => {
    await stood(named, "XEA", "agreed");
    await said(named, "XEA");
    await stood(named, "XEB", "agreed", "coalition");
    const rule = ["c.confidentiality = 'public'", "true"] as [string, string];
    await broken("app.position_told(commitments, text)", rule, async () => {
      expect(await told("public")).toContain("Example State 2");
    });
  });

  it("leaves out a case that may not be told, with whoever spoke of it alone", async () => {
    await stood(named, "XEA", "agreed");
    await stood(silent, "XEB", "agreed");
    await said(silent, "XEB", "A", "Silent words", "Silent record");
    const text = await told("public");
    expect(text).not.toMatch(/Silent|Example State 2/);
    expect(text).toContain("Different States that raised a case\t0\n");
  });

  it("holds words and sources only of the record, where everybody may be named", async () => {
    await stood(named, "XEA", "agreed");
    await said(named, "XEA", "C", "From our notes", "Notebook of a colleague");
    await stood(labelled, "XEB", "agreed");
    await said(labelled, "XEB", "A", "It names her", "Record with her name");
    const both = await said(named, "XEC", "A", "Of both", "Of both cases");
    await asSuperuser()`insert into intervention_cases (org_id, intervention_id, case_id)
      values (${labelled.orgId}, ${both}, ${labelled.id})`;
    const text = await told("public");
    expect(text).not.toMatch(/From our notes|Notebook|names her|her name|Of both/);
    expect(text).toContain("A source that is not named here: 1 State.");
  });

  it("says why a State kept silent only where anybody could see it", async () => {
    const held = await stood(named, "XEA", "agreed");
    const cut = await stood(named, "XEB", "agreed");
    const at = { sessionId, words: "In confidence" };
    await giveReason(lead as Actor, { ...at, commitmentId: held, reason: "held_back" });
    await giveReason(lead as Actor, { ...at, commitmentId: cut, reason: "cut" });
    const text = await told("public");
    expect(row(text, 1)).toMatch(/\tNot raised\t?$/);
    expect(row(text, 2)).toContain("Cut by the speaking list");
    expect(text).not.toMatch(/capital|In confidence/);
  });

  it("is of no talks between two, which nobody else heard", async () => {
    await stood(named, "XEA", "agreed");
    await asSuperuser()`update sessions set forum = 'bilateral', kind = 'bilateral' where id = ${sessionId}`;
    expect(await findReport(lead as Actor, choice("public"))).toBeNull();
    expect(await findReport(lead as Actor, choice("coalition"))).not.toBeNull();
  });
});

describe("an accountability report for partners", () => {
  it("tells what every partner may read, and no more", async () => {
    const held = await stood(named, "XEA", "agreed", "coalition", "partners");
    await giveReason(lead as Actor, {
      ...{ sessionId, commitmentId: held, reason: "held_back", words: "In confidence" },
    });
    await stood(named, "XEB", "agreed", "coalition", "organisation");
    await stood(named, "XEC", "agreed", "not_for_attribution", "partners");
    await stood(silent, "XED", "agreed", "public", "partners");
    const text = await told("coalition");
    expect(row(text, 1)).toContain("Not raised · Held back by its capital");
    expect(text).not.toMatch(/Example State [234]|Silent|In confidence/);
    // A second partner, who reads one of the two cases alone.
    await stood(labelled, "XEE", "agreed");
    const other = await anOrganisation();
    const [defender] = await asSuperuser()<{ id: string }[]>`
      select id from defenders where case_id = ${labelled.id}`;
    const to = { organisation: other };
    await aConsent(labelled, defender?.id ?? "", lead, "share_with_organisation", "yes", to);
    await aShare(labelled, lead, other);
    expect(await told("coalition")).not.toContain("Named title");
  });

  it("is of nothing where no case is shared", async () => {
    await stood(silent, "XEA", "agreed", "public", "partners");
    await expect(made(lead, "coalition")).rejects.toEqual(refusal("afterwards.report.nothing"));
  });
});

describe("a report that was made", () => {
  beforeEach(async () => {
    await stood(named, "XEA", "agreed");
    await said(named, "XEA", "A", "Their words", "Meeting record");
  });

  it("keeps what it was made from, and gives the same bytes whatever the record says later", async () => {
    const briefId = await made(lead, "public", "fr");
    await goesOut(briefId, editor);
    const take = async () =>
      Promise.all(paperFormats.map((as) => takeBrief(lead as Actor, briefId, as)));
    const first = await take();
    await stood(named, "XEB", "asked");
    await asSuperuser()`update cases set title = 'Another title' where id = ${named.id}`;
    expect(await take()).toEqual(first);
    const brief = await findBrief(lead as Actor, briefId);
    expect(brief).toMatchObject({
      kind: "accountability",
      audience: "public",
      language: "fr",
      generator: "accountability 4",
      madeBy: lead.personName,
      shown: [{ caseId: named.id, shown: "name" }],
    });
    expect(brief?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect((await listReports(lead as Actor, sessionId)).map(({ id }) => id)).toEqual([briefId]);
    expect((await listBriefs(editor as Actor)).map(({ id }) => id)).toEqual([briefId]);
  });

  it("sets a name of another direction apart where it is counted and listed", async () => {
    const source = "Example Times, Inc.";
    await stood(named, "XEC", "asked");
    await said(named, "XEC", "A", "“We regret.”", source);
    const briefId = await made(lead, "public", "ar");
    await goesOut(briefId, editor);
    const file = async (format: PaperFormat) =>
      (await takeBrief(lead as Actor, briefId, format)) ?? new Uint8Array();
    const html = Buffer.from(await file("html")).toString("utf8");
    expect(html.split(`<span lang="en" dir="ltr">${source}</span>`)).toHaveLength(3);
    const text = Buffer.from(await file("txt")).toString("utf8");
    expect(text).toContain(`: \u2068${source}\u2069.`);
    expect(text).toMatch(new RegExp(`^\\d\\. \u2068${source}\u2069 \\(A\\)`, "mu"));
  });

  it("is the same report when it is pressed twice, and is none of what was not looked at", async () => {
    const seen = await findReport(lead as Actor, choice("public"));
    const of = { ...choice("public"), hash: seen?.hash ?? "" };
    const briefId = await asked(lead, of);
    expect(await asked(lead, of)).toBe(briefId);
    await stood(named, "XEB", "asked");
    await expect(asked(lead, of)).rejects.toEqual(refusal("briefs.refused.changed"));
    await expect(byHand(lead, of.hash)).rejects.toEqual(code("PL003"));
  });

  it("says what changed since, and nothing where only days went by", async () => {
    const briefId = await made(lead, "public");
    const since = () => findChanges(lead as Actor, briefId);
    expect(await since()).toBeNull();
    await stood(named, "XEB", "asked");
    expect(await since()).toEqual({ added: 1, removed: 0, changed: 0, isOtherwise: false });
    await said(named, "XEA", "B", "", "A second source");
    await asSuperuser()`update commitments set confidentiality = 'team' where state_code = 'XEB'`;
    expect(await since()).toEqual({ added: 0, removed: 0, changed: 1, isOtherwise: false });
    // For those who write about its cases: a colleague who only reads them is told nothing of the others.
    const reader = await aMember(own);
    await inTeam(named, reader, "reader");
    expect(await findBrief(reader as Actor, briefId)).not.toBeNull();
    expect(await findChanges(reader as Actor, briefId)).toBeNull();
  });

  it("is made by those who write about its cases, and read by those who read them all", async () => {
    const reader = await aMember(own, "reader");
    const stranger = await aMember(await anOrganisation());
    const colleague = await aMember(own);
    for (const by of [reader, stranger]) {
      expect(await findReport(by as Actor, choice("public"))).toBeNull();
    }
    expect((await findReport(colleague as Actor, choice("public")))?.inputs.cases).toEqual([]);
    await expect(made(colleague, "public")).rejects.toEqual(refusal("afterwards.report.nothing"));
    const briefId = await made(lead, "public");
    for (const by of [reader, stranger, colleague]) {
      expect(await findBrief(by as Actor, briefId)).toBeNull();
      expect(await takeBrief(by as Actor, briefId, "txt")).toBeNull();
      expect(await listReports(by as Actor, sessionId)).toEqual([]);
    }
  });

  it("goes out to the public after a second person and ten minutes, and its cases note it", async () => {
    const briefId = await made(lead, "public");
    const isOwn = async () =>
      Buffer.from((await takeBrief(lead as Actor, briefId, "txt")) ?? "").includes("Own copy");
    await minutesPass(briefId, 60);
    expect(await isOwn()).toBe(true);
    await expect(secondBrief(lead as Actor, { briefId })).rejects.toEqual(code("42501"));
    await secondBrief(editor as Actor, { briefId });
    expect(await isOwn()).toBe(true);
    await minutesPass(briefId, 10);
    expect(await isOwn()).toBe(false);
    const noted = await asSuperuser()`select audience, naming, channel from disclosures
      where brief_id = ${briefId} and case_id = ${named.id} and person_id = ${lead.personId}`;
    expect(noted).toHaveLength(3);
    expect(noted[0]).toEqual({ audience: "public", naming: "person", channel: "txt" });
    await closeBrief(lead as Actor, { briefId });
    expect(await takeBrief(lead as Actor, briefId, "txt")).toBeNull();
  });

  it("goes to partners after ten minutes, since no State is shown it, and to no guest", async () => {
    const briefId = await made(lead, "coalition");
    expect((await findBrief(lead as Actor, briefId))?.leavesAt).not.toBeNull();
    for (const id of [briefId, await made(lead, "public")]) {
      const link = asActor(lead, (tx) =>
        tx.execute(
          sql`select app.make_guest_link(${id}::uuid, app.uuidv7(), 'XEB', 'Somebody', 72, sha256(''))`,
        ),
      );
      await expect(link).rejects.toEqual(code("PL004"));
    }
  });

  it("is closed when somebody no longer agrees, in the same step", async () => {
    const briefId = await made(lead, "public");
    await goesOut(briefId, editor);
    await withdrawConsent(lead as Actor, { caseId: named.id, consentId });
    expect(await takeBrief(lead as Actor, briefId, "pdf")).toBeNull();
    expect((await findBrief(lead as Actor, briefId))?.stands).toBe(false);
    const [kept] = await asSuperuser()`select withdrawn_at from briefs where id = ${briefId}`;
    expect(kept?.withdrawn_at).not.toBeNull();
    const closed = await listBriefsClosedBy(lead as Actor, named.id, consentId);
    expect(closed.map(({ id }) => id)).toEqual([briefId]);
  });

  it("is closed for partners when the consent to share ends, although the share ends with it", async () => {
    const briefId = await made(lead, "coalition");
    expect(await textOf(lead, briefId)).toContain("Named title");
    const [shared] = await asSuperuser()<{ id: string }[]>`select id from consents
      where case_id = ${named.id} and scope = 'share_with_organisation'`;
    await withdrawConsent(lead as Actor, { caseId: named.id, consentId: shared?.id ?? "" });
    expect(await textOf(lead, briefId)).toBe("");
    // Whoever withdrew it is told that a report was taken along, and that this one was closed.
    const withdrawal = await findWithdrawal(lead as Actor, named.id, shared?.id ?? "");
    expect(withdrawal?.wentOut.map(({ kind }) => kind)).toContain("brief");
    const closed = await listBriefsClosedBy(lead as Actor, named.id, shared?.id ?? "");
    expect(closed.map(({ id }) => id)).toEqual([briefId]);
  });

  it("says the same words in all four files and in every language, and each passes the checker", async () => {
    for (const reader of ["public", "coalition"] as const) {
      for (const language of alertLanguages) {
        const seen = await findReport(lead as Actor, choice(reader, language));
        const briefId = await made(lead, reader, language);
        await asSuperuser()`delete from disclosures where brief_id = ${briefId}`;
        await (reader === "public" ? goesOut(briefId, editor) : minutesPass(briefId, 10));
        const words = new Map<PaperFormat, string>();
        for (const format of paperFormats) {
          const file = (await takeBrief(lead as Actor, briefId, format)) ?? new Uint8Array();
          const paper = seen?.paper ?? expect.fail();
          expect(await checkFile({ format, file, paper }, []), `${language} ${format}`).toEqual([]);
          const { lines } = await open(format, file);
          words.set(
            format,
            lines.flatMap((line) => line.replace(/\p{Cf}/gu, "").split(/\s+/u)).join(" "),
          );
        }
        expect(words.get("html"), language).toBe(words.get("docx"));
      }
    }
  });
});

/** Made by a runner that looks at nothing itself. */
async function byHand(by: Member, hash: string) {
  await asActor(by, async (tx) => {
    const job = { orgId: by.organisationId, id: uuidv7() };
    await tx
      .insert(briefJobs)
      .values({ ...job, kind: "report", sessionId, createdBy: by.membershipId });
    await tx.insert(jobParts).values({
      ...{ orgId: job.orgId, jobId: job.id, place: 1, language: "en" },
      ...{ reader: "public", seenHash: hash },
    });
  });
  const job = (await claimJob()) ?? expect.fail("nothing waits");
  return asActor(job, (tx) => tx.execute(sql`select app.make_report(1, 'by hand')`));
}

it("tells at a yearly occasion what was published over the years, also where sources differ", async () => {
  sessionId = await aSession(own, {
    title: "Third Committee",
    forum: "ga",
    kind: "ga_third_committee",
  });
  await stood(named, "XEA", "agreed");
  const text = await told("public");
  const of = (number: number) =>
    text.split("\n").find((line) => line.startsWith(`General Assembly ${number}:`)) ?? "";
  expect(of(78)).toMatch(/\t17 October 2023\t82 and the European Union\t80\t2$/);
  expect(of(76)).toMatch(/\t80\t–\t80$/);
  expect(of(79)).toMatch(/\tnot known\tnot known\t–\t0$/);
  expect(text).toContain("https://ishr.ch/latest-updates/80-states-speak-out");
});

it("looks back on the same cases at other sessions, as far as it may be told where States stood", async () => {
  const now = sessionId;
  sessionId = await aSession(own, { title: "The year before", startsOn: "2025-12-01" });
  await stood(named, "XEA", "agreed");
  await stood(named, "XEB", "agreed", "coalition");
  await stood(silent, "XEC", "agreed");
  sessionId = now;
  await stood(named, "XEA", "agreed");
  expect(await told("public")).toMatch(/The year before\t1 December 2025\t1\t0\t0/);
});

it("calls sessions of the product in its own language, and one with a title of its own as somebody wrote it", async () => {
  await stood(named, "XEA", "agreed");
  sessionId = await aSession(own, {
    title: "UPR pre-session, Example State 7, 1 December 2025",
    startsOn: "2025-12-01",
  });
  await stood(named, "XEA", "agreed");
  const text = await textOf(lead, await made(lead, "public", "ar"));
  const title = "جلسة تحضيرية للاستعراض الدوري الشامل: دولة مثال 7، 1 كانون الأول/ديسمبر 2025";
  expect(text.split("\n")[1]).toBe(title);
  expect(text).toContain(`\n${title}\t1 كانون الأول/ديسمبر 2025\t1\t0\t0\n`);
  expect(text).toMatch(/\n\u2068?Pre-session of the spring\u2069?\t/u);
  expect(text).not.toContain("UPR pre-session");
});

/*
 * A secret of its own is planted into every text of a case and of what hangs on it, by the catalogue; what may stand in a
 * report is listed here, for each of its readers and each consent.
 */
describe("of what is planted into a case", () => {
  const situation = ["cases.reference", "cases.title", "sessions.title"];
  const record = ["evidence.quote", "evidence.source", "evidence.source_url"];

  async function planted(answer: "yes" | "anonymous", grade: string) {
    const theCase = answer === "yes" ? named : labelled;
    const promised = await stood(theCase, "XEA", "agreed");
    const open_ = await stood(theCase, "XEB", "agreed");
    await giveReason(lead as Actor, {
      ...{ sessionId, commitmentId: open_, reason: "cut", words: "Why" },
    });
    await said(theCase, "XEA", grade, "Quote");
    const db = asSuperuser();
    await db`insert into case_events (org_id, case_id, kind, title, note, session_id, recorded_by)
      values (${theCase.orgId}, ${theCase.id}, 'reprisal', 'Event', 'Note', ${sessionId}, ${lead.membershipId})`;
    await db`insert into speakers (org_id, session_id, place, written, kind, state_code, recorded_by)
      values (${own.id}, ${sessionId}, 1, 'As written', 'state', 'XEA', ${lead.membershipId})`;
    const secrets = await plant({ theCase, sessionId, lead });
    await db`update commitments set confidentiality = 'public' where id in (${promised}, ${open_})`;
    return secrets;
  }

  async function leaked(secrets: Record<string, string>, reader: ReportReader) {
    const seen = await findReport(lead as Actor, choice(reader));
    const texts = [JSON.stringify(seen)];
    const briefId = await made(lead, reader);
    for (const format of paperFormats) {
      const file = (await takeBrief(lead as Actor, briefId, format)) ?? new Uint8Array();
      const opened = await open(format, file);
      texts.push(Object.values(opened).flat().join("\n"), Buffer.from(file).toString("latin1"));
    }
    const columns = Object.keys(secrets);
    const found = texts.flatMap((text) => findForbidden(text, Object.values(secrets)));
    return [...new Set(found.map((at) => columns[at] ?? ""))].sort();
  }

  it.each([
    ["public", "anonymous", "A", []],
    ["public", "yes", "D", []],
    ["public", "yes", "A", record],
    ["coalition", "anonymous", "A", []],
    ["coalition", "yes", "D", [...record, "case_events.title"]],
  ] as const)(
    "for the %s, with %s and grade %s, only what may be told stands in it",
    async (reader, answer, grade, more) => {
      const secrets = await planted(answer, grade);
      expect(Object.keys(secrets).length).toBeGreaterThan(40);
      for (const column of ["cases.do_not_mention", "unraised_reasons.words", "speakers.written"]) {
        expect(Object.keys(secrets)).toContain(column);
      }
      expect(await leaked(secrets, reader)).toEqual([...situation, ...more].sort());
    },
  );

  it("turns red when the database hands out one field more", async () => {
    const secrets = await planted("anonymous", "A");
    const more = ["'wasCut', c.is_told", "'note', c.next_step, 'wasCut', c.is_told"] as [
      string,
      string,
    ];
    await broken("app.report_inputs(uuid,text,text)", more, async () => {
      expect(await leaked(secrets, "public")).toContain("commitments.next_step");
    });
  });
});

it("reproduces the Cuba example of 2018 from data, in six languages, where its two sources differ", async () => {
  const administrator = await aMember(await anOrganisation(), "administrator");
  const actor = (await findActor(administrator.secret)) as Actor;
  await loadExample(actor);
  const [cuba] = await asSuperuser()<{ id: string; org_id: string; session_id: string }[]>`
    select k.id, k.org_id, c.session_id from cases k join commitments c on c.case_id = k.id
    where k.org_id = ${actor.organisationId} and k.reference = 'PL-2018-001' limit 1`;
  const theCase = { id: cuba?.id ?? "", orgId: actor.organisationId, countryCode: "CUB" };
  for (const { id } of await asSuperuser()<{ id: string }[]>`
    select id from defenders where case_id = ${theCase.id}`) {
    await aConsent(theCase, id, administrator, "public_statement", "anonymous");
  }
  sessionId = cuba?.session_id ?? "";
  for (const language of alertLanguages) {
    const briefId = await made(administrator, "public", language);
    const text = await textOf(administrator, briefId, "html");
    const states = text.split("\n").filter((line) => line.includes("PL-2018-001"));
    expect(states, language).toHaveLength(12);
    expect(text, language).toContain("academy.ishr.ch");
    expect(text, language).toContain("cubacenter.org");
  }
  // What a colleague adds to the example is not from the record.
  await asSuperuser()`insert into evidence (org_id, id, intervention_id, kind, grade, source, recorded_by)
    select org_id, gen_random_uuid(), id, 'official_record', 'A', 'Notes of Jane', ${administrator.membershipId}
      from interventions where org_id = ${actor.organisationId} and session_id = ${sessionId} limit 1`;
  const text = await told("public", administrator);
  expect(text).not.toContain("Notes of Jane");
  expect(text).toContain("Different States that raised a case\t12\n");
  expect(text).toMatch(/ISHR Academy.*: 12 States\./);
  expect(text).toMatch(/Cuba Archive.*: 11 States\. Not named there: Slovakia\./);
});
