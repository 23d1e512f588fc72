import { describe, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  aSharedCase,
  inTeam,
} from "@/db/testing/factories";
import { findCase, listCases } from "@/lib/cases/queries";
import { endShare, shareCase } from "./commands";
import { ShareCase } from "./input";
import { listMissingConsents, listShares } from "./queries";

useDatabase();

describe("sharing a case", () => {
  it("says whose consent is missing and why, and shares nothing", async () => {
    const [mine, partner] = [await anOrganisation(), await anOrganisation()];
    const lead = await aMember(mine);
    const guest = await aMember(partner);
    const theCase = await aCase(lead);
    const wish = {
      caseId: theCase.id,
      partnerOrgId: partner.id,
      level: "read",
      endsOn: null,
    } as const;
    expect(await shareCase(lead, wish)).toEqual({ shared: false, noDefenders: true, missing: [] });

    const [silent, unwilling, willing, late, gone] = [
      await aDefender(theCase),
      await aDefender(theCase),
      await aDefender(theCase),
      await aDefender(theCase),
      await aDefender(theCase),
    ];
    const say = (defender: string, answer: "yes" | "no", validUntil?: string) =>
      aConsent(theCase, defender, lead, "share_with_organisation", answer, {
        organisation: partner,
        ...(validUntil && { validUntil }),
      });
    await say(unwilling, "no");
    await say(willing, "yes");
    await say(late, "yes", "2020-01-01");
    const withdrawn = await say(gone, "yes");
    await asSuperuser()`update consents set withdrawn_at = now() where id = ${withdrawn}`;

    const outcome = await shareCase(lead, wish);
    expect(outcome).toMatchObject({
      shared: false,
      missing: [
        { defenderId: silent, reason: "none" },
        { defenderId: unwilling, reason: "no" },
        { defenderId: late, reason: "expired" },
        { defenderId: gone, reason: "withdrawn" },
      ],
    });
    expect(await findCase(guest, theCase.id)).toBeNull();
  });

  it("opens until its last day, and nothing the day after", async () => {
    const partner = await anOrganisation();
    const lead = await aMember(await anOrganisation());
    const reviewer = await aMember(partner);
    const theCase = await aSharedCase(lead, partner, "comment");
    const wish = { caseId: theCase.id, partnerOrgId: partner.id, level: "comment" } as const;
    const day = (offset: number) =>
      new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    expect(ShareCase.safeParse({ ...wish, endsOn: day(-2) }).error?.issues[0]?.message).toBe(
      "forms.dayPassed",
    );
    await expect(shareCase(lead, { ...wish, endsOn: day(-2) })).rejects.toMatchObject({
      code: "PL004",
      message: "the end has passed",
    });
    await shareCase(lead, { ...wish, endsOn: day(1) });
    expect(await listShares(lead, theCase.id)).toMatchObject([{ endsOn: day(1) }]);
    expect(await findCase(reviewer, theCase.id)).not.toBeNull();
    const sql = asSuperuser();
    const untilWhen = async () =>
      (
        await sql`select valid_until::text from case_readers where case_id = ${theCase.id}
        and audience_id = ${partner.id}`
      )[0]?.valid_until;
    expect(await untilWhen()).toBe(day(1));
    // As the days go by: first the policies, then what clears up, and a consent recorded anew opens nothing.
    await sql`alter table case_shares disable trigger guard_case_shares`;
    try {
      await sql`update case_shares set ends_on = current_date - 1 where case_id = ${theCase.id}`;
    } finally {
      await sql`alter table case_shares enable trigger guard_case_shares`;
    }
    expect(await findCase(reviewer, theCase.id)).toBeNull();
    await sql`select app.apply_consent(${theCase.id})`;
    expect(await untilWhen()).toBeUndefined();
  });

  it("is refused by the database too, when the words before it are forgotten", async () => {
    const [mine, partner] = [await anOrganisation(), await anOrganisation()];
    const lead = await aMember(mine);
    const theCase = await aCase(lead);
    await aDefender(theCase);
    await expect(
      asSuperuser()`insert into case_shares (org_id, case_id, partner_org_id, level, shared_by)
        values (${mine.id}, ${theCase.id}, ${partner.id}, 'read', ${lead.membershipId})`,
    ).rejects.toMatchObject({ code: "PL001" });
  });

  it("shows the partner the case, and never the sources", async () => {
    const [mine, partner] = [await anOrganisation(), await anOrganisation()];
    const lead = await aMember(mine);
    const guest = await aMember(partner);
    const theCase = await aCase(lead);
    await asSuperuser()`update cases set sources_note = 'A cousin told us' where id = ${theCase.id}`;
    const defender = await aDefender(theCase);
    await aConsent(theCase, defender, lead, "share_with_organisation", "anonymous", {
      organisation: partner,
    });
    expect(
      await shareCase(lead, {
        caseId: theCase.id,
        partnerOrgId: partner.id,
        level: "read",
        endsOn: null,
      }),
    ).toEqual({ shared: true });

    const seen = await findCase(guest, theCase.id);
    expect(seen).toMatchObject({
      isPartners: true,
      organisation: mine.name,
      sourcesNote: "",
      access: { via: "partner", level: "read" },
    });
    expect((await findCase(lead, theCase.id))?.sourcesNote).toBe("A cousin told us");
    expect((await listCases(guest)).rows).toMatchObject([{ isPartners: true, team: [] }]);
  });

  it("changes its level, ends, and can be taken up again", async () => {
    const [mine, partner] = [await anOrganisation(), await anOrganisation()];
    const lead = await aMember(mine);
    const guest = await aMember(partner);
    const theCase = await aSharedCase(lead, partner);
    const wish = { caseId: theCase.id, partnerOrgId: partner.id } as const;

    await shareCase(lead, { ...wish, level: "contribute", endsOn: null });
    expect((await findCase(guest, theCase.id))?.access.level).toBe("contribute");
    const [share] = await listShares(lead, theCase.id);
    await endShare(lead, { caseId: theCase.id, shareId: share?.id ?? "" });
    expect(await findCase(guest, theCase.id)).toBeNull();
    await shareCase(lead, { ...wish, level: "read", endsOn: null });
    expect((await findCase(guest, theCase.id))?.access.level).toBe("read");
    expect(await listShares(lead, theCase.id)).toHaveLength(1);
  });

  it("tells the team which standing share consent no longer carries", async () => {
    const [mine, partner] = [await anOrganisation(), await anOrganisation()];
    const lead = await aMember(mine);
    const theCase = await aSharedCase(lead, partner);
    expect(await listMissingConsents(lead, theCase.id, [partner.id])).toEqual(new Map());
    const readers = async (member: typeof lead) =>
      (await findCase(member, theCase.id))?.numbers.partners;
    expect(await readers(lead)).toBe(1);
    await asSuperuser()`update consents set withdrawn_at = now() where case_id = ${theCase.id}`;
    expect(await readers(lead)).toBe(0);
    const missing = await listMissingConsents(lead, theCase.id, [partner.id]);
    expect(missing.get(partner.id)).toMatchObject([{ reason: "withdrawn" }]);
  });

  it("is the lead's alone", async () => {
    const [mine, partner] = [await anOrganisation(), await anOrganisation()];
    const lead = await aMember(mine);
    const editor = await aMember(mine);
    const theCase = await aCase(lead);
    await inTeam(theCase, editor, "editor");
    const defender = await aDefender(theCase);
    await aConsent(theCase, defender, lead, "share_with_organisation", "yes", {
      organisation: partner,
    });
    const wish = {
      caseId: theCase.id,
      partnerOrgId: partner.id,
      level: "read",
      endsOn: null,
    } as const;
    await expect(shareCase(editor, wish)).rejects.toMatchObject({
      code: "42501",
      message: expect.stringContaining("row-level security"),
    });
    expect(await shareCase(lead, wish)).toEqual({ shared: true });
    const [share] = await listShares(lead, theCase.id);
    await expect(
      endShare(editor, { caseId: theCase.id, shareId: share?.id ?? "" }),
    ).rejects.toMatchObject({ reason: "not-allowed" });
  });
});
