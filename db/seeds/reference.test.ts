import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { named } from "../testing/cluster";
import { asSuperuser, useDatabase } from "../testing/database";
import { aCase, aCommitment, aMember, anOrganisation, aSession } from "../testing/factories";
import { loadReference } from "./reference";

useDatabase();

const shipped = fileURLToPath(new URL("../reference", import.meta.url));
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "reference-"));
  cpSync(shipped, folder, { recursive: true });
});

afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await load(shipped);
});

describe("what is shipped", () => {
  it.each([
    ["states where not is_example", 195],
    ["states where is_example", 7],
    ["states where status = 'member_state'", 193],
    ["states where eu_member", 27],
    ["state_groups", 3],
    ["council_terms", 204],
    ["council_years", 12],
    ["guidelines", 10],
    ["guidelines where applies_to_eu_members", 1],
    ["record_entries", 172],
    ["record_notes where kind = 'resolution'", 6],
    ["support_organisations", 23],
    ["sessions where reference_key like 'hrc-%'", 36],
    ["sessions where reference_key ~ '^upr-[0-9]+$'", 28],
    ["sessions where reference_key ~ '^upr-[0-9]+-pre$'", 28],
    ["sessions where reference_key like 'ga-%-3c'", 9],
    ["sessions where reference_key = 'bilateral' and starts_on is null and ends_on is null", 1],
    ["reference_versions", 7],
  ])("has %s: %i", async (what, count) => {
    expect(await countOf(what)).toBe(count);
  });

  it("names a source in every row", async () => {
    const tables = [
      "states",
      "state_aliases",
      "state_groups",
      "council_terms",
      "council_years",
      "guidelines",
      "record_entries",
      "record_notes",
      "support_organisations",
      "sessions",
    ];
    for (const table of tables) {
      expect(await countOf(`${table} where jsonb_array_length(sources) = 0`), table).toBe(0);
    }
  });

  it("names every State in six languages", async () => {
    expect(
      await countOf(`states where (select count(*) from jsonb_each_text(names) as name
        where name.key in ('en', 'fr', 'es', 'ru', 'ar', 'zh') and name.value <> '') <> 6`),
    ).toBe(0);
  });

  it("stores a month as its first day and never as a day", async () => {
    const months = rowsOf<{ entries: { id: string; date: string }[] }>("reprisals-record.json")
      .entries.filter(({ date }) => date.length === 7)
      .map(({ id }) => id);
    const stored = await asSuperuser()<{ id: string; precision: string; day: number }[]>`
      select id, date_precision as precision, extract(day from date)::int as day
        from record_entries where id = any (${months})`;
    expect(stored).toHaveLength(24);
    expect(stored.every(({ precision, day }) => precision === "month" && day === 1)).toBe(true);

    expect(await session("upr-54")).toMatchObject({
      starts_on: "2027-01-01",
      ends_on: "2027-02-01",
      date_precision: "month",
    });
    expect(
      await countOf(`sessions where reference_key is not null and date_precision = 'month'
        and (extract(day from starts_on) <> 1 or extract(day from ends_on) <> 1)`),
    ).toBe(0);
    expect(
      await countOf(`sessions, jsonb_to_recordset(milestones) as m("on" date, precision text)
        where reference_key is not null and m.precision = 'month' and extract(day from m."on") <> 1`),
    ).toBe(0);
  });

  it("keeps an end known by its month out of a session known by its day", async () => {
    expect(await session("hrc-43")).toMatchObject({
      starts_on: "2020-02-24",
      ends_on: null,
      date_precision: "day",
      milestones: [{ kind: "closes", on: "2020-06-01", precision: "month" }],
    });
  });

  it("refuses a month that looks like a day", async () => {
    await expect(
      asSuperuser()`update record_entries set date = '2016-05-09' where date_precision = 'month'`,
    ).rejects.toThrow("record_entries_precision_kept");
  });

  it("has the twelve interventions of April 2018, eleven of them in two sources", async () => {
    const twelve = "record_entries where group_key = 'cub-upr30-2018'";
    expect(await countOf(twelve)).toBe(12);
    expect(await countOf(`${twelve} and confidence = 'two sources'`)).toBe(11);
    expect(
      await countOf(`${twelve} and state_code = 'SVK' and confidence like 'one source%'`),
    ).toBe(1);
  });

  it("points at States that exist", async () => {
    const lists = [
      "state_groups, unnest(members) as code",
      "council_years, unnest(members_at_start || members_at_end) as code",
      "record_entries, unnest(countries_concerned) as code",
      "sessions, unnest(states_under_review) as code",
    ];
    for (const list of lists) {
      expect(
        await countOf(`${list} where code not in (select states.code from states)`),
        list,
      ).toBe(0);
    }
  });

  it("can be read and not written by the application", async () => {
    const sql = asSuperuser();
    await sql.begin(async (tx) => {
      await tx`set local role plenary_app`;
      const [found] = await tx`select count(*)::int as count from states`;
      expect(found?.count).toBe(202);
      await expect(
        tx.savepoint((inner) => inner`update states set eu_member = false`),
      ).rejects.toMatchObject({ code: "42501" });
    });
  });
});

describe("loading again", () => {
  it("changes nothing, not even the time of loading", async () => {
    const before = await everything();
    expect(await changes()).toEqual({});
    expect(await everything()).toEqual(before);
  });

  it("writes nothing even when every checksum is forgotten", async () => {
    await asSuperuser()`update reference_versions set sha256 = 'forgotten'`;
    expect(await changes()).toEqual({});
  });

  it("loads once when several instances start together", async () => {
    await asSuperuser()`delete from support_organisations`;
    await asSuperuser()`update reference_versions set sha256 = '' where dataset = 'support-organisations'`;
    const results = await Promise.all([1, 2, 3, 4].map(() => changes()));
    expect(results.filter((result) => result["support-organisations"] === 23)).toHaveLength(1);
    expect(results.filter((result) => Object.keys(result).length === 0)).toHaveLength(3);
  });

  it("waits for another instance that is loading", async () => {
    let waiting: Promise<unknown> = Promise.resolve();
    let done = false;
    await asSuperuser().begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(hashtextextended('plenary reference data', 0))`;
      waiting = load(shipped).then(() => {
        done = true;
      });
      await pause(300);
      expect(done).toBe(false);
    });
    await waiting;
    expect(done).toBe(true);
  });

  it("leaves what a newer program loaded", async () => {
    await asSuperuser()`update reference_versions set as_of = '2999-01-01', sha256 = 'newer'
      where dataset = 'hrd-guidelines'`;
    await asSuperuser()`update guidelines set title = 'From the future' where id = 'eu'`;
    expect(await changes()).toEqual({});
    expect(await countOf("guidelines where title = 'From the future'")).toBe(1);
    await asSuperuser()`update reference_versions set as_of = '2026-11-23' where dataset = 'hrd-guidelines'`;
  });
});

describe("a later version of the data", () => {
  it("corrects a State and keeps the key that stands in addresses", async () => {
    const [before] = await asSuperuser()`select key from states where code = 'BEL'`;
    edit<{ states: { iso3: string; un_admission_date: string }[] }>("states.json", (file) => {
      const state = file.states.find(({ iso3 }) => iso3 === "BEL");
      Object.assign(state ?? {}, { un_admission_date: "1945-12-28" });
    });
    expect(await changes(folder)).toEqual({ states: 1 });
    const [after] =
      await asSuperuser()`select key, admitted_on::text from states where code = 'BEL'`;
    expect(after).toEqual({ key: before?.key, admitted_on: "1945-12-28" });
  });

  it("gives each State a key of its own", async () => {
    const [keys] = await asSuperuser()`select count(distinct key)::int as count from states`;
    expect(keys?.count).toBe(202);
  });

  it("removes what nobody refers to and retires what somebody does", async () => {
    edit<{ guidelines: { id: string }[] }>("hrd-guidelines.json", (file) => {
      file.guidelines = file.guidelines.filter(({ id }) => id !== "canada");
    });
    edit<{ states: { iso3: string }[] }>("states.json", (file) => {
      file.states = file.states.filter(({ iso3 }) => iso3 !== "DEU");
    });
    const [before] = await asSuperuser()`select key from states where code = 'DEU'`;
    const changed = await changes(folder);
    expect(changed["hrd-guidelines"]).toBe(1);
    expect(await countOf("guidelines where id = 'canada'")).toBe(0);
    expect(await countOf("states where code = 'DEU' and retired_at is not null")).toBe(1);

    await load(shipped);
    const [back] = await asSuperuser()`select key, retired_at from states where code = 'DEU'`;
    expect(back).toEqual({ key: before?.key, retired_at: null });
    expect(await countOf("state_aliases where state_code = 'DEU'")).toBeGreaterThan(5);
  });

  it("removes nothing where a removal would carry users' rows away", async () => {
    await asSuperuser().unsafe(`create table remarks (
      guideline text references guidelines (id) on delete cascade)`);
    await asSuperuser()`insert into remarks values ('canada')`;
    edit<{ guidelines: { id: string }[] }>("hrd-guidelines.json", (file) => {
      file.guidelines = file.guidelines.filter(({ id }) => id !== "canada");
    });
    await load(folder);
    expect(await countOf("remarks")).toBe(1);
    expect(await countOf("guidelines where retired_at is not null")).toBe(1);
    await asSuperuser()`drop table remarks`;
  });

  it("leaves the sessions, cases and commitments of organisations as they are", async () => {
    const organisation = await anOrganisation();
    const lead = await aMember(organisation);
    const theCase = await aCase(lead);
    const own = await aSession(organisation, { title: "Our own side event" });
    const [upr] = await asSuperuser()`select id from sessions where reference_key = 'upr-54'`;
    const commitment = await aCommitment(theCase, upr?.id, { stateCode: "XEA" });
    const theirs = async () => ({
      own: await asSuperuser()`select * from sessions where id = ${own}`,
      commitment: await asSuperuser()`select * from commitments where id = ${commitment}`,
    });
    const before = await theirs();

    edit<{ sessions: { session: number; start: string }[] }>("upr-calendar.json", (file) => {
      file.sessions = file.sessions.filter(({ session }) => session !== 54 && session !== 27);
    });
    await load(folder);

    expect(await theirs()).toEqual(before);
    expect(await session("upr-54")).toMatchObject({ id: upr?.id, status: "retired" });
    expect(await session("upr-27")).toBeUndefined();
  });

  it("is loaded whole or not at all", async () => {
    const before = await everything();
    edit<{ states: { iso3: string; status: string }[] }>("states.json", (file) => {
      Object.assign(file.states[0] ?? {}, { un_admission_date: "1950-01-01" });
    });
    edit<{ entries: { forum: string }[] }>("reprisals-record.json", (file) => {
      Object.assign(file.entries[0] ?? {}, { forum: "A forum that is none" });
    });
    await expect(load(folder)).rejects.toThrow("record_entries_forum_known");
    expect(await everything()).toEqual(before);
  });
});

/** As the owner of the schema, who is no superuser: the loader must not need more. */
async function load(from: string) {
  const [found] = await asSuperuser()`select current_database() as name`;
  const url = new URL(named(inject("database").superuserUrl, found?.name));
  url.searchParams.set("role", "plenary_owner");
  return await loadReference(url.href, from);
}

async function changes(from = shipped): Promise<Record<string, number>> {
  const loaded = await load(from);
  return Object.fromEntries(
    loaded.filter(({ changed }) => changed > 0).map(({ dataset, changed }) => [dataset, changed]),
  );
}

async function countOf(what: string): Promise<number> {
  const [found] = await asSuperuser().unsafe(`select count(*)::int as count from ${what}`);
  return found?.count;
}

async function session(key: string) {
  const [found] = await asSuperuser()`
    select id, starts_on::text, ends_on::text, date_precision, status, milestones
      from sessions where reference_key = ${key}`;
  return found;
}

async function everything() {
  return {
    states: await asSuperuser()`select * from states order by code`,
    versions: await asSuperuser()`select * from reference_versions order by dataset`,
    sessions: await asSuperuser()`select * from sessions order by id`,
  };
}

function rowsOf<T>(file: string): T {
  return JSON.parse(readFileSync(join(folder, file), "utf8")) as T;
}

function edit<T>(file: string, change: (content: T) => void) {
  const content = rowsOf<T>(file);
  change(content);
  writeFileSync(join(folder, file), JSON.stringify(content));
}
