import { describe, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aCommitment,
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  aSession,
  aShare,
  inTeam,
} from "@/db/testing/factories";
import { findCase } from "@/lib/cases/queries";
import { changeCommitment } from "@/lib/commitments/commands";
import { findCommitment } from "@/lib/commitments/detail-queries";
import { recordConsent, withdrawConsent } from "./commands";
import { byScope, standing } from "./consent";
import { RecordConsent } from "./input";
import { findConsentFacts, findWithdrawal, listConsents } from "./queries";

useDatabase();

async function aTeam() {
  const organisation = await anOrganisation();
  const lead = await aMember(organisation);
  const theCase = await aCase(lead);
  return { organisation, lead, theCase, defender: await aDefender(theCase) };
}

const answers = (given: Record<string, string>, over: Record<string, unknown> = {}) =>
  Object.fromEntries([
    ...Object.entries(given).map(([scope, answer]) => [`answer.${scope}`, answer]),
    ["givenBy", "defender"],
    ["obtained.precision", "unknown"],
    ...Object.entries(over),
  ]);

describe("recording consent", () => {
  it("knows that an answer is not given tomorrow, nor ends before it was given", () => {
    const id = "0198a6f0-0000-7000-8000-000000000000";
    const faults = (over: Record<string, unknown>) =>
      RecordConsent.safeParse({
        caseId: id,
        defenderId: id,
        ...answers({ public_statement: "anonymous" }, over),
      }).error?.issues.map(({ path, message }) => [path.join("."), message]);
    const on = (year: string) => ({
      "obtained.precision": "year",
      "obtained.from.year": year,
    });
    expect(faults({ ...on("2025"), validUntil: "2026-01-01" })).toBeUndefined();
    expect(faults(on("2199"))).toEqual([["obtained", "forms.dateNotYet"]]);
    expect(faults({ ...on("2025"), validUntil: "2024-12-31" })).toEqual([
      ["validUntil", "forms.dateBefore"],
    ]);
    expect(faults(on(""))).toEqual([["obtained", "forms.dateYearMissing"]]);
  });

  it("takes several answers at once and leaves out what was not asked", async () => {
    const { lead, theCase, defender } = await aTeam();
    await recordConsent(
      lead,
      RecordConsent.parse({
        ...answers({ bilateral: "yes", public_statement: "anonymous", media: "not_asked" }),
        caseId: theCase.id,
        defenderId: defender,
        language: "Spanish",
        risksExplained: "yes",
        validUntil: "2199-12-31",
      }),
    );
    const given = await listConsents(lead, theCase.id);
    expect(given.map((row) => [row.scope, row.answer]).sort()).toEqual([
      ["bilateral", "yes"],
      ["public_statement", "anonymous"],
    ]);
    expect(given[0]).toMatchObject({
      obtainedBy: lead.personName,
      risksExplained: true,
      language: "Spanish",
    });
    expect(await findCase(lead, theCase.id)).toMatchObject({
      mayBeNamed: { bilaterally: "person", inPublic: "situation", everybodyBilaterally: true },
    });
    expect(await findConsentFacts(lead, theCase.id)).toMatchObject({
      answered: 1,
      defenders: 1,
      valid_until: "2199-12-31",
    });
  });

  it("asks for an answer, and for the recipient where a use has one", () => {
    const of = (given: Record<string, string>) => {
      const parsed = RecordConsent.safeParse({
        ...answers(given),
        caseId: "0199aaaa-0000-7000-8000-000000000000",
        defenderId: "0199aaaa-0000-7000-8000-000000000000",
      });
      return parsed.error?.issues.map((issue) => [issue.path.join("."), issue.message]);
    };
    expect(of({})).toEqual([["answers", "consent.form.answerMissing"]]);
    expect(of({ share_with_mission: "yes" })).toEqual([
      ["target.share_with_mission", "consent.form.targetMissing"],
    ]);
    expect(of({ share_with_organisation: "yes" })).toEqual([
      ["target.share_with_organisation", "consent.form.targetMissing"],
    ]);
    expect(of({ media: "no" })).toBeUndefined();
  });

  it("counts the least willing defender: one silence is a no for all", async () => {
    const { lead, theCase, defender } = await aTeam();
    await aConsent(theCase, defender, lead, "public_statement", "yes");
    expect((await findCase(lead, theCase.id))?.mayBeNamed.inPublic).toBe("person");
    await aDefender(theCase);
    expect((await findCase(lead, theCase.id))?.mayBeNamed.inPublic).toBe("country");
  });

  it("ends with its last day", async () => {
    const { lead, theCase, defender } = await aTeam();
    await aConsent(theCase, defender, lead, "public_statement", "yes", {
      validUntil: "2020-01-01",
    });
    expect((await findCase(lead, theCase.id))?.mayBeNamed.inPublic).toBe("country");
    const [row] = await listConsents(lead, theCase.id);
    expect(standing(row, "2026-01-01")).toBe("expired");
  });

  it("is the team's to read: an empty list for everybody else", async () => {
    const organisation = await anOrganisation();
    const lead = await aMember(organisation);
    const theCase = await aCase(lead, { visibility: "organisation" });
    await aConsent(theCase, await aDefender(theCase), lead, "media", "no");
    const colleague = await aMember(organisation, "administrator");
    expect(await listConsents(lead, theCase.id)).toHaveLength(1);
    expect(await listConsents(colleague, theCase.id)).toEqual([]);
    // The control: the same reader does see it once the wall is opened.
    const sql = asSuperuser();
    await sql`create policy broken on consents for select to plenary_app using (true)`;
    try {
      expect(await listConsents(colleague, theCase.id)).toHaveLength(1);
    } finally {
      await sql`drop policy broken on consents`;
    }
  });
});

describe("a withdrawal", () => {
  it("may be recorded by any team member, closes at once and lists what it touched", async () => {
    const { organisation, lead, theCase, defender } = await aTeam();
    const partner = await anOrganisation();
    const guest = await aMember(partner);
    const teamReader = await aMember(organisation, "reader");
    await inTeam(theCase, teamReader, "reader");
    const toPartner = await aConsent(theCase, defender, lead, "share_with_organisation", "yes", {
      organisation: partner,
    });
    await aShare(theCase, lead, partner);
    expect(await findCase(guest, theCase.id)).not.toBeNull();

    await withdrawConsent(teamReader, { caseId: theCase.id, consentId: toPartner });

    expect(await findCase(guest, theCase.id)).toBeNull();
    const report = await findWithdrawal(lead, theCase.id, toPartner);
    expect(report).toMatchObject({
      consent: { withdrawnBy: teamReader.personName },
      closedShares: [{ partner: partner.name }],
      loweredAsks: [],
      wentOut: [{ kind: "share", recipient: partner.name }],
    });
  });

  it("tells once of a partner that read the case twice", async () => {
    const { lead, theCase, defender } = await aTeam();
    const partner = await anOrganisation();
    const toPartner = await aConsent(theCase, defender, lead, "share_with_organisation", "yes", {
      organisation: partner,
    });
    await aShare(theCase, lead, partner);
    await asSuperuser()`update case_shares set revoked_at = now() where case_id = ${theCase.id}`;
    await asSuperuser()`update case_shares set revoked_at = null where case_id = ${theCase.id}`;
    const [first, ...again] = await asSuperuser()`
      select at from disclosures where case_id = ${theCase.id} and kind = 'share' order by at`;
    expect(again).toHaveLength(1);
    await withdrawConsent(lead, { caseId: theCase.id, consentId: toPartner });
    expect((await findWithdrawal(lead, theCase.id, toPartner))?.wentOut).toMatchObject([
      { kind: "share", recipient: partner.name, at: first?.at },
    ]);
  });

  it("sets back the words that were asked with, until somebody writes others", async () => {
    const { organisation, lead, theCase, defender } = await aTeam();
    const session = await aSession(organisation);
    const inPublic = await aConsent(theCase, defender, lead, "public_statement", "yes");
    const media = await aConsent(theCase, defender, lead, "media", "yes");
    const ask = await aCommitment(theCase, session, { naming: "person" });
    await changeCommitment(lead, ask, { wordingAsked: "Ask for the release." });

    await withdrawConsent(lead, { caseId: theCase.id, consentId: inPublic });
    await withdrawConsent(lead, { caseId: theCase.id, consentId: media });
    const now = await findCommitment(lead, ask);
    expect(now).toMatchObject({ wordingAsked: "", areWordsSetBack: true, naming: "country" });
    expect(now?.history[0]).toMatchObject({
      kind: "consent",
      mayUndo: false,
      changes: expect.arrayContaining([
        { field: "wordingAsked", from: "Ask for the release.", to: "", isSetBack: true },
      ]),
    });
    expect((await findWithdrawal(lead, theCase.id, inPublic))?.setBackWords).toMatchObject([
      { commitmentId: ask },
    ]);
    expect((await findWithdrawal(lead, theCase.id, media))?.setBackWords).toEqual([]);

    await changeCommitment(lead, ask, { condition: "If others do." });
    expect(await findCommitment(lead, ask)).toMatchObject({ areWordsSetBack: true });
    await changeCommitment(lead, ask, { wordingAsked: "Ask about the theme." });
    expect(await findCommitment(lead, ask)).toMatchObject({
      wordingAsked: "Ask about the theme.",
      areWordsSetBack: false,
    });
  });

  it("lowers the asks that named too much, and says which of two withdrawals did it", async () => {
    const { organisation, lead, theCase, defender } = await aTeam();
    const session = await aSession(organisation);
    const inPublic = await aConsent(theCase, defender, lead, "public_statement", "yes");
    const media = await aConsent(theCase, defender, lead, "media", "yes");
    const commitment = await aCommitment(theCase, session, { naming: "person" });

    await withdrawConsent(lead, { caseId: theCase.id, consentId: inPublic });
    await withdrawConsent(lead, { caseId: theCase.id, consentId: media });

    expect((await findWithdrawal(lead, theCase.id, inPublic))?.loweredAsks).toMatchObject([
      { commitmentId: commitment, from: "person" },
    ]);
    expect((await findWithdrawal(lead, theCase.id, media))?.loweredAsks).toEqual([]);
    const [row] = await asSuperuser()`select naming from commitments where id = ${commitment}`;
    expect(row).toEqual({ naming: "country" });
  });

  it("is final: it is neither repeated nor taken back, and a new answer follows it", async () => {
    const { lead, theCase, defender } = await aTeam();
    const consentId = await aConsent(theCase, defender, lead, "media", "yes");
    await withdrawConsent(lead, { caseId: theCase.id, consentId });
    await expect(withdrawConsent(lead, { caseId: theCase.id, consentId })).rejects.toMatchObject({
      reason: "not-allowed",
    });
    await aConsent(theCase, defender, lead, "media", "anonymous");
    const [scope] = byScope(await listConsents(lead, theCase.id));
    expect(scope).toMatchObject({
      scope: "media",
      latest: { answer: "anonymous", withdrawnAt: null },
      earlier: [{ answer: "yes" }],
    });
  });

  it("is not for anybody outside the team", async () => {
    const organisation = await anOrganisation();
    const lead = await aMember(organisation);
    const theCase = await aCase(lead, { visibility: "organisation" });
    const consentId = await aConsent(theCase, await aDefender(theCase), lead, "media", "yes");
    for (const outsider of [
      await aMember(organisation, "administrator"),
      await aMember(await anOrganisation()),
    ]) {
      await expect(
        withdrawConsent(outsider, { caseId: theCase.id, consentId }),
      ).rejects.toMatchObject({ reason: "not-allowed" });
    }
    expect(await findWithdrawal(lead, theCase.id, consentId)).toBeNull();
  });
});
