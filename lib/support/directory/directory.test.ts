import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aMember, anOrganisation, type Member } from "@/db/testing/factories";
import { dayInZone } from "@/lib/i18n/format";
import { refusal } from "@/lib/submissions/testing-world";
import { matches, nextToAsk } from "../match";
import { addEntry, checkEntry, keepEntry, restoreEntry, retireEntry } from "./commands";
import { filterDirectory, readFilter } from "./filter";
import { AddEntry, KeepEntry } from "./input";
import { sixMonthsBefore } from "./merge";
import { directory, findEntry } from "./queries";
import { coverageOfWords, covers } from "./regions";

useDatabase();

const shipped = "protectdefenders-eu";
const today = () => new Date().toISOString().slice(0, 10);
const dayBefore = (day: string) =>
  new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

const facts = {
  name: "A shelter",
  kinds: ["temporary_relocation"],
  regions: ["AFRICAN"],
  languages: "fr, EN fr",
  status: "active",
  source: "by phone",
  checkedOn: today(),
};

/** What a form that was drawn for an entry sends, with something changed in it. */
async function keep(by: Member, key: string, changed: Record<string, unknown>, version?: number) {
  const entry = await findEntry(by, key);
  await keepEntry(
    by,
    KeepEntry.parse({
      key,
      version: version ?? entry?.own?.version ?? 0,
      name: entry?.name,
      kinds: entry?.kinds,
      regions: entry?.coverage.whole,
      languages: entry?.languages.join(", "),
      eligibility: entry?.eligibility,
      status: entry?.status,
      statusNote: entry?.statusNote,
      line: entry?.line,
      securePage: entry?.securePage,
      source: "by phone",
      checkedOn: today(),
      ...changed,
    }),
  );
}

describe("the directory", () => {
  it("is the shipped record, with the halted programme told as such and the day it was made", async () => {
    const member = await aMember(await anOrganisation(), "reader");
    const all = await directory(member);
    expect(all).toHaveLength(23);
    expect(all.filter(({ status }) => status === "halted")).toMatchObject([
      { key: "freedom-house-eap", statusNote: "January 2025" },
    ]);
    expect(all.find(({ key }) => key === shipped)).toMatchObject({
      checkedOn: "2026-11-23",
      checkedBy: null,
      own: null,
      line: "https://protectdefenders.eu/protecting-defenders/",
    });
    expect(all.find(({ key }) => key === "rsf")).toMatchObject({ kinds: [], line: "" });
  });

  it("keeps of a correction what differs, beside the shipped facts, for one organisation alone", async () => {
    const own = await anOrganisation();
    const [member, colleague] = [await aMember(own), await aMember(own, "reader")];
    const stranger = await aMember(await anOrganisation());
    await keep(member, shipped, { status: "halted", statusNote: "no grants since October" });
    expect(await findEntry(colleague, shipped)).toMatchObject({
      status: "halted",
      statusNote: "no grants since October",
      checkedBy: member.personName,
      shipped: { status: "active" },
      own: { says: ["status", "statusNote"], source: "by phone" },
    });
    expect(await findEntry(stranger, shipped)).toMatchObject({ status: "active", own: null });
    // Set back to what was shipped, nothing is corrected any more.
    await keep(member, shipped, { status: "active", statusNote: "" });
    expect((await findEntry(member, shipped))?.own?.says).toEqual([]);
    const [row] =
      await asSuperuser()`select status from support_organisations where id = ${shipped}`;
    expect(row?.status).toBe("active when seen");
  });

  it("refuses what was written over another state of an entry, from both who begin and who go on", async () => {
    const own = await anOrganisation();
    const [first, second] = [await aMember(own), await aMember(own)];
    await keep(first, shipped, { eligibility: "Organisations too" });
    await expect(keep(second, shipped, { line: "day and night" }, 0)).rejects.toEqual(
      refusal("support.changedSince"),
    );
    await keep(second, shipped, { line: "day and night" });
    await expect(keep(first, shipped, { line: "nobody answers" }, 1)).rejects.toEqual(
      refusal("support.changedSince"),
    );
    expect(await findEntry(first, shipped)).toMatchObject({
      line: "day and night",
      eligibility: "Organisations too",
    });
  });

  it("takes entries of one's own, which others never see, retires them and brings them back", async () => {
    const own = await anOrganisation();
    const member = await aMember(own);
    const stranger = await aMember(await anOrganisation());
    const once = uuidv7();
    const key = await addEntry(member, AddEntry.parse(facts), once);
    expect(await addEntry(member, AddEntry.parse(facts), once)).toBe(key);
    expect(await findEntry(member, key)).toMatchObject({
      name: "A shelter",
      languages: ["fr", "en"],
      shipped: null,
    });
    expect(await findEntry(stranger, key)).toBeNull();
    await expect(keep(stranger, key, facts)).rejects.toEqual(refusal("refusals.notAllowed"));
    await expect(retireEntry(stranger, { key })).rejects.toEqual(refusal("refusals.notAllowed"));
    await retireEntry(member, { key });
    expect((await directory(member)).some((entry) => entry.key === key)).toBe(false);
    expect(await findEntry(member, key)).toMatchObject({ isRetired: true });
    await restoreEntry(member, { key });
    expect((await directory(member)).some((entry) => entry.key === key)).toBe(true);
    await expect(retireEntry(member, { key: shipped })).rejects.toEqual(
      refusal("refusals.notAllowed"),
    );
  });

  it("is written by nobody who only reads", async () => {
    const own = await anOrganisation();
    const reader = await aMember(own, "reader");
    await expect(addEntry(reader, AddEntry.parse(facts))).rejects.toMatchObject({ code: "42501" });
    await expect(checkEntry(reader, { key: shipped })).rejects.toMatchObject({ code: "42501" });
    await expect(keep(reader, shipped, { line: "x" })).rejects.toMatchObject({ code: "42501" });
    const db = asSuperuser();
    await db`create policy "anybody adds" on support_entries for insert to plenary_app with check (true)`;
    try {
      await checkEntry(reader, { key: shipped });
    } finally {
      await db`drop policy "anybody adds" on support_entries`;
    }
  });

  it("marks what was checked more than six months ago, and not what was checked today", async () => {
    const own = await anOrganisation();
    const member = await aMember(own);
    await checkEntry(member, { key: shipped });
    expect(await findEntry(member, shipped)).toMatchObject({
      isOld: false,
      checkedBy: member.personName,
    });
    const day = sixMonthsBefore(dayInZone(new Date(), member.timeZone));
    const checkedOn = (on: string) =>
      asSuperuser().begin(async (db) => {
        await db`set local session_replication_role = replica`;
        await db`update support_entries set checked_on = ${on} where org_id = ${own.id}`;
      });
    await checkedOn(day);
    expect((await findEntry(member, shipped))?.isOld).toBe(false);
    await checkedOn(dayBefore(day));
    expect((await findEntry(member, shipped))?.isOld).toBe(true);
  });

  it("says who checked as who did, whatever is written by hand", async () => {
    const own = await anOrganisation();
    const [member, colleague] = [await aMember(own), await aMember(own)];
    const key = await addEntry(member, AddEntry.parse({ ...facts, checkedOn: "2026-01-02" }));
    const writtenByHand = (day: string) =>
      asActor(member, (tx) =>
        tx.execute(sql`update support_entries set checked_on = ${day}, checked_by = ${colleague.membershipId}
          where id = ${key}`),
      );
    const checkedBy = async () => (await findEntry(colleague, key))?.checkedBy;
    await writtenByHand("2026-01-03");
    expect(await checkedBy()).toBe(member.personName);
    await writtenByHand("2026-01-03");
    expect(await checkedBy()).toBe(member.personName);
    const db = asSuperuser();
    await db`alter table support_entries disable trigger guard_support_entries`;
    try {
      await writtenByHand("2026-01-03");
      expect(await checkedBy()).toBe(colleague.personName);
    } finally {
      await db`alter table support_entries enable trigger guard_support_entries`;
    }
  });

  it.each([
    ["2026-11-28", "2026-05-28"],
    ["2026-08-31", "2026-02-28"],
    ["2028-08-31", "2028-02-29"],
    ["2026-03-15", "2025-09-15"],
  ])("counts six months back from %s to %s", (day, before) => {
    expect(sixMonthsBefore(day)).toBe(before);
  });
});

describe("a filter of the directory", () => {
  it("shows halted programmes last, and no organisation whose fact nobody wrote down", async () => {
    const member = await aMember(await anOrganisation());
    const all = await directory(member);
    const shown = (given: Record<string, string>) =>
      filterDirectory(
        all,
        readFilter((name) => given[name]),
      ).map(({ key }) => key);
    expect(shown({}).at(-1)).toBe("freedom-house-eap");
    expect(shown({ status: "halted" })).toEqual(["freedom-house-eap"]);
    expect(shown({ language: "vi" })).toEqual(["safeguard-defenders"]);
    expect(shown({ q: "FORUM asia" })).toEqual(["forum-asia"]);
    expect(shown({ kind: "protective_publicity" })).not.toContain("rsf");
    expect(shown({ region: "ASIA_PACIFIC" })).toContain("forum-asia");
    expect(shown({ region: "GRULAC" })).not.toContain("defenddefenders");
    expect(shown({ line: "1" }).sort()).toEqual(["access-now-helpline", shipped]);
    expect(shown({ kind: "miracle", status: "gone" })).toHaveLength(23);
  });
});

describe("where an organisation works", () => {
  const norway = { code: "NOR", regionalGroup: "WEOG" } as const;
  const kenya = { code: "KEN", regionalGroup: "AFRICAN" } as const;
  const nowhere = { code: "XXX", regionalGroup: null };
  it.each([
    ["global", norway, true],
    ["global", nowhere, true],
    ["Africa", kenya, true],
    ["Africa", norway, false],
    ["Africa", nowhere, null],
    ["East and Horn of Africa", kenya, null],
    ["East and Horn of Africa", norway, false],
    ["Brazil", norway, false],
    ["Brazil", { code: "BRA", regionalGroup: "GRULAC" } as const, true],
    ["several countries", kenya, null],
    [null, kenya, null],
  ])("%s: %o is %s", (words, state, answer) => {
    expect(covers(coverageOfWords(words), state)).toBe(answer);
  });
});

describe("who could help", () => {
  const wanted = {
    kind: "temporary_relocation",
    urgency: "today",
    state: { code: "KEN", regionalGroup: "AFRICAN" },
    languages: ["ar"],
  } as const;

  it("begins with what fits in kind, region and language, with the reasons, and ends with what is halted", async () => {
    const all = matches(await directory(await aMember(await anOrganisation())), wanted);
    expect(all[0]).toMatchObject({
      key: shipped,
      fits: ["kind", "region", "languages", "line"],
      against: [],
    });
    expect(all.at(-1)).toMatchObject({ isHalted: true, key: "freedom-house-eap" });
    const not = all.findIndex(({ against }) => against.includes("kindNot"));
    expect(all.slice(0, not).some(({ against }) => against.includes("kindNot"))).toBe(false);
    expect(all.find(({ key }) => key === "rsf")?.unknown).toContain("kindUnknown");
  });

  it("adds none under a name that is there already", async () => {
    const member = await aMember(await anOrganisation());
    const again = AddEntry.parse({
      ...{ name: "front line defenders.", status: "active", source: "heard", checkedOn: today() },
    });
    await expect(addEntry(member, again)).rejects.toMatchObject({
      messageKey: "support.directory.nameTaken",
    });
    expect((await directory(member)).filter(({ own }) => own)).toEqual([]);
  });

  it("takes an unknown fact for no fit and no fault", async () => {
    const member = await aMember(await anOrganisation());
    const key = await addEntry(
      member,
      AddEntry.parse({ name: "Unknown", status: "unknown", source: "heard", checkedOn: today() }),
    );
    expect(
      matches(await directory(member), wanted).find((match) => match.key === key),
    ).toMatchObject({
      fits: [],
      against: [],
      unknown: ["kindUnknown", "regionUnknown", "languagesUnknown", "statusUnknown"],
    });
  });

  it("asks next whoever was not asked, gives this support and is not halted", async () => {
    const all = matches(await directory(await aMember(await anOrganisation())), wanted);
    const next = nextToAsk(all, new Set([shipped]));
    expect(next).toMatchObject({ key: all[1]?.key, fits: expect.arrayContaining(["kind"]) });
    expect(next?.unknown).not.toContain("statusUnknown");
    const everybody = new Set(
      all.filter(({ against }) => !against.includes("kindNot")).map(({ key }) => key),
    );
    everybody.delete("freedom-house-eap");
    expect(nextToAsk(all, everybody)).toBeNull();
  });
});
