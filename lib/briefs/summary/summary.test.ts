import { randomBytes } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  aShare,
  type Case,
  type Member,
  type Organisation,
} from "@/db/testing/factories";
import { aScene } from "@/lib/alerts/testing-scene";
import { withdrawConsent } from "@/lib/consents/commands";
import { open } from "../paper/checker/check";
import { paperFormats } from "../paper/checker/opened";
import type { PaperLanguage } from "../paper/paper";
import { takeSummary } from "./queries";
import { asWritten } from "./summary";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

const at = new Date("2026-04-13T10:00:00Z");
let ours: Organisation;
let partner: Organisation;
let lead: Member;
let reader: Member;
let theCase: Case;
let defender: string;
let reference: string;

beforeEach(async () => {
  [ours, partner] = [await anOrganisation("Ours"), await anOrganisation("A partner")];
  [lead, reader] = [await aMember(ours), await aMember(partner)];
  theCase = await aCase(lead);
  defender = await aDefender(theCase);
  await asSuperuser()`update cases set title = 'Two panellists', summary = 'They were stopped at the airport.',
    reprisal_types = '{detention}' where id = ${theCase.id}`;
  [{ reference } = { reference: "" }] = await asSuperuser()<
    { reference: string }[]
  >`select reference from cases
    where id = ${theCase.id}`;
  await aConsent(theCase, defender, lead, "share_with_organisation", "yes", {
    organisation: partner,
  });
  await aShare(theCase, lead, partner);
});

async function read(
  who: Member,
  language: PaperLanguage = "en",
  of = theCase.id,
): Promise<string | null> {
  const file = await takeSummary(who, of, { format: "txt", language, at });
  return file && Buffer.from(file).toString("utf8");
}

const inPublic = (answer: "yes" | "anonymous" | "no") =>
  aConsent(theCase, defender, lead, "public_statement", answer);

const noted = async () =>
  asSuperuser()`select audience, naming, recipient_org_id, person_id from disclosures
    where case_id = ${theCase.id} and kind = 'export' order by at`;

describe("the summary of a case", () => {
  it("holds its words only where everybody may be named in public", async () => {
    await inPublic("yes");
    const text = await read(reader);
    expect(text).toContain("Two panellists");
    expect(text).toContain("They were stopped at the airport.");
  });

  it("holds what it is about, and none of its words, where everybody agreed to be spoken of", async () => {
    await inPublic("anonymous");
    const text = await read(reader);
    expect(text).toContain("Two panellists");
    expect(text).toContain("Detention");
    expect(text).toContain("Words of the case are left out");
    expect(text).not.toContain("airport");
  });

  it.each(["silence", "no"] as const)(
    "holds no more than reference and country after %s, also for the team",
    async (answer) => {
      if (answer === "no") {
        await inPublic("no");
      }
      const [label] = await asSuperuser()<
        { public_label: string }[]
      >`select public_label from defenders
      where id = ${defender}`;
      for (const who of [lead, reader]) {
        const text = await read(who);
        expect(text).toContain(reference);
        for (const kept of ["Two panellists", "airport", "Detention", label?.public_label ?? "?"]) {
          expect(text).not.toContain(kept);
        }
      }
    },
  );

  it("says what was written with signs that take no room, without these", async () => {
    await inPublic("yes");
    await asSuperuser()`update cases set title = ${"Two panel\u00adlists"} where id = ${theCase.id}`;
    expect(await read(lead)).toContain("Two panellists");
  });

  it("follows a consent that was withdrawn at once", async () => {
    const consent = await inPublic("yes");
    expect(await read(lead)).toContain("airport");
    await withdrawConsent(lead, { caseId: theCase.id, consentId: consent } as never);
    expect(await read(lead)).not.toContain("panellists");
  });

  it("is not there for somebody else, nor where a share ended, and leaves no note then", async () => {
    await inPublic("yes");
    expect(await read(await aMember(await anOrganisation()))).toBeNull();
    await asSuperuser()`update case_shares set revoked_at = now() where case_id = ${theCase.id}`;
    expect(await read(reader)).toBeNull();
    expect(await noted()).toEqual([]);
  });

  it("is noted with the case: as what, to whom and how far it names", async () => {
    await inPublic("anonymous");
    await takeSummary(reader, theCase.id, { format: "docx", language: "fr", at });
    expect(await noted()).toMatchObject([
      {
        audience: "docx",
        naming: "situation",
        recipient_org_id: partner.id,
        person_id: reader.personId,
      },
    ]);
  });

  it("can be made in every language and every format, and says for whom it is", async () => {
    await inPublic("yes");
    for (const language of ["en", "fr", "es", "ru", "ar", "zh"] as const) {
      for (const format of paperFormats) {
        const file = await takeSummary(reader, theCase.id, { format, language, at });
        expect(file, `${language} ${format}`).not.toBeNull();
        const { lines, frame } = await open(format, file ?? new Uint8Array());
        expect([...lines, ...frame].join(" ")).toContain("A partner");
      }
    }
  });

  it("loses a title in which a protected name was typed, and tells nobody why", async () => {
    const scene = await aScene();
    const of = scene.caseId;
    await asSuperuser()`update cases set title = 'What befell AMINA Exa\u00admple' where id = ${of}`;
    const text = await read(scene.lead, "en", of);
    expect(text).not.toMatch(/amina/i);
    expect(text).toContain("Words of the case are left out");
  });
});

it("tells the direction of words that somebody wrote from their letters", () => {
  expect(asWritten("نص", "en")).toEqual([{ text: "نص", language: "ar" }]);
  expect(asWritten("Un texte", "es")).toEqual([{ text: "Un texte" }]);
  expect(asWritten("A text", "ar")).toEqual([{ text: "A text", language: "en" }]);
  expect(asWritten("2026", "ar")).toEqual([{ text: "2026" }]);
});
