import { randomBytes } from "node:crypto";
import { uuidv7 } from "uuidv7";
import { describe, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aCase, aMember, anOrganisation, inTeam, type Member } from "@/db/testing/factories";
import { knownDateOf } from "@/lib/dates/stored-date";
import { listCaseEvents } from "@/lib/timeline/queries";
import { changeCase, openCase, recordCaseEvent, setStatus, setVisibility } from "./commands";
import { ChangeCase, OpenCase, RecordCaseEvent } from "./input";
import { canChangeCase, canLeadCase, canOpenCase } from "./permissions";
import { caseOptions, findCase, listCases } from "./queries";
import { sectionStamp } from "./section-stamp";

process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
useDatabase();

/** What a form with little known sends. */
const little = (over: Record<string, unknown> = {}) =>
  OpenCase.parse({
    title: "Two people stopped",
    countryCode: "XEG",
    summary: "Two people are reported to have been stopped.",
    "reprisal.precision": "about",
    "reprisal.from.year": "2026",
    "reprisal.from.month": "10",
    ...over,
  });

const opened = async (lead: Member, over = {}) => {
  const found = await findCase(lead, await openCase(lead, little(over)));
  if (!found) {
    throw new Error("The opener does not read the case.");
  }
  return found;
};

const section = (values: Record<string, unknown>) => ChangeCase.parse(values);

describe("opening a case", () => {
  it("happens once for one form, however often it is sent", async () => {
    const lead = await aMember(await anOrganisation());
    const once = uuidv7();
    const input = little({ defenderLabel: "A lawyer" });
    const [first, second] = await Promise.all([
      openCase(lead, input, once),
      openCase(lead, input, once),
    ]);
    expect(second).toBe(first);
    expect(await openCase(lead, input)).not.toBe(first);
  });

  it("takes little, makes its opener the lead, and draws a reference that tells no number", async () => {
    const organisation = await anOrganisation();
    const lead = await aMember(organisation);
    const theCase = await opened(lead);

    expect(theCase.reference).toMatch(/^PL-2026-[23456789BCDFGHJKLMNPQRSTVWXZ]{3,5}$/);
    expect(theCase).toMatchObject({
      access: { via: "team", level: "lead" },
      status: "open",
      visibility: "team",
      numbers: { defenders: 0, team: 1, partners: 0 },
      mayBeNamed: { inPublic: "country", hasDefenders: false },
    });
    expect(knownDateOf("reprisal", theCase)).toEqual({ precision: "about", from: "2026-10" });
    expect(theCase.engagementPrecision).toBe("unknown");
  });

  it("makes the case's key with it, wrapped", async () => {
    const lead = await aMember(await anOrganisation());
    const { id } = await opened(lead);
    const keys = await asSuperuser()`select version, wrapped from case_keys where case_id = ${id}`;
    expect(keys).toHaveLength(1);
    expect(keys[0]?.wrapped).toMatch(/^v1\.[\w-]{16}\.[\w-]{16}\.[\w-]{43}\.[\w-]{22}$/);
  });

  it("leaves no case behind when the key cannot be made", async () => {
    const lead = await aMember(await anOrganisation());
    const sql = asSuperuser();
    await sql`create function refuse_keys() returns trigger language plpgsql as
      $$ begin raise exception 'no keys'; end $$`;
    await sql`create trigger refuse_keys before insert on case_keys for each row execute function refuse_keys()`;
    try {
      await expect(openCase(lead, little())).rejects.toMatchObject({ code: "P0001" });
    } finally {
      await sql`drop trigger refuse_keys on case_keys`;
    }
    expect((await listCases(lead)).rows).toEqual([]);
  });

  it("enters the first defender where a label was given", async () => {
    const lead = await aMember(await anOrganisation());
    const theCase = await opened(lead, {
      defenderLabel: "Two scheduled panellists",
      defenderKind: "group",
    });
    expect(theCase.numbers.defenders).toBe(1);
    expect(theCase.mayBeNamed).toMatchObject({ inPublic: "country", hasDefenders: true });
  });

  it("is not for readers, in the sign and in the wall", async () => {
    const reader = await aMember(await anOrganisation(), "reader");
    expect(canOpenCase(reader)).toBe(false);
    await expect(openCase(reader, little())).rejects.toMatchObject({ reason: "not-allowed" });
    // The broken variant: somebody forgets the sign. The wall still holds.
    await expect(openCase({ ...reader, role: "advocate" }, little())).rejects.toMatchObject({
      code: "42501",
      message: expect.stringContaining("row-level security"),
    });
  });

  it("asks for a title, a State and a sentence, and for no day that nobody knows", () => {
    const answer = OpenCase.safeParse({
      "reprisal.precision": "day",
      "reprisal.from.year": "2026",
    });
    const faults = Object.fromEntries(
      (answer.error?.issues ?? []).map((issue) => [issue.path.join("."), issue.message]),
    );
    expect(faults).toEqual({
      title: "forms.missing",
      countryCode: "forms.missing",
      summary: "forms.missing",
      reprisal: "forms.dateMonthMissing",
    });
  });
});

describe("changing a case", () => {
  it("saves one section and touches no other", async () => {
    const lead = await aMember(await anOrganisation());
    const before = await opened(lead, { linkNote: "Questions about Geneva" });
    await changeCase(
      lead,
      section({ section: "situation", caseId: before.id, currentSituation: "At home." }),
    );
    const after = await findCase(lead, before.id);
    expect(after).toMatchObject({
      currentSituation: "At home.",
      linkNote: "Questions about Geneva",
    });
  });

  it("overwrites nothing that the writer has not seen", async () => {
    const lead = await aMember(await anOrganisation());
    const { id } = await opened(lead);
    const seen = sectionStamp("situation", { currentSituation: "" });
    const write = (currentSituation: string, stamp: string) =>
      changeCase(
        lead,
        section({ section: "situation", caseId: id, seen: stamp, currentSituation }),
      );

    await write("Theirs", seen);
    await expect(write("Mine", seen)).rejects.toMatchObject({
      reason: "conflict",
      messageKey: "refusals.conflict",
    });
    const standing = await findCase(lead, id);
    expect(standing).toMatchObject({ currentSituation: "Theirs" });

    await write("Mine after all", sectionStamp("situation", standing ?? {}));
    expect(await findCase(lead, id)).toMatchObject({ currentSituation: "Mine after all" });
  });

  it("closes and opens again", async () => {
    const lead = await aMember(await anOrganisation());
    const { id } = await opened(lead);
    await setStatus(lead, { caseId: id, status: "closed" });
    expect((await listCases(lead, { status: "closed" })).rows).toHaveLength(1);
    expect(await caseOptions(lead)).toEqual([]);
    await setStatus(lead, { caseId: id, status: "open" });
    expect(await caseOptions(lead)).toHaveLength(1);
  });

  it("agrees with the wall on who may, for every role and relation", async () => {
    const organisation = await anOrganisation();
    const lead = await aMember(organisation);
    const { id } = await opened(lead);
    const theCase = { orgId: organisation.id, id, countryCode: "XEG" };
    await setVisibility(lead, { caseId: id, visibility: "organisation" });
    const editor = await aMember(organisation);
    const teamReader = await aMember(organisation);
    await inTeam(theCase, editor, "editor");
    await inTeam(theCase, teamReader, "reader");
    const everybody = {
      lead,
      editor,
      teamReader,
      administrator: await aMember(organisation, "administrator"),
      colleague: await aMember(organisation),
      reader: await aMember(organisation, "reader"),
    };
    for (const [who, member] of Object.entries(everybody)) {
      const access = (await findCase(member, id))?.access;
      if (!access) {
        throw new Error(`${who} does not read the case`);
      }
      const change = setStatus(member, { caseId: id, status: "monitoring" }).then(
        () => true,
        () => false,
      );
      expect([who, await change]).toEqual([who, canChangeCase(member, access)]);
      // Each time to something else: what does not change is not a decision.
      const visibility = setVisibility(member, { caseId: id, visibility: "team" }).then(
        () => true,
        () => false,
      );
      expect([who, await visibility]).toEqual([who, canLeadCase(member, access)]);
      await asSuperuser()`update cases set visibility = 'organisation' where id = ${id}`.catch(
        () => undefined,
      );
      await setVisibility(lead, { caseId: id, visibility: "organisation" });
    }
  });

  it("looks the same for a case that is not there and one that is somebody else's", async () => {
    const mine = await aMember(await anOrganisation());
    const stranger = await aMember(await anOrganisation());
    const { id } = await opened(mine);
    const missing = "0199aaaa-0000-7000-8000-000000000000";
    expect(await findCase(stranger, id)).toBeNull();
    expect(await findCase(stranger, missing)).toBeNull();
    expect(await findCase(stranger, "not-an-id")).toBeNull();
    const refusals = await Promise.all(
      [id, missing].map((caseId) =>
        setStatus(stranger, { caseId, status: "closed" }).catch((error) => error.messageKey),
      ),
    );
    expect(refusals).toEqual(["refusals.notAllowed", "refusals.notAllowed"]);
  });
});

describe("an event", () => {
  it("is recorded once for one form, however often it is sent", async () => {
    const lead = await aMember(await anOrganisation());
    const { id } = await opened(lead);
    const once = uuidv7();
    const event = RecordCaseEvent.parse({
      caseId: id,
      kind: "situation",
      title: "Released",
      "happened.precision": "unknown",
    });
    await recordCaseEvent(lead, event, once);
    await recordCaseEvent(lead, event, once);
    expect(await listCaseEvents(lead, id)).toHaveLength(1);
  });

  it("is dated as precisely as it is known, and what is not dated stands last", async () => {
    const lead = await aMember(await anOrganisation());
    const { id } = await opened(lead);
    const record = (title: string, date: Record<string, string>) =>
      recordCaseEvent(
        lead,
        RecordCaseEvent.parse({ caseId: id, kind: "situation", title, ...date }),
      );
    await record("Undated", { "happened.precision": "unknown" });
    await record("July", {
      "happened.precision": "month",
      "happened.from.year": "2026",
      "happened.from.month": "7",
    });
    await record("October", {
      "happened.precision": "about",
      "happened.from.year": "2026",
      "happened.from.month": "10",
      "happened.from.day": "21",
    });

    const events = await listCaseEvents(lead, id);
    expect(events.map((event) => [event.title, knownDateOf("happened", event)])).toEqual([
      ["October", { precision: "about", from: "2026-10-21" }],
      ["July", { precision: "month", from: "2026-07" }],
      ["Undated", { precision: "unknown", from: null, to: null }],
    ]);
    expect(events[0]?.recordedBy).toBe(lead.personName);
  });
});

describe("the list of cases", () => {
  it("pages through every case once, in each order", async () => {
    const organisation = await anOrganisation();
    const lead = await aMember(organisation);
    const ids = [];
    for (const title of ["Beta", "Alpha", "Delta", "Gamma", "Alpha"]) {
      ids.push((await aCase(lead, { title })).id);
    }
    for (const sort of ["changed", "title", "date"] as const) {
      const met: string[] = [];
      let after: string | undefined;
      do {
        const page = await listCases(lead, { sort, limit: 2, after });
        met.push(...page.rows.map((row) => row.id));
        expect(page.total).toEqual({ n: 5, atLeast: false });
        after = page.next ?? undefined;
      } while (after);
      expect([...met].sort()).toEqual([...ids].sort());
    }
    const byTitle = await listCases(lead, { sort: "title" });
    expect(byTitle.rows.map((row) => row.title)).toEqual([
      "Alpha",
      "Alpha",
      "Beta",
      "Delta",
      "Gamma",
    ]);
  });

  it("filters by status, State, type, words and one's own", async () => {
    const organisation = await anOrganisation();
    const [lead, colleague] = [await aMember(organisation), await aMember(organisation)];
    const mine = await aCase(lead, {
      visibility: "organisation",
      title: "Stopped at 50% of the border",
    });
    await aCase(colleague, {
      visibility: "organisation",
      countryCode: "XEF",
      title: "Office searched",
    });
    await asSuperuser()`update cases set reprisal_types = '{travel_restriction}' where id = ${mine.id}`;
    const titles = async (view: Parameters<typeof listCases>[1]) =>
      (await listCases(lead, view)).rows.map((row) => row.title);

    expect(await titles({ mine: true })).toEqual(["Stopped at 50% of the border"]);
    expect(await titles({ country: "XEF" })).toEqual(["Office searched"]);
    expect(await titles({ type: "travel_restriction" })).toEqual(["Stopped at 50% of the border"]);
    expect(await titles({ q: "50%" })).toEqual(["Stopped at 50% of the border"]);
    expect(await titles({ q: "%" })).toEqual(["Stopped at 50% of the border"]);
    expect(await titles({ status: "closed" })).toEqual([]);
    expect(await titles({})).toHaveLength(2);
  });

  it("starts at the beginning when the address holds no cursor", async () => {
    const lead = await aMember(await anOrganisation());
    await aCase(lead);
    expect((await listCases(lead, { after: "nonsense" })).rows).toHaveLength(1);
    // What no moment or day is, or belongs to another order, is no cursor either.
    const id = "00000000-0000-7000-8000-000000000000";
    for (const value of ["2026-99-99 10:00:00+00", "0000-01-01", "A title"]) {
      const after = Buffer.from(JSON.stringify([value, id])).toString("base64url");
      for (const sort of ["changed", "date"] as const) {
        expect((await listCases(lead, { sort, after })).rows).toHaveLength(1);
      }
    }
  });
});
