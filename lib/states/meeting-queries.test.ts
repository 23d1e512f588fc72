import { describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { commitmentEvents } from "@/db/schema";
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
  aSharedCase,
  type Case,
  type Member,
} from "@/db/testing/factories";
import { changeCommitment, undoChange } from "@/lib/commitments/commands";
import { countByState, countReadableCases } from "./counts-queries";
import { silencesOf } from "./meeting";
import { findMeeting } from "./meeting-queries";
import { listStates } from "./queries";

useDatabase();

const now = new Date("2026-11-26T09:00:00Z");

async function state(actor: Member, code: string) {
  const found = (await listStates({ ...actor, hasExample: true })).find((one) => one.code === code);
  if (!found) {
    throw new Error(`${code} is not among the States`);
  }
  return found;
}

const meeting = async (actor: Member, code: string) =>
  findMeeting(actor, await state(actor, code), now);

function change(actor: Member, theCase: Case, commitmentId: string, changes: object) {
  return asActor(actor, (tx) =>
    tx.insert(commitmentEvents).values({
      orgId: theCase.orgId,
      caseId: theCase.id,
      commitmentId,
      changes: changes as Record<string, unknown>,
    }),
  );
}

describe("before one walks into a meeting", () => {
  it("shows a colleague what was promised on open cases, and nothing of a team's own", async () => {
    const organisation = await anOrganisation();
    const [lead, colleague] = [await aMember(organisation), await aMember(organisation)];
    const session = await aSession(organisation);
    const open = await aCase(lead, { visibility: "organisation" });
    const closed = await aCase(lead);
    await aCommitment(open, session, { stateCode: "XEB" });
    await aCommitment(closed, session, { stateCode: "XEB" });

    expect((await meeting(lead, "XEB")).promised).toHaveLength(2);
    expect((await meeting(colleague, "XEB")).promised.map((row) => row.caseId)).toEqual([open.id]);
    const stranger = await aMember(await anOrganisation());
    const theirs = await meeting(stranger, "XEB");
    expect([theirs.promised, theirs.lastContact, theirs.peers]).toEqual([[], null, []]);
  });

  it("says what consent leaves unsaid, case by case", async () => {
    const organisation = await anOrganisation();
    const lead = await aMember(organisation);
    const theCase = await aCase(lead);
    const defender = await aDefender(theCase);
    const session = await aSession(organisation);
    await aCommitment(theCase, session, { stateCode: "XEA" });

    expect(silencesOf((await meeting(lead, "XEA")).promised)).toMatchObject([
      { naming: "nothing" },
    ]);

    await aConsent(theCase, defender, lead, "public_statement", "anonymous");
    expect(silencesOf((await meeting(lead, "XEA")).promised)).toMatchObject([
      { naming: "situation" },
    ]);

    await aConsent(theCase, defender, lead, "public_statement", "yes");
    expect(silencesOf((await meeting(lead, "XEA")).promised)).toEqual([]);
  });

  it("names the last contact, a partner's people as their organisation", async () => {
    const [ours, partner] = [await anOrganisation(), await anOrganisation("Partner B")];
    const lead = await aMember(ours);
    const guest = await aMember(partner);
    const theCase = await aSharedCase(lead, partner, "contribute");
    const session = await aSession(ours);
    const id = await aCommitment(theCase, session, { stage: "planned", visibility: "partners" });

    await change(guest, theCase, id, {
      word: 2,
      word_on: "2026-11-20",
      word_said_by: "Human rights officer",
    });
    expect((await meeting(lead, "XEA")).lastContact).toMatchObject({
      had: { on: "2026-11-20", precision: "day" },
      withWhom: "Human rights officer",
      who: { kind: "organisation", name: "Partner B" },
    });
    expect((await meeting(guest, "XEA")).lastContact?.who).toEqual({ kind: "me" });
  });

  it("takes nothing that was taken back for a contact", async () => {
    const organisation = await anOrganisation();
    const lead = await aMember(organisation);
    const theCase = await aCase(lead, { visibility: "organisation" });
    const ask = await aCommitment(theCase, await aSession(organisation), {
      stage: "not_approached",
    });
    const changed = await changeCommitment(lead, ask, { stage: "declined" });
    expect((await meeting(lead, "XEA")).lastContact).not.toBeNull();
    await undoChange(lead, ask, (changed as { eventId: string }).eventId);
    expect((await meeting(lead, "XEA")).lastContact).toBeNull();
  });

  it("names as peers only States of the same group that agreed and let everybody know", async () => {
    const organisation = await anOrganisation();
    const lead = await aMember(organisation);
    const theCase = await aCase(lead, { visibility: "organisation" });
    const session = await aSession(organisation);
    // Example States 1 and 2 are one invented group, 3 belongs to another.
    await aCommitment(theCase, session, { stateCode: "XEA" });
    const peer = await aCommitment(theCase, session, { stateCode: "XEB", stage: "agreed" });
    const far = await aCommitment(theCase, session, { stateCode: "XEC", stage: "agreed" });
    await change(lead, theCase, far, { confidentiality: "public" });
    for (const confidentiality of ["coalition", "not_for_attribution", "team"]) {
      await change(lead, theCase, peer, { confidentiality });
      expect((await meeting(lead, "XEA")).peers).toEqual([]);
    }
    await change(lead, theCase, peer, { confidentiality: "public" });
    expect((await meeting(lead, "XEA")).peers).toMatchObject([
      { stateCode: "XEB", caseId: theCase.id, isRaised: false },
    ]);
    await change(lead, theCase, peer, { stage: "considering" });
    expect((await meeting(lead, "XEA")).peers).toEqual([]);
  });

  it("counts promises of occasions that have passed, and of those only", async () => {
    const organisation = await anOrganisation();
    const lead = await aMember(organisation);
    const past = await aSession(organisation, { startsOn: "2026-10-01" });
    const ahead = await aSession(organisation, { startsOn: "2026-12-07" });
    const theCase = await aCase(lead);
    await aCommitment(theCase, past, { stateCode: "XED", stage: "agreed" });
    await anIntervention(theCase, past, lead, { stateCode: "XED" });
    const other = await aCase(lead);
    await aCommitment(other, past, { stateCode: "XED", stage: "agreed" });
    await aCommitment(other, ahead, { stateCode: "XED", stage: "agreed" });

    const { reasons } = (await meeting(lead, "XED")).responsiveness;
    expect(reasons).toContainEqual({
      kind: "promises_kept",
      kept: 1,
      of: 2,
      notCounted: 0,
      sources: [],
    });
  });

  it("dates what was raised as precisely as it is known, and no more", async () => {
    const organisation = await anOrganisation();
    const lead = await aMember(organisation);
    const session = await aSession(organisation);
    const theCase = await aCase(lead);
    await aCommitment(theCase, session, { stateCode: "XEF" });
    const said = await anIntervention(theCase, session, lead, {
      stateCode: "XEF",
      saidOn: "2026-03-01",
    });
    await asSuperuser()`update interventions set said_precision = 'month' where id = ${said}`;
    expect((await meeting(lead, "XEF")).promised[0]?.raised).toEqual({
      on: "2026-03-01",
      until: null,
      precision: "month",
    });
  });

  it("gives the reasons of a State's responsiveness from what is shipped, each with sources", async () => {
    const reader = await aMember(await anOrganisation(), "reader");
    const { responsiveness, record } = await meeting(reader, "NLD");
    expect(responsiveness.level).toBe("likely");
    const dialogue = responsiveness.reasons.find((reason) => reason.kind === "dialogue");
    expect(dialogue).toMatchObject({ years: [2020, 2023, 2025], of: 5 });
    expect(record.every((entry) => entry.sources.length > 0)).toBe(true);
    for (const reason of responsiveness.reasons) {
      expect(reason.sources.length > 0 || reason.kind.startsWith("no_")).toBe(true);
    }
  });
});

describe("the counts of States", () => {
  it("are those of what one may see, and not of what a colleague's team keeps", async () => {
    const organisation = await anOrganisation();
    const [lead, colleague] = [await aMember(organisation), await aMember(organisation)];
    const session = await aSession(organisation);
    const open = await aCase(lead, { visibility: "organisation" });
    const closed = await aCase(lead);
    await aCommitment(open, session, { stateCode: "XEE", stage: "agreed" });
    await aCommitment(closed, session, { stateCode: "XEE", stage: "asked" });

    expect((await countByState(lead)).get("XEE")).toEqual({ open: 1, promised: 1, raised: 0 });
    expect((await countByState(colleague)).get("XEE")).toEqual({ open: 0, promised: 1, raised: 0 });
    expect(await countReadableCases(lead)).toBe(2);
    expect(await countReadableCases(colleague)).toBe(1);
  });
});
