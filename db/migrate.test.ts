import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { migrate } from "./migrate";
import { named } from "./testing/cluster";

const FIRST =
  "create table plants (id int primary key);\n--> statement-breakpoint\ninsert into plants values (1);";
const SECOND = "alter table plants add column name text;";

let superuser: postgres.Sql;
let database = "";
let ownerUrl = "";
let count = 0;
const made: string[] = [];
const folders: string[] = [];

beforeAll(() => {
  superuser = postgres(inject("database").superuserUrl, { max: 1, onnotice: () => {} });
});

afterAll(async () => {
  for (const name of made) {
    await superuser.unsafe(`drop database if exists ${name} with (force)`);
    await superuser.unsafe(`drop role if exists plenary_${name}_login`);
  }
  await superuser.unsafe("drop role if exists test_migrate_owner");
  await superuser.end();
  for (const folder of folders) {
    rmSync(folder, { recursive: true, force: true });
  }
});

beforeEach(async () => {
  count += 1;
  database = `migrate_${process.pid}_${count}`;
  // Another owner than the other tests', whose databases must not meet these roles.
  await superuser.unsafe(`do $$ begin
    create role test_migrate_owner login createrole password 'owner';
    exception when duplicate_object then null; end $$`);
  await superuser.unsafe("grant plenary_app, plenary_auth to test_migrate_owner with admin option");
  await superuser.unsafe(`create database ${database} owner test_migrate_owner`);
  made.push(database);
  const url = new URL(named(inject("database").superuserUrl, database));
  url.username = "test_migrate_owner";
  url.password = "owner";
  ownerUrl = url.href;
});

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "plenary-migrations-"));
  folders.push(folder);
  return folder;
}

function folderOf(...texts: string[]): string {
  const folder = emptyFolder();
  mkdirSync(join(folder, "meta"));
  const entries = texts.map((text, idx) => {
    const tag = `000${idx}_step`;
    writeFileSync(join(folder, `${tag}.sql`), text);
    return { idx, tag };
  });
  writeFileSync(join(folder, "meta/_journal.json"), JSON.stringify({ entries }));
  return folder;
}

function run(folder: string, loginPassword = "login") {
  return migrate({ ownerUrl, loginPassword, folder });
}

async function ask<T extends object>(url: string, statement: string): Promise<T[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe<T[]>(statement);
  } finally {
    await sql.end();
  }
}

describe("migrate", () => {
  it("applies what is missing, once and in order", async () => {
    expect((await run(folderOf(FIRST))).applied).toEqual(["0000_step"]);
    expect((await run(folderOf(FIRST, SECOND))).applied).toEqual(["0001_step"]);
    expect((await run(folderOf(FIRST, SECOND))).applied).toEqual([]);
    expect(await ask(ownerUrl, "select id, name from plants")).toEqual([{ id: 1, name: null }]);
  });

  it("works without any migration", async () => {
    const folder = emptyFolder();
    expect((await run(folder)).applied).toEqual([]);
  });

  it("lets six instances start together", async () => {
    const folder = folderOf(`select pg_sleep(0.2);\n${FIRST}`, SECOND);
    const results = await Promise.all(Array.from({ length: 6 }, () => run(folder)));
    expect(results.flatMap((result) => result.applied).toSorted()).toEqual([
      "0000_step",
      "0001_step",
    ]);
    for (const { loginUrl } of results) {
      expect(await ask(loginUrl, "select 1 as one")).toEqual([{ one: 1 }]);
    }
    expect(await ask(ownerUrl, "select count(*)::int as n from plants")).toEqual([{ n: 1 }]);
  });

  it("refuses a database that is newer than the program", async () => {
    await run(folderOf(FIRST, SECOND));
    await expect(run(folderOf(FIRST))).rejects.toThrow(/newer than this program.*0001_step/);
  });

  it("refuses a migration whose text has changed, but not its line ends", async () => {
    await run(folderOf(FIRST));
    await expect(run(folderOf(`${FIRST} `))).rejects.toThrow(/0000_step.*differs/);
    expect((await run(folderOf(FIRST.replaceAll("\n", "\r\n")))).applied).toEqual([]);
  });

  it("undoes a migration that fails half-way, names it, and leaves the ones before", async () => {
    const broken = folderOf(FIRST, `${SECOND}\n--> statement-breakpoint\nselect nonsense;`);
    await expect(run(broken)).rejects.toThrow(/0001_step.*nonsense/);
    expect((await run(folderOf(FIRST, SECOND))).applied).toEqual(["0001_step"]);
  });
});

describe("the login role", () => {
  it("inherits nothing, owns nothing, and takes the program's roles when it asks", async () => {
    const { loginUrl } = await run(folderOf(FIRST));
    await expect(ask(loginUrl, "select * from plants")).rejects.toMatchObject({ code: "42501" });
    await expect(ask(loginUrl, "create table mine (id int)")).rejects.toMatchObject({
      code: "42501",
    });
    expect(await ask(loginUrl, "select set_config('role', 'plenary_app', false) as role")).toEqual([
      { role: "plenary_app" },
    ]);
    await expect(ask(loginUrl, "set role test_migrate_owner")).rejects.toMatchObject({
      code: "42501",
    });
  });

  it("gets its new password, which is never sent as it is", async () => {
    const { loginUrl } = await run(folderOf(FIRST), "first");
    const second = await run(folderOf(FIRST), "second");
    expect(await ask(second.loginUrl, "select 1 as one")).toEqual([{ one: 1 }]);
    await expect(ask(loginUrl, "select 1")).rejects.toMatchObject({ code: "28P01" });
    const [stored] = await superuser`
      select rolpassword from pg_authid where rolname = ${`plenary_${database}_login`}`;
    expect(stored?.rolpassword).toMatch(/^SCRAM-SHA-256\$4096:/);
  });

  it.each(["noinherit createrole", "noinherit createdb", "noinherit bypassrls", "inherit"])(
    "is refused with the special right %s",
    async (right) => {
      await run(folderOf(FIRST));
      await superuser.unsafe(`create role test_strong login ${right}`);
      try {
        const strong = migrate({
          ownerUrl,
          loginPassword: "",
          loginName: "test_strong",
          folder: folderOf(FIRST),
        });
        await expect(strong).rejects.toThrow(/must own nothing/);
      } finally {
        await superuser.unsafe("drop role test_strong");
      }
    },
  );

  it("is refused when it owns something", async () => {
    await run(folderOf(FIRST));
    await superuser.unsafe("create role test_owning login noinherit");
    await ask(
      named(inject("database").superuserUrl, database),
      "create table owned (id int); alter table owned owner to test_owning",
    );
    const owning = migrate({
      ownerUrl,
      loginPassword: "",
      loginName: "test_owning",
      folder: folderOf(FIRST),
    });
    await expect(owning).rejects.toThrow(/must own nothing/);
    await ask(named(inject("database").superuserUrl, database), "drop owned by test_owning");
    await superuser.unsafe("drop role test_owning");
  });
});
