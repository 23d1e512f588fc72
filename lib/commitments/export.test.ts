import { sql } from "drizzle-orm";
import Papa from "papaparse";
import { uuidv7 } from "uuidv7";
import { beforeAll, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { disclosures } from "@/db/schema";
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
  type Member,
} from "@/db/testing/factories";
import { readBytes } from "@/lib/imports/reading/read-bytes";
import { csvPieces } from "@/lib/text/csv";
import { formula } from "@/lib/text/formula";
import { writeWorkbook } from "@/lib/text/workbook-file";
import { changeCommitment } from "./commands";
import type { CommitmentView } from "./commitment";
import { type ExportWords, exportColumns, exportCommitments } from "./export";

useDatabase();

const plainWords: ExportWords = {
  column: (name) => name,
  stage: (row) => (row.isRaised ? "raised" : row.stage),
  forum: (row) => row.forum,
  naming: (naming) => naming,
  word: (row) => String(row.word ?? ""),
  modality: (row) => row.modality ?? "",
  confidentiality: (row) => row.confidentiality,
  closed: (row) => row.closedAs ?? "",
  leftOut: (texts) => texts.join(" "),
};
const everything: CommitmentView = { sort: "changed", direction: "desc", limit: 50 };

let lead: Member;
let colleague: Member;
let session: string;
let silent: Case;
let anonymous: Case;
let named: Case;
let silentAsk: string;

beforeAll(async () => {
  const organisation = await anOrganisation();
  lead = await aMember(organisation);
  colleague = await aMember(organisation);
  session = await aSession(organisation);
  const options = { visibility: "organisation" as const };
  silent = await aCase(lead, { ...options, title: "Silent title" });
  anonymous = await aCase(lead, { ...options, title: "Anonymous title" });
  named = await aCase(lead, { ...options, title: "Named title" });
  await aDefender(silent);
  const first = await aDefender(anonymous);
  await aConsent(anonymous, first, lead, "public_statement", "anonymous");
  const second = await aDefender(named);
  await aConsent(named, second, lead, "public_statement", "yes");
  for (const [theCase, stateCode] of [
    [silent, "XEA"],
    [anonymous, "XEB"],
    [named, "XEC"],
  ] as const) {
    const id = await aCommitment(theCase, session, { stateCode });
    silentAsk = theCase === silent ? id : silentAsk;
    await changeCommitment(lead, id, {
      nextStep: "=HYPERLINK(1)",
      wordingAsked: `Wording of ${stateCode}`,
    });
  }
  const sealed = await aCommitment(named, session, { stateCode: "XED" });
  await changeCommitment(lead, sealed, { confidentiality: "team" });
});

async function taken(member: Member, view = everything) {
  const text = [...csvPieces(await exportCommitments(member, view, plainWords, "csv"))]
    .join("")
    .slice(1);
  const { data } = Papa.parse<Record<string, string>>(text, {
    header: true,
    skipEmptyLines: true,
  });
  return { text, data };
}

describe("a file of commitments", () => {
  it("has a title only where consent covers the situation, and texts only where a person may be named", async () => {
    const { text, data } = await taken(lead);
    expect(data.find((row) => row.state === "Example State 1")).toMatchObject({
      nextStep: "",
      wordingAsked: "",
    });
    expect(text).not.toContain("Silent title");
    expect(data.find((row) => row.state === "Example State 2")).toMatchObject({
      case: expect.stringContaining("Anonymous title"),
      wordingAsked: "",
    });
    expect(data.find((row) => row.state === "Example State 3")).toMatchObject({
      case: expect.stringContaining("Named title"),
      wordingAsked: "Wording of XEC",
    });
    expect(Object.keys(data[0] ?? {})).toEqual([...exportColumns]);
  });

  it("says of each row which texts there are that consent keeps here, and of none that there is not", async () => {
    const { data } = await taken(lead);
    const kept = (number: number) =>
      data.find((row) => row.state === `Example State ${number}`)?.leftOut;
    expect(kept(1)).toBe("title nextStep wordingAsked");
    expect(kept(2)).toBe("nextStep wordingAsked");
    expect(kept(3)).toBe("");
    await changeCommitment(lead, silentAsk, { nextStep: "" });
    expect((await taken(lead)).data.find((row) => row.state === "Example State 1")?.leftOut).toBe(
      "title wordingAsked",
    );
  });

  it("leaves out what is for the case's team, unless its member asks", async () => {
    const states = async (member: Member) =>
      (await taken(member)).data.map((row) => row.state).sort();
    expect(await states(lead)).toContain("Example State 4");
    expect(await states(colleague)).toEqual([
      "Example State 1",
      "Example State 2",
      "Example State 3",
    ]);
  });

  it("holds no formula, and would without the guard", async () => {
    const { data } = await taken(lead);
    const step = data.find((row) => row.state === "Example State 3")?.nextStep;
    expect(step).toBe("'=HYPERLINK(1)");
    for (const attempt of ["=1", "+1", "-1", "@a", "\t=1", " =1", "\r=1", "＝1", "%0", "|calc"]) {
      expect(formula.test(attempt), attempt).toBe(true);
      expect(Papa.unparse([[attempt]], { escapeFormulae: formula })).toContain("'");
    }
    // The broken variant: the same file without the guard runs what was typed.
    expect(Papa.unparse([["=HYPERLINK(1)"]])).toBe("=HYPERLINK(1)");
  });

  it("leaves one disclosure with each case, and none with cases that were filtered out", async () => {
    const count = async () =>
      asSuperuser()`select case_id, rows, naming from disclosures
        where person_id = ${colleague.personId} and kind = 'export' order by at, case_id`;
    const before = (await count()).length;
    await taken(colleague, { ...everything, state: ["XEC"] });
    const after = await count();
    expect(after.slice(before)).toEqual([{ case_id: named.id, rows: 1, naming: "person" }]);
  });

  it("is noted as what it left as, and leaves as nothing else", async () => {
    await exportCommitments(lead, { ...everything, state: ["XEC"] }, plainWords, "xlsx");
    const [note] = await asSuperuser()`
      select audience, rows from disclosures where case_id = ${named.id} and kind = 'export' order by at desc limit 1`;
    expect(note).toEqual({ audience: "xlsx", rows: 1 });
    const other = asActor(lead, (tx) => tx.execute(sql`select * from app.take_out('{}', 'svg')`));
    await expect(other).rejects.toMatchObject({ code: "PL004" });
  });

  it("keeps days as days and what looks like a formula as words in a workbook", async () => {
    await asSuperuser()`update commitments set due_on = '2018-04-13' where state_code = 'XEC'`;
    const { header, rows } = await exportCommitments(lead, everything, plainWords, "xlsx");
    const pieces: Uint8Array[] = [];
    for await (const piece of writeWorkbook([{ name: "List", header, rows }], {
      isRightToLeft: false,
    })) {
      pieces.push(piece);
    }
    const [sheet] = (await readBytes(Buffer.concat(pieces))).sheets;
    expect(sheet?.rows[0]?.map((cell) => cell?.text)).toEqual([...exportColumns]);
    const row = sheet?.rows.find((cells) => cells[0]?.text === "Example State 3");
    expect(row?.[exportColumns.indexOf("due")]).toEqual({ text: "2018-04-13", date: true });
    expect(row?.[exportColumns.indexOf("nextStep")]).toEqual({ text: "=HYPERLINK(1)" });
    expect(sheet?.rows).toHaveLength(rows.length + 1);
  });

  it("can't be had but through the door that leaves the note", async () => {
    const note = asActor(lead, (tx) =>
      tx.insert(disclosures).values({
        id: uuidv7(),
        orgId: lead.organisationId,
        caseId: named.id,
        kind: "export",
        audience: "csv",
      }),
    );
    await expect(note).rejects.toMatchObject({ code: "42501" });
  });

  it("is held back at once when consent is withdrawn", async () => {
    await asSuperuser()`update consents set withdrawn_at = now() where case_id = ${named.id}`;
    const { text } = await taken(lead);
    expect(text).not.toContain("Named title");
    expect(text).not.toContain("Wording of XEC");
  });

  it("holds nothing of others", async () => {
    const stranger = await aMember(await anOrganisation());
    expect((await taken(stranger)).data).toEqual([]);
  });

  it("goes on over more rows than one batch, each once", async () => {
    const organisation = await anOrganisation();
    const member = await aMember(organisation);
    const place = await aSession(organisation);
    await asSuperuser()`insert into cases (org_id, id, reference, title, country_code, created_by)
      select ${organisation.id}, app.uuidv7(), '', 'Case', 'XEG', ${member.membershipId}
      from generate_series(1, 6) n`;
    await asSuperuser()`insert into commitments (org_id, case_id, state_code, session_id, forum, recorded_org_id)
      select c.org_id, c.id, s.code, ${place}, 'upr', c.org_id from cases c cross join states s
      where c.org_id = ${organisation.id} and s.code <> 'XEG'`;
    const { data } = await taken(member);
    const [counted] = await asSuperuser()`select count(*)::int as n from commitments
      where org_id = ${organisation.id}`;
    const n = Number(counted?.n);
    expect(n).toBeGreaterThan(1_000);
    expect(new Set(data.map((row) => `${row.case} ${row.state}`)).size).toBe(n);
  });
});

describe("turns red when the database", () => {
  const breaks: [string, string, string, (text: string) => boolean][] = [
    [
      "lets a title out without consent",
      "case when r.situation then k.title end",
      "k.title",
      (text) => text.includes("Silent title"),
    ],
    [
      "lets texts out where nobody may be named",
      "case when r.person then r.wording_asked else '' end",
      "r.wording_asked",
      (text) => text.includes("Wording of XEB"),
    ],
    [
      "counts consent of one person for all",
      "and reach.persons = 2 as person",
      "as person",
      (text) => text.includes("Wording of XEB"),
    ],
    [
      "forgets what is for the team alone",
      "c.confidentiality <> 'team' or",
      "true or",
      (text) => text.includes("Example State 4"),
    ],
    [
      "forgets who asks",
      "cr.audience_id in (app.org(), app.membership())",
      "true",
      (text) => text.includes("Foreign"),
    ],
  ];

  beforeAll(async () => {
    const organisation = await anOrganisation();
    const stranger = await aMember(organisation);
    const foreign = await aCase(stranger, { visibility: "organisation", title: "Foreign" });
    await aConsent(foreign, await aDefender(foreign), stranger, "public_statement", "yes");
    await aCommitment(foreign, await aSession(organisation), { stateCode: "XEA" });
  });

  it.each(breaks)("%s", async (_name, rule, broken, leaks) => {
    const reads = async (ids: string[]) => {
      const found = await asActor(colleague, (tx) =>
        tx.execute(sql`select * from app.take_out(${`{${ids.join(",")}}`}::uuid[], 'csv')`),
      );
      return JSON.stringify([...found]).replaceAll("XED", "Example State 4");
    };
    const ids = (await asSuperuser()`select id from commitments`).map((row) => row.id);
    expect(leaks(await reads(ids))).toBe(false);
    const [whole] = await asSuperuser()`
      select pg_get_functiondef('app.take_out(uuid[], text)'::regprocedure) as text`;
    expect(whole?.text).toContain(rule);
    await asSuperuser().unsafe(whole?.text.replace(rule, broken));
    try {
      expect(leaks(await reads(ids))).toBe(true);
    } finally {
      await asSuperuser().unsafe(whole?.text);
    }
  });
});
