import type { Sql } from "postgres";

/**
 * Lets the product's own functions work out the readers of some cases of each kind again, and throws unless they
 * come to exactly the rows that were loaded; the tallies are compared as a whole.
 */
export async function checkReaders(sql: Sql, rows: number): Promise<void> {
  const [made] = await sql<{ n: number }[]>`select count(*)::int as n from commitments`;
  if (made?.n !== rows) {
    throw new Error(`${made?.n} commitments were made instead of ${rows}.`);
  }
  const cases = await sql<{ id: string }[]>`
    (select case_id as id from case_shares order by case_id limit 10)
    union (select t.case_id from case_team t join memberships m on m.id = t.membership_id
      join organisations o on o.id = m.org_id where o.name = 'Organisation 1' order by md5(t.case_id::text) limit 15)
    union (select id from cases order by md5(id::text) limit 25)`;
  const ids = cases.map(({ id }) => id);
  const differences = await sql.begin(async (tx) => {
    await tx`create temp table case_readers_before on commit drop as
      select * from case_readers where case_id = any(${ids}::uuid[])`;
    await tx`create temp table commitment_readers_before on commit drop as
      select * from commitment_readers where case_id = any(${ids}::uuid[])`;
    await tx`select app.refresh_case_readers(id) from unnest(${ids}::uuid[]) as id`;
    const [found] = await tx<
      { cases: number; commitments: number; tallies: number; checked: number }[]
    >`
      select
        (select count(*)::int from (
          (table case_readers_before except select * from case_readers where case_id = any(${ids}::uuid[]))
          union all
          (select * from case_readers where case_id = any(${ids}::uuid[]) except table case_readers_before)) d) as cases,
        (select count(*)::int from (
          (table commitment_readers_before except select * from commitment_readers where case_id = any(${ids}::uuid[]))
          union all
          (select * from commitment_readers where case_id = any(${ids}::uuid[]) except table commitment_readers_before)
        ) d) as commitments,
        (select count(*)::int from (
          select audience_id, state_code, stage, sum(n) as n from commitment_tallies group by 1, 2, 3
          except select audience_id, state_code, stage, count(*) from commitment_readers group by 1, 2, 3) d)
        + (select count(*)::int from (
          select audience_id, session_id, outcome, sum(n) as n from promise_tallies group by 1, 2, 3
          except select audience_id, session_id, app.outcome_of(stage, promised), count(*) from commitment_readers
            where stage in ('agreed', 'raised') group by 1, 2, 3) d) as tallies,
        (select count(*)::int from commitment_readers_before) as checked`;
    return found;
  });
  if (!differences || differences.cases + differences.commitments + differences.tallies > 0) {
    throw new Error(`The seed differs from what the triggers make: ${JSON.stringify(differences)}`);
  }
  if (differences.checked === 0) {
    throw new Error("No commitment was compared with what the triggers make.");
  }
}
