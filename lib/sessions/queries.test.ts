import { describe, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aCommitment,
  aMember,
  anIntervention,
  anOrganisation,
  aSession,
  aSharedCase,
  type Member,
} from "@/db/testing/factories";
import { findStateByKey, listStates } from "@/lib/states/queries";
import { addSession, changeSession } from "./commands";
import { KeepSession } from "./input";
import {
  countCarriersByGroup,
  findNextSession,
  findSession,
  listCoverage,
  listSessions,
} from "./queries";

useDatabase();

const now = new Date("2026-11-26T09:00:00Z");
const ids = async (actor: Member) => {
  const { ahead, past } = await listSessions(actor, {}, now);
  return [...ahead, ...past].map((session) => session.id);
};

describe("sessions", () => {
  it("are the shipped ones and one's own; a partner's only through a shared commitment", async () => {
    const [ours, partner] = [await anOrganisation(), await anOrganisation()];
    const lead = await aMember(ours);
    const guest = await aMember(partner);
    const mine = await aSession(ours);
    const hidden = await aSession(ours);

    expect(await ids(lead)).toEqual(expect.arrayContaining([mine, hidden]));
    expect(await ids(guest)).not.toContain(mine);
    expect(await findSession(guest, mine)).toBeNull();

    const theCase = await aSharedCase(lead, partner);
    await aCommitment(theCase, mine, { visibility: "partners" });
    expect(await ids(guest)).toContain(mine);
    expect(await ids(guest)).not.toContain(hidden);
    expect((await findSession(guest, mine))?.partnerName).toBe(ours.name);
    expect((await findSession(lead, mine))?.partnerName).toBeNull();
  });

  it("look the same where there is none and where it is not one's own", async () => {
    const lead = await aMember(await anOrganisation());
    expect(await findSession(lead, "not an id")).toBeNull();
    expect(await findSession(lead, "0199aaaa-0000-7000-8000-000000000000")).toBeNull();
  });

  it("are ahead by date with the open window first, and past from the latest", async () => {
    const lead = await aMember(await anOrganisation());
    const { ahead, past } = await listSessions(lead, {}, now);
    expect(ahead[0]?.kind).toBe("bilateral");
    const hrc = await listSessions(lead, { forum: "hrc" }, now);
    expect([...hrc.ahead, ...hrc.past].every((session) => session.forum === "hrc")).toBe(true);
    expect(hrc.past[0]?.number).toBe(63);
    expect(past.length).toBeGreaterThan(50);
  });

  it("prepare for the next one on which something is asked", async () => {
    const organisation = await anOrganisation();
    const [lead, colleague] = [await aMember(organisation), await aMember(organisation)];
    const shipped = await findNextSession(lead, now);
    expect(shipped?.orgId).toBeNull();
    await aSession(organisation, { startsOn: "2026-12-01" });
    const busy = await aSession(organisation, { startsOn: "2026-12-07" });
    await aCommitment(await aCase(lead), busy);

    expect(await findNextSession(lead, now)).toMatchObject({ id: busy, hasAsks: true });
    // The colleague sees no ask there: for them the organisation's next session is the next.
    expect(await findNextSession(colleague, now)).toMatchObject({
      startsOn: "2026-12-01",
      hasAsks: false,
    });
  });

  it("prepare for one that has its day before one of a month that has begun", async () => {
    const organisation = await anOrganisation();
    const lead = await aMember(organisation);
    const [begun, dated] = [
      await aSession(organisation, { startsOn: "2026-11-01" }),
      await aSession(organisation, { startsOn: "2026-12-14" }),
    ];
    await asSuperuser()`update sessions set date_precision = 'month' where id = ${begun}`;
    const theCase = await aCase(lead);
    await aCommitment(theCase, begun);
    expect(await findNextSession(lead, now)).toMatchObject({ id: begun });
    await aCommitment(theCase, dated);
    expect(await findNextSession(lead, now)).toMatchObject({ id: dated });
  });

  it("show quiet cases first, and count each State that carries one once", async () => {
    const organisation = await anOrganisation();
    const lead = await aMember(organisation);
    const session = await aSession(organisation);
    const carried = await aCase(lead);
    const quiet = await aCase(lead);
    await aCommitment(carried, session, { stateCode: "XEA", stage: "agreed" });
    await anIntervention(carried, session, lead, { stateCode: "XEA" });
    await aCommitment(carried, session, { stateCode: "XEB", stage: "agreed" });
    await aCommitment(quiet, session, { stateCode: "XEA", stage: "declined" });

    expect((await listCoverage(lead, session)).map((row) => [row.caseId, row.carried])).toEqual([
      [quiet.id, 0],
      [carried.id, 2],
    ]);
    expect(await countCarriersByGroup(lead, session)).toEqual({ EXAMPLE_A: 2 });
  });
});

describe("a session of one's own", () => {
  const day = { precision: "day", from: "2026-12-07" };

  async function keyOf(actor: Member, code: string) {
    return (await listStates({ ...actor, hasExample: true })).find((state) => state.code === code)
      ?.key;
  }

  it("is added with its forum, its State and its hour in Geneva", async () => {
    const advocate = { ...(await aMember(await anOrganisation())), hasExample: true };
    const key = await keyOf(advocate, "XEG");
    const input = KeepSession.parse({
      kind: "upr_pre_session",
      title: "UPR pre-session, Example State 7",
      state: key,
      date: day,
      time: "14:00",
    });
    const id = await addSession(advocate, input);
    expect(await findSession(advocate, id)).toMatchObject({
      forum: "upr",
      statesUnderReview: ["XEG"],
      startsOn: "2026-12-07",
      startsAt: new Date("2026-12-07T13:00:00Z"),
      datePrecision: "day",
      status: "planned",
    });

    await changeSession(advocate, id, { ...input, title: "Another", sessionId: id });
    expect((await findSession(advocate, id))?.title).toBe("Another");
    await expect(
      changeSession(advocate, id, { ...input, kind: "bilateral" }),
    ).rejects.toMatchObject({
      reason: "not-allowed",
    });
    expect((await findStateByKey(advocate, key ?? ""))?.code).toBe("XEG");
  });

  it("never becomes more precise than what was typed", () => {
    const parsed = (date: object) =>
      KeepSession.parse({ kind: "bilateral", title: "Window", date });
    expect(parsed({ precision: "month", from: "2027-01" })).toMatchObject({
      startsOn: "2027-01-01",
      endsOn: null,
      datePrecision: "month",
    });
    expect(parsed({ precision: "range", from: "2027-01", to: "2027-02" })).toMatchObject({
      datePrecision: "month",
    });
    expect(parsed({ precision: "range", from: "2027-01-11", to: "2027-02" })).toMatchObject({
      startsOn: "2027-01-11",
      endsOn: null,
      datePrecision: "day",
    });
    expect(parsed({ precision: "unknown", from: null })).toMatchObject({
      startsOn: null,
      datePrecision: "unknown",
    });
  });

  it("has no hour without a day, and no pre-session without its one State", () => {
    const faults = (input: object) =>
      KeepSession.safeParse(input).error?.issues.map((issue) => issue.path[0]);
    const month = { precision: "month", from: "2027-01" };
    expect(faults({ kind: "bilateral", title: "x", date: month, time: "10:00" })).toEqual(["time"]);
    expect(faults({ kind: "upr_pre_session", title: "x", date: month })).toEqual(["state"]);
    expect(faults({ kind: "upr_pre_session", "date.precision": "day" })?.sort()).toEqual([
      "date",
      "state",
      "title",
    ]);
  });

  it("is not for readers, nor is somebody else's or a shipped one", async () => {
    const organisation = await anOrganisation();
    const [advocate, reader] = [await aMember(organisation), await aMember(organisation, "reader")];
    const input = KeepSession.parse({ kind: "bilateral", title: "Window", date: day });
    await expect(addSession(reader, input)).rejects.toMatchObject({
      code: "42501",
      message: expect.stringContaining("row-level security"),
    });
    const theirs = await aSession(await anOrganisation(), {
      kind: "bilateral",
      forum: "bilateral",
    });
    const [shipped] =
      await asSuperuser()`select id from sessions where reference_key = 'bilateral'`;
    for (const id of [theirs, shipped?.id]) {
      await expect(changeSession(advocate, id, input)).rejects.toMatchObject({
        reason: "not-allowed",
      });
    }
  });
});
