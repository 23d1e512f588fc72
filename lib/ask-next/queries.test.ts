import { expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aCommitment,
  aConversation,
  aMember,
  anIntervention,
  anOrganisation,
  aSession,
  aSharedCase,
  type Member,
} from "@/db/testing/factories";
import { findAskNextFacts, talkingDays } from "./queries";

useDatabase();

async function aScene(countryCode = "XEG") {
  const organisation = await anOrganisation();
  const lead: Member = { ...(await aMember(organisation)), hasExample: true };
  const theCase = await aCase(lead, { countryCode });
  const session = await aSession(organisation);
  const facts = async (who: Member = lead, on = "2026-06-15") => {
    const found = await findAskNextFacts(who, {
      caseId: theCase.id,
      countryCode,
      sessionId: session,
      on,
    });
    return new Map(found.states.map((state) => [state.code, state]));
  };
  return { organisation, lead, theCase, session, facts };
}

it("reads the public record, the guidelines and the Council from what ships", async () => {
  const { facts } = await aScene("CUB");
  const states = await facts();
  expect(states.has("CUB")).toBe(false);
  expect(states.get("DEU")).toMatchObject({
    guidelines: "eu",
    onCountry: { own: expect.arrayContaining([2018]) },
    contact: null,
    agreed: { thisCase: 0, others: 0 },
  });
  expect(states.get("CHE")?.guidelines).toBe("own");
  // Where the year's membership is known as a whole, a State outside it is no member; else nobody can say.
  const members = [...states.values()].filter((state) => state.onCouncil);
  // Forty-seven, with the State concerned, which was one of them in that year.
  expect(members).toHaveLength(46);
  expect([...states.values()].some((state) => state.onCouncil === null)).toBe(false);
  const later = await facts(undefined, "2027-06-15");
  expect([...later.values()].some((state) => state.onCouncil === false)).toBe(false);
});

it("reads what the organisation recorded, and nothing of anybody else's", async () => {
  const { lead, organisation, theCase, session, facts } = await aScene();
  const other = await aSession(organisation);
  await aCommitment(theCase, session, { stateCode: "XEA", stage: "agreed" });
  await aCommitment(theCase, other, { stateCode: "XEB", stage: "agreed" });
  await aCommitment(theCase, other, { stateCode: "XEC", stage: "declined" });
  const second = await aCase(lead, { countryCode: "XEF" });
  await aCommitment(second, session, { stateCode: "XED", stage: "agreed" });
  const third = await aCase(lead, { countryCode: "XEG" });
  await anIntervention(third, other, lead, { stateCode: "XEE" });
  await asSuperuser()`insert into cautions (org_id, state_code, kind, source, noted_on, recorded_by)
    values (${organisation.id}, 'XEA', 'visitor_exposure', 'A colleague', current_date, ${lead.membershipId})`;

  const states = await facts();
  expect(states.get("XEA")).toMatchObject({
    here: { stage: "agreed" },
    cautions: [{ kind: "visitor_exposure", note: "", safer: "" }],
  });
  expect(states.get("XEB")).toMatchObject({ agreed: { thisCase: 1, others: 0 }, here: null });
  expect(states.get("XEC")).toMatchObject({
    declinedElsewhere: true,
    contact: { had: { on: null }, by: "ask" },
  });
  expect(states.get("XED")).toMatchObject({
    speaks: "agreed",
    agreed: { thisCase: 0, others: 1 },
  });
  expect(states.get("XEE")).toMatchObject({ heardOnCountry: 1, speaks: null });

  const stranger: Member = { ...(await aMember(await anOrganisation())), hasExample: true };
  for (const state of (await facts(stranger)).values()) {
    expect(state).toMatchObject({
      here: null,
      contact: null,
      speaks: null,
      heardOnCountry: 0,
      declinedElsewhere: false,
      agreed: { thisCase: 0, others: 0 },
      cautions: [],
    });
  }
});

it("dates the last contact by the ask or by the word, whichever came later", async () => {
  const { theCase, session, facts } = await aScene();
  const id = await aCommitment(theCase, session, { stateCode: "XEA", stage: "considering" });
  await asSuperuser()`update commitments set asked_on = '2026-03-01', word_on = '2026-04-02' where id = ${id}`;
  expect((await facts()).get("XEA")?.contact).toEqual({
    had: { on: "2026-04-02", until: null, precision: "day" },
    by: "ask",
  });
});

it("counts a conversation that the reader may read, until it is taken back", async () => {
  const { organisation, lead, theCase, session, facts } = await aScene();
  const ask = await aCommitment(theCase, session, { stateCode: "XEA", stage: "considering" });
  await asSuperuser()`update commitments set asked_on = '2026-11-01' where id = ${ask}`;
  const talk = await aConversation(lead, {
    about: [theCase],
    visibility: "team",
    hadOn: "2026-11-20",
  });
  await aConversation(lead, { about: [theCase], hadOn: "2026-10-20" });
  await aConversation(lead, { stateCode: "XEB", hadOn: "2026-02-03" });
  const contactOf = async (code: string, who?: Member) => (await facts(who)).get(code)?.contact;
  expect(await contactOf("XEA")).toMatchObject({ had: { on: "2026-11-20" }, by: "conversation" });
  expect(await contactOf("XEB")).toMatchObject({ had: { on: "2026-02-03" }, by: "conversation" });

  // A colleague outside the team reads neither; the conversation about no case is everybody's in the organisation.
  const colleague: Member = { ...(await aMember(organisation)), hasExample: true };
  expect(await contactOf("XEA", colleague)).toBeNull();
  expect(await contactOf("XEB", colleague)).toMatchObject({ had: { on: "2026-02-03" } });
  const stranger: Member = { ...(await aMember(await anOrganisation())), hasExample: true };
  expect(await contactOf("XEB", stranger)).toBeNull();

  await asSuperuser()`update conversations set taken_back_at = now() where id = ${talk}`;
  expect(await contactOf("XEA")).toMatchObject({ had: { on: "2026-11-01" }, by: "ask" });
});

it("names the partners whose talks the reader reads, which are no contact of our own", async () => {
  const { organisation, lead, facts } = await aScene();
  const partner = await anOrganisation();
  const talker = await aMember(partner);
  const theirs = await aSharedCase(talker, organisation, "read", { countryCode: "XEG" });
  const elsewhere = await aSharedCase(talker, organisation, "read", { countryCode: "XEF" });
  await aConversation(talker, { stateCode: "XEA", about: [theirs], visibility: "partners" });
  await aConversation(talker, { stateCode: "XEB", about: [theirs] });
  await aConversation(talker, { stateCode: "XEC", about: [elsewhere], visibility: "partners" });
  await aConversation(talker, {
    stateCode: "XED",
    about: [theirs],
    visibility: "partners",
    hadOn: "2020-01-02",
  });
  await aCommitment(theirs, await aSession(partner, { startsOn: "2099-06-01" }), {
    stateCode: "XEE",
    stage: "asked",
    visibility: "partners",
  });
  const states = await facts(lead);
  const read = (code: string) => states.get(code)?.partners.read;
  expect([read("XEA"), read("XEE")]).toEqual([[partner.name], [partner.name]]);
  expect([read("XEB"), read("XEC"), read("XED")]).toEqual([[], [], []]);
  expect([states.get("XEA")?.contact, states.get("XEE")?.contact]).toEqual([null, null]);
});

it("offers no invented State without the example", async () => {
  const { lead, facts } = await aScene();
  const states = await facts({ ...lead, hasExample: false });
  expect(states.size).toBeGreaterThan(190);
  expect([...states.values()].some((state) => state.isExample)).toBe(false);
});

it("calls the same days talking for colleagues as for partners", async () => {
  const [said] = await asSuperuser()<{ days: string[] }[]>`
    select regexp_matches(pg_get_functiondef(oid), 'current_date - (\\d+)', 'g') as days
    from pg_proc where proname = 'partners_talking'`;
  expect(said?.days).toEqual([String(talkingDays)]);
});
