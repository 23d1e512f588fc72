import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { caseKeys, defenderIdentities } from "@/db/schema/cases";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aMember, anOrganisation, inTeam, type Member } from "@/db/testing/factories";
import { openCase } from "@/lib/cases/commands";
import { OpenCase } from "@/lib/cases/input";
import { recordConsent } from "@/lib/consents/commands";
import { RecordConsent } from "@/lib/consents/input";
import { shareCase } from "@/lib/shares/commands";
import { addDefender, readIdentity, relabelDefender, sealIdentity } from "./commands";
import { listDefenders, listIdentityStamps } from "./queries";

process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
useDatabase();

const another = { name: "Another of nobody", contact: "", family: "" };
const identity = { name: "Name of nobody", contact: "+00 000", family: "A sister" };

/** What the page of this member says it is written over. */
const stampShown = async (member: Member, of: { caseId: string; defenderId: string }) =>
  (await readIdentity(member, of))?.stamp ?? "";

async function aSealedCase(visibility: "team" | "organisation" = "team") {
  const organisation = await anOrganisation();
  const lead = await aMember(organisation);
  const caseId = await openCase(
    lead,
    OpenCase.parse({ title: "A case", countryCode: "XEG", summary: "Something is reported." }),
  );
  const defenderId = await addDefender(lead, { caseId, kind: "person", publicLabel: "A lawyer" });
  await sealIdentity(lead, { caseId, defenderId, ...identity, stamp: "" });
  await asSuperuser()`update cases set visibility = ${visibility} where id = ${caseId}`;
  return {
    organisation,
    lead,
    caseId,
    defenderId,
    theCase: { orgId: organisation.id, id: caseId, countryCode: "XEG" },
  };
}

/** What a member can get at without any command: the rows themselves. */
const rows = (member: Member, caseId: string) =>
  asActor(member, async (tx) => ({
    identities: await tx
      .select()
      .from(defenderIdentities)
      .where(eq(defenderIdentities.caseId, caseId)),
    keys: await tx.select().from(caseKeys).where(eq(caseKeys.caseId, caseId)),
  }));

describe("a defender", () => {
  it("is added once by one form, however often it is sent", async () => {
    const { lead, caseId } = await aSealedCase();
    const once = uuidv7();
    const typed = { caseId, kind: "person", publicLabel: "Another" } as const;
    const [first, second] = await Promise.all([
      addDefender(lead, typed, once),
      addDefender(lead, typed, once),
    ]);
    expect(second).toBe(first);
    expect(await listDefenders(lead, caseId)).toHaveLength(2);
    await addDefender(lead, { ...typed, publicLabel: "A third, typed after going back" }, once);
    await addDefender(lead, typed);
    expect(await listDefenders(lead, caseId)).toHaveLength(4);
  });
});

describe("an identity", () => {
  it("is opened by the team, its readers included, and by nobody else", async () => {
    const { organisation, lead, caseId, defenderId, theCase } = await aSealedCase("organisation");
    const partner = await anOrganisation();
    const teamReader = await aMember(organisation, "reader");
    await inTeam(theCase, teamReader, "reader");
    await recordConsent(
      lead,
      RecordConsent.parse({
        caseId,
        defenderId,
        givenBy: "defender",
        answers: [
          {
            scope: "share_with_organisation",
            answer: "yes",
            targetOrgId: partner.id,
            targetStateCode: null,
          },
        ],
      }),
    );
    expect(
      await shareCase(lead, {
        caseId,
        partnerOrgId: partner.id,
        level: "contribute",
        endsOn: null,
      }),
    ).toEqual({ shared: true });

    expect(await readIdentity(lead, { caseId, defenderId })).toMatchObject(identity);
    expect(await readIdentity(teamReader, { caseId, defenderId })).toMatchObject(identity);

    const outside = {
      colleague: await aMember(organisation),
      administrator: await aMember(organisation, "administrator"),
      partnersAdvocate: await aMember(partner),
      partnersAdministrator: await aMember(partner, "administrator"),
      stranger: await aMember(await anOrganisation(), "administrator"),
    };
    for (const [who, member] of Object.entries(outside)) {
      await expect(readIdentity(member, { caseId, defenderId }), who).rejects.toMatchObject({
        reason: "not-allowed",
      });
      expect(await rows(member, caseId), who).toEqual({ identities: [], keys: [] });
    }
    const seen = await listDefenders(outside.colleague, caseId);
    expect(seen).toMatchObject([{ publicLabel: "A lawyer", hasIdentity: false }]);
    expect(await listDefenders(lead, caseId)).toMatchObject([{ hasIdentity: true }]);
  });

  it("would be readable without the wall: the test above fails when the policy is opened", async () => {
    const { organisation, caseId, defenderId } = await aSealedCase("organisation");
    const colleague = await aMember(organisation);
    const sql = asSuperuser();
    await sql`create policy broken on defender_identities for select to plenary_app using (true)`;
    await sql`create policy broken on case_keys for select to plenary_app using (true)`;
    try {
      expect(await readIdentity(colleague, { caseId, defenderId })).toMatchObject(identity);
    } finally {
      await sql`drop policy broken on defender_identities`;
      await sql`drop policy broken on case_keys`;
    }
    await expect(readIdentity(colleague, { caseId, defenderId })).rejects.toMatchObject({
      reason: "not-allowed",
    });
  });

  it("stands in the database as ciphertext only, and short ones weigh what long ones do", async () => {
    const { lead, caseId, defenderId } = await aSealedCase();
    const short = await addDefender(lead, { caseId, kind: "person", publicLabel: "Another" });
    await sealIdentity(lead, {
      caseId,
      defenderId: short,
      name: "X",
      contact: "",
      family: "",
      stamp: "",
    });
    const stored =
      await asSuperuser()`select defender_id, sealed from defender_identities where case_id = ${caseId}`;
    const envelopes = stored.map((row) => row.sealed as string);
    expect(envelopes[0]).toMatch(/^v1\.k1\./);
    expect(new Set(envelopes.map((text) => text.length)).size).toBe(1);

    // Not one of the words that were typed is anywhere in any table, the audit log included.
    const tables = await asSuperuser()`select format('%I.%I', table_schema, table_name) as name
      from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
    for (const { name } of tables) {
      const [found] = await asSuperuser().unsafe(
        `select count(*)::int as n from ${name} t where t::text like any (array['%Name of nobody%', '%+00 000%', '%A sister%'])`,
      );
      expect([name, found?.n]).toEqual([name, 0]);
    }
    expect(stored.find((row) => row.defender_id === defenderId)).toBeDefined();
  });

  it("does not open when it is moved to another defender", async () => {
    const { lead, caseId, defenderId } = await aSealedCase();
    const other = await addDefender(lead, { caseId, kind: "person", publicLabel: "Another" });
    await sealIdentity(lead, {
      caseId,
      defenderId: other,
      name: "Other",
      contact: "",
      family: "",
      stamp: "",
    });
    await asSuperuser()`update defender_identities set sealed = (
      select sealed from defender_identities where defender_id = ${other}) where defender_id = ${defenderId}`;

    await expect(readIdentity(lead, { caseId, defenderId })).rejects.toMatchObject({
      messageKey: "people.identity.unreadable",
    });
    // The control: in its own place the very same envelope opens.
    expect(await readIdentity(lead, { caseId, defenderId: other })).toMatchObject({
      name: "Other",
    });
  });

  it("does not open with the key of another case", async () => {
    const one = await aSealedCase();
    const two = await aSealedCase();
    await asSuperuser()`delete from case_keys where case_id = ${one.caseId}`;
    await asSuperuser()`insert into case_keys (org_id, case_id, version, wrapped)
      select ${one.organisation.id}, ${one.caseId}, version, wrapped from case_keys where case_id = ${two.caseId}`;
    await expect(
      readIdentity(one.lead, { caseId: one.caseId, defenderId: one.defenderId }),
    ).rejects.toThrow("This envelope cannot be opened here.");
  });

  it("is gone for good with the case's key", async () => {
    const { lead, caseId, defenderId } = await aSealedCase();
    await asSuperuser()`delete from case_keys where case_id = ${caseId}`;
    await expect(readIdentity(lead, { caseId, defenderId })).rejects.toMatchObject({
      reason: "not-allowed",
    });
  });

  it("is sealed by editors, not by readers of the team", async () => {
    const { organisation, caseId, defenderId, theCase } = await aSealedCase();
    const teamReader = await aMember(organisation);
    await inTeam(theCase, teamReader, "reader");
    const stamp = await stampShown(teamReader, { caseId, defenderId });
    await expect(
      sealIdentity(teamReader, { caseId, defenderId, ...another, stamp }),
    ).rejects.toMatchObject({ reason: "not-allowed" });
    expect(await readIdentity(teamReader, { caseId, defenderId })).toMatchObject(identity);
  });

  it("is replaced as a whole, and what the person was called before stays with it", async () => {
    const { lead, caseId, defenderId } = await aSealedCase();
    const of = { caseId, defenderId };
    await sealIdentity(lead, { ...of, ...another, stamp: await stampShown(lead, of) });
    expect(await readIdentity(lead, of)).toMatchObject({
      ...another,
      earlierNames: [identity.name],
    });
    // Corrected back, with a family that was forgotten: each name stands once.
    const corrected = { ...identity, family: "" };
    await sealIdentity(lead, { ...of, ...corrected, stamp: await stampShown(lead, of) });
    expect(await readIdentity(lead, of)).toMatchObject({
      ...corrected,
      earlierNames: [another.name],
    });
  });

  it("is never replaced by a form in which nothing is entered", async () => {
    const { lead, caseId, defenderId } = await aSealedCase();
    const of = { caseId, defenderId };
    const empty = { ...of, name: "", contact: " ", family: "" };
    for (const stamp of ["", await stampShown(lead, of)]) {
      await expect(sealIdentity(lead, { ...empty, stamp })).rejects.toMatchObject({
        messageKey: "people.identity.nothingEntered",
      });
    }
    expect(await readIdentity(lead, of)).toMatchObject(identity);
  });

  it("is not written over by somebody who had an older one before them", async () => {
    const { lead, caseId, defenderId } = await aSealedCase();
    const of = { caseId, defenderId };
    const older = await stampShown(lead, of);
    await sealIdentity(lead, { ...of, ...another, stamp: older });
    // The old values again, as a form that went on showing them would send them; and a form drawn before any.
    for (const stamp of [older, ""]) {
      await expect(sealIdentity(lead, { ...of, ...identity, stamp })).rejects.toMatchObject({
        messageKey: "people.identity.changedSince",
      });
    }
    expect(await readIdentity(lead, of)).toMatchObject(another);
    // The page's own stamp is that of the one sealed now.
    expect((await listIdentityStamps(lead, caseId)).get(defenderId)).toBe(
      await stampShown(lead, of),
    );
  });

  it.each([
    ["the first", ""],
    ["another", "shown"],
  ])("is sealed once by two presses: %s", async (_which, over) => {
    const { lead, caseId, defenderId } = await aSealedCase();
    const of = over
      ? { caseId, defenderId }
      : {
          caseId,
          defenderId: await addDefender(lead, { caseId, kind: "person", publicLabel: "Another" }),
        };
    const sent = { ...of, ...another, stamp: over && (await stampShown(lead, of)) };
    const [first, second] = await Promise.all([sealIdentity(lead, sent), sealIdentity(lead, sent)]);
    expect(second).toEqual(first);
    expect(await sealIdentity(lead, sent)).toEqual(first);
    expect(await readIdentity(lead, of)).toMatchObject({ ...another, ...first });
    const [told] = await asSuperuser()<{ n: number }[]>`select count(*)::int as n from audit_log
      where subject = 'defender_identities' and action in ('insert', 'update')
        and subject_id = ${of.defenderId}`;
    expect(told?.n).toBe(over ? 2 : 1);
  });

  it("of two different ones written over the same one, is the first", async () => {
    const { lead, caseId, defenderId } = await aSealedCase();
    const of = { caseId, defenderId };
    const stamp = await stampShown(lead, of);
    const third = { ...another, name: "A third" };
    const sealings = await Promise.allSettled([
      sealIdentity(lead, { ...of, ...another, stamp }),
      sealIdentity(lead, { ...of, ...third, stamp }),
    ]);
    expect(sealings.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const kept = sealings[0]?.status === "fulfilled" ? another : third;
    expect(await readIdentity(lead, of)).toMatchObject({ ...kept, earlierNames: [identity.name] });
  });
});

describe("a public label", () => {
  it("is changed by editors and stands for everybody who reads the case", async () => {
    const { organisation, lead, caseId, defenderId } = await aSealedCase("organisation");
    await relabelDefender(lead, { caseId, defenderId, kind: "person", publicLabel: "B. C." });
    const colleague = await aMember(organisation);
    expect(await listDefenders(colleague, caseId)).toMatchObject([{ publicLabel: "B. C." }]);
    await expect(
      relabelDefender(colleague, { caseId, defenderId, kind: "person", publicLabel: "Full name" }),
    ).rejects.toMatchObject({ reason: "not-allowed" });
  });
});
