import postgres, { type Sql } from "postgres";
import { uuidv7 } from "uuidv7";
import { shownStages } from "@/db/reference/words";
import { boardCards, foldedStages } from "@/lib/commitments/board";
import { pageSize } from "@/lib/commitments/commitment";
import type { World } from "./cluster";
import type { Facts } from "./facts";
import { commonWord, measuredState, rareWord } from "./views";

/** One statement or two, on a connection of its own. */
export type BareSql = Record<string, () => Promise<unknown>>;

/**
 * What each figure is compared with: the same answer from the same tables, by a superuser (no row security, no
 * triggers) through the same driver, in as few statements as it takes: an ordered page with its joins, and its total.
 * Lists may be walked in the order of an index here too: otherwise the comparison would flatter us.
 */
export function bareStatements(
  world: World,
  facts: Facts,
): { run: BareSql; totals(): Promise<unknown>; end(): Promise<void> } {
  const sql = postgres(world.superuserUrl, { max: 1, onnotice: () => {} });
  const { worker, partner, middle } = facts;
  const kept = (audiences: string[]) => sql`
    select stage, sum(n) from commitment_tallies where audience_id = any(${audiences}) group by stage`;
  const page = (audiences: string[], where = sql``, order = sql`desc`) =>
    readPage(sql, audiences, where, order);
  const matching = (word: string) => {
    const like = `%${word}%`;
    return sql`select id from cases where title ilike ${like} or reference ilike ${like}`;
  };
  // Few cases are looked up; a word in many of them filters a walk through the newest.
  const search = async (where: postgres.Fragment) => {
    await page(worker, where);
    await sql`select count(*) from (select 1 from commitment_readers r
      where r.audience_id = any(${worker}) ${where} limit 1001) b`;
  };
  let turn = 0;
  const run: BareSql = {
    "list-filtered": async () => {
      await page(worker, sql`and r.state_code = ${measuredState} and r.stage = 'asked'`);
      await sql`select sum(n) from commitment_tallies
        where audience_id = any(${worker}) and state_code = ${measuredState} and stage = 'asked'`;
    },
    "list-all": async () => {
      await page(worker);
      await kept(worker);
    },
    "list-middle": async () => {
      await page(
        worker,
        sql`and r.changed_at <= ${middle[0]}::timestamptz
          and (r.changed_at < ${middle[0]}::timestamptz or r.commitment_id > ${middle[1]})`,
      );
      await kept(worker);
    },
    "list-grouped": async () => {
      await sql`select code, names, regional_group from states`;
      await page(
        worker,
        sql`and r.state_code in (select code from states where regional_group
          = (select min(regional_group) from states))`,
      );
      await kept(worker);
    },
    "list-end": async () => {
      await page(worker, sql``, sql`asc`);
      await kept(worker);
    },
    "search-rare": () => search(sql`and r.case_id = any(array(${matching(rareWord)}))`),
    "search-common": () => search(sql`and r.case_id in (${matching(commonWord)})`),
    "partner-list": async () => {
      await page(partner);
      await kept(partner);
    },
    matrix: async () => {
      await sql`select code, names from states`;
      await sql`
        select c.case_id, k.reference, k.title, c.state_code, c.stage, c.is_raised, c.word, c.due_on, c.next_step
        from cases k join commitment_readers r on r.case_id = k.id and r.audience_id = any(${worker})
        join commitments c on c.id = r.commitment_id
        where k.id = any(${facts.matrixCases}) order by c.changed_at desc`;
    },
    board: async () => {
      const open = shownStages.filter((stage) => !foldedStages.includes(stage));
      await sql`
        select c.*, k.reference, k.title, s.title as session, p.name as owner
        from unnest(${open}::text[]) g(stage) cross join lateral (
          select r.commitment_id, r.changed_at from commitment_readers r
          where r.audience_id = any(${worker}) and r.stage = g.stage
          order by r.changed_at desc limit ${boardCards}) u
        join commitments c on c.id = u.commitment_id
        join cases k on k.org_id = c.org_id and k.id = c.case_id
        join sessions s on s.id = c.session_id
        left join memberships m on m.id = c.owner_id
        left join people p on p.id = m.person_id`;
      await kept(worker);
    },
    "state-page": async () => {
      await sql`
        select c.*, k.reference, k.title, k.do_not_mention, s.title as session, p.name as owner
        from (select r.commitment_id from commitment_readers r
          where r.audience_id = any(${worker}) and r.state_code = ${measuredState}
          order by r.stage in ('raised', 'declined'), r.due_on, r.changed_at desc limit 40) u
        join commitments c on c.id = u.commitment_id join cases k on k.id = c.case_id
        join sessions s on s.id = c.session_id
        left join memberships m on m.id = c.owner_id left join people p on p.id = m.person_id`;
      await sql`select stage, sum(n) from commitment_tallies
        where audience_id = any(${worker}) and state_code = ${measuredState} group by stage`;
      await sql`select e.at, e.changes from commitment_readers r
        join commitment_events e on e.commitment_id = r.commitment_id
        where r.audience_id = any(${worker}) and r.state_code = ${measuredState}
        order by r.changed_at desc, e.at desc limit 60`;
      await sql`select * from record_entries where state_code = ${measuredState} order by date desc`;
      await sql`select * from guidelines where state_code = ${measuredState}`;
      await sql`select * from cautions where org_id = ${worker[0] ?? ""} and state_code = ${measuredState}`;
      await sql`select * from mission_contacts where org_id = ${worker[0] ?? ""} and state_code = ${measuredState}`;
    },
    "set-stage": async () => {
      turn += 1;
      const stage = turn % 2 === 0 ? "asked" : "considering";
      const { orgId, id, caseId } = facts.bareCommitment;
      await sql.begin(async (tx) => {
        const [before] = await tx`
          select stage, version from commitments where org_id = ${orgId} and id = ${id} for update`;
        await tx`update commitments set stage = ${stage}, version = version + 1, changed_at = now()
          where org_id = ${orgId} and id = ${id}`;
        await tx`insert into commitment_events (org_id, id, commitment_id, case_id, kind, changes, before)
          values (${orgId}, ${uuidv7()}, ${id}, ${caseId}, 'changed', ${tx.json({ stage })},
            ${tx.json({ stage: before?.stage })})`;
      });
    },
  };
  return {
    run: {
      ...run,
      // Without triggers, once for the connection.
      "set-stage": once(
        () => sql`set session_replication_role = replica`,
        run["set-stage"] as () => Promise<unknown>,
      ),
    },
    totals: () => sql`
      select state_code, stage, sum(n) from commitment_tallies
      where audience_id = any(${worker}) group by state_code, stage`,
    end: () => sql.end(),
  };
}

function readPage(
  sql: Sql,
  audiences: string[],
  where: postgres.Fragment,
  order: postgres.Fragment,
) {
  const branch = (
    audience: string,
  ) => sql`(select r.commitment_id, r.changed_at from commitment_readers r
    where r.audience_id = ${audience} ${where}
    order by r.changed_at ${order} limit ${pageSize})`;
  const [own = "", mine = ""] = audiences;
  return sql`
    select c.*, k.reference, k.title, s.title as session, p.name as owner from (
      select * from (${branch(own)} union all ${branch(mine)}) u order by u.changed_at ${order} limit ${pageSize}) u
    join commitments c on c.id = u.commitment_id
    join cases k on k.org_id = c.org_id and k.id = c.case_id
    join sessions s on s.id = c.session_id
    left join memberships m on m.id = c.owner_id
    left join people p on p.id = m.person_id
    order by u.changed_at ${order}`;
}

function once(before: () => PromiseLike<unknown>, then: () => Promise<unknown>) {
  let isDone = false;
  return async () => {
    if (!isDone) {
      isDone = true;
      await before();
    }
    return then();
  };
}
