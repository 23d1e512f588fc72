import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { ChartCase, QuietCases, StageLadder } from "../chart";
import { type CaseRow, countLadders, countQuiet, sortLadders, sortQuiet } from "../count";
import { type Asked, counted, list, once } from "./asked";

/** Cases are looked at from the one that changed last, up to this many. */
export const casesLookedAt = 200;

export async function readLadder(asked: Asked): Promise<StageLadder> {
  const { found, isPart } = await lookAtCases(asked);
  return { cases: sortLadders(countLadders(found, await readCaseRows(asked))), isPart };
}

export async function readQuiet(asked: Asked): Promise<QuietCases> {
  const { found, isPart } = await lookAtCases(asked);
  const rows = await readCaseRows(asked);
  return { cases: sortQuiet(countQuiet(found, rows, await readSpoken(asked))), isPart };
}

/**
 * The cases that the charts of cases are about, the last changed first: the one that is asked for, else the open ones;
 * of a session those asked about there.
 */
const lookAtCases = once(async (asked: Asked): Promise<{ found: ChartCase[]; isPart: boolean }> => {
  const { tx, scope } = asked;
  // Kept a question for each case, so that the newest cases are walked and not all that were ever asked about.
  const askedThere = scope.session
    ? sql`(c.id in (select r.case_id from commitment_readers r where ${counted(asked)})) is true`
    : sql`true`;
  const rows = await tx.execute<ChartCase & Record<string, unknown>>(
    scope.case
      ? sql`select c.id, c.reference, c.title from cases c
          where c.id = ${scope.case.id}::uuid and ${askedThere}`
      : sql`select o.id, o.reference, o.title from (${openCases(asked, askedThere)}) o
          order by o.changed_at desc, o.id limit ${casesLookedAt + 1}`,
  );
  const found = [...rows];
  return { found: found.slice(0, casesLookedAt), isPart: found.length > casesLookedAt };
});

/** One's own by the index that orders them, and the few that partners share. */
function openCases({ audiences: [organisation] }: Asked, askedThere: SQL): SQL {
  const newest = (whose: SQL) =>
    sql`(select c.id, c.reference, c.title, c.changed_at from cases c
      where ${whose} and c.status <> 'closed' and ${askedThere}
      order by c.changed_at desc, c.id limit ${casesLookedAt + 1})`;
  return sql`${newest(sql`c.org_id = ${organisation}::uuid`)} union all ${newest(
    sql`c.org_id <> ${organisation}::uuid and c.id in (select k.case_id from case_readers k
      where k.audience_id = ${organisation}::uuid and k.via = 'partner')`,
  )}`;
}

/** What stands in each of the cases, a row for each State and stage. */
const readCaseRows = once(async (asked: Asked): Promise<CaseRow[]> => {
  const { found } = await lookAtCases(asked);
  if (found.length === 0) {
    return [];
  }
  const rows = await asked.tx.execute<CaseRow & Record<string, unknown>>(
    sql`select r.case_id as "caseId", r.state_code as "stateCode", r.stage, count(*)::int as n
      from commitment_readers r
      where ${counted(asked)} and r.case_id = any(${list(ids(found), "uuid")}) group by 1, 2, 3`,
  );
  return [...rows];
});

/** Which States spoke about each of the cases: they carry it, whoever reads that they had been asked. */
async function readSpoken(asked: Asked): Promise<{ caseId: string; stateCode: string }[]> {
  const { tx, scope } = asked;
  const { found } = await lookAtCases(asked);
  if (found.length === 0) {
    return [];
  }
  const rows = await tx.execute<{ caseId: string; stateCode: string }>(
    sql`select distinct c.case_id as "caseId", s.state_code as "stateCode"
      from intervention_cases c
      join intervention_states s on s.org_id = c.org_id and s.intervention_id = c.intervention_id
      ${scope.session ? sql`join interventions i on i.org_id = c.org_id and i.id = c.intervention_id` : sql``}
      where c.case_id = any(${list(ids(found), "uuid")})
        ${scope.session ? sql`and i.session_id = ${scope.session.id}::uuid` : sql``}`,
  );
  return [...rows];
}

const ids = (cases: readonly ChartCase[]) => cases.map(({ id }) => id);
