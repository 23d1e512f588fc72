import { describe, expect, it } from "vitest";
import { catalogueFindings } from "../testing/catalogue";
import { asSuperuser, useDatabase } from "../testing/database";

useDatabase();

it("finds nothing in the catalogue that offends the wall", async () => {
  expect(await catalogueFindings(asSuperuser())).toEqual([]);
});

it("holds the policies that the code spells out, and no others", async () => {
  const policies = await asSuperuser()`
    select tablename || ' | ' || cmd || ' | ' || array_to_string(roles, ',') || ' | ' || policyname as line
    from pg_policies where schemaname = 'public' order by 1`;
  await expect(`${policies.map((row) => row.line).join("\n")}\n`).toMatchFileSnapshot(
    "policies.golden.txt",
  );
});

describe("turns red when", () => {
  const offences: [string, string, string][] = [
    [
      "a table forgets to force row security",
      "alter table cases no force row level security",
      "table without forced row security: cases",
    ],
    [
      "a table switches row security off",
      "alter table consents disable row level security",
      "table without forced row security: consents",
    ],
    [
      "a new table comes without policies",
      "create table secrets (org_id uuid); alter table secrets enable row level security; alter table secrets force row level security",
      "table without any policy: secrets",
    ],
    [
      "a policy is opened to every row",
      `alter policy "the team reads consent" on consents using (true)`,
      "policy that lets everybody of the product's roles see every row: consents: the team reads consent",
    ],
    [
      "sign-in is let into the cases",
      `create policy oops on cases to plenary_auth using (true)`,
      "sign-in policy on a table of cases: cases: oops",
    ],
    [
      "a view looks with its owner's eyes",
      "create view every_case as select * from cases",
      "view that looks with its owner's eyes: every_case",
    ],
    [
      "a materialised view copies rows past the wall",
      "create materialized view copied as select * from cases",
      "materialised view: copied",
    ],
    [
      "a definer function pins nothing",
      "create function app.oops() returns int language sql security definer as 'select 1'; alter function app.oops() owner to plenary_guard",
      "definer function without a pinned search_path: oops",
    ],
    [
      "a definer function belongs to the owner",
      "create function app.oops() returns int language sql security definer set search_path = pg_catalog as 'select 1'; alter function app.oops() owner to plenary_owner",
      "definer function that the guard does not own: oops",
    ],
    [
      "everybody may call a function",
      "grant execute on function app.search_cases(text, integer) to public",
      "grant to everybody: search_cases",
    ],
    ["everybody may read a table", "grant select on cases to public", "grant to everybody: cases"],
    [
      "the product may truncate",
      "grant truncate on cases to plenary_app",
      "right that row security does not hold: cases TRUNCATE",
    ],
    [
      "the product may rewrite a commitment",
      "grant update on commitments to plenary_app",
      "right to rewrite history: commitments UPDATE",
    ],
    [
      "the guard may rewrite the audit log",
      "grant delete on audit_log to plenary_guard",
      "right to rewrite history: audit_log DELETE",
    ],
    [
      "the product may write reference data",
      "grant update on states to plenary_app",
      "shipped table that the product may write: states UPDATE",
    ],
    [
      "a foreign key forgets the organisation",
      "create table notes (org_id uuid, case_id uuid references cases (id))",
      "foreign key that may cross organisations: notes.case_id",
    ],
    [
      "a role may pass every policy",
      "alter role plenary_guard bypassrls",
      "role that is too strong: plenary_guard",
    ],
  ];

  it.each(offences)("%s", async (_name, offence, finding) => {
    const rollback = new Error("rolled back on purpose");
    await expect(
      asSuperuser().begin(async (tx) => {
        await tx.unsafe(offence).simple();
        expect(await catalogueFindings(tx)).toContain(finding);
        throw rollback;
      }),
    ).rejects.toBe(rollback);
  });
});
