import postgres from "postgres";
import type { World } from "./cluster";
import { measuredState } from "./views";

/** What a run must know of a database to ask for it. */
export interface Facts {
  /** Own organisation and own membership of whoever asks. */
  worker: string[];
  partner: string[];
  /** Address part of the measured State, which differs in each database. */
  stateKey: string;
  /** The keys of the row in the middle of the worker's whole list, as a page that ended there would have them. */
  middle: [string, string];
  /** The cases that the matrix of the worker shows first. */
  matrixCases: string[];
  /** One that the worker may change, and one that only the bare statement does. */
  ownCommitment: string;
  bareCommitment: { orgId: string; id: string; caseId: string };
}

export async function factsOf({ superuserUrl }: World): Promise<Facts> {
  const sql = postgres(superuserUrl, { max: 1 });
  try {
    const audiences = async (who: string) => {
      const [row] = await sql<{ org: string; member: string }[]>`
        select m.org_id as org, m.id as member from memberships m join people p on p.id = m.person_id
        where p.email = ${`${who}@example.org`}`;
      return row ? [row.org, row.member] : [];
    };
    const worker = await audiences("worker");
    const partner = await audiences("partner");
    const [state] = await sql<{ key: string }[]>`
      select key from states where code = ${measuredState}`;
    const [middle] = await sql<{ at: string; id: string }[]>`
      with mine as (select changed_at, commitment_id from commitment_readers where audience_id = any(${worker}))
      select changed_at::text as at, commitment_id as id from mine
      order by changed_at desc, commitment_id offset (select count(*) / 2 from mine) limit 1`;
    const cases = await sql<{ id: string }[]>`
      select distinct case_id as id from case_readers where audience_id = any(${worker})
      order by case_id desc limit 15`;
    const [own] = await sql<{ id: string }[]>`
      select r.commitment_id as id from commitment_readers r
      join case_readers c on c.case_id = r.case_id and c.audience_id = ${worker[1] ?? null} and c.level = 'lead'
      where r.audience_id = any(${worker}) and r.stage = 'asked' order by r.commitment_id limit 1`;
    const [bare] = await sql<{ orgId: string; id: string; caseId: string }[]>`
      select org_id as "orgId", id, case_id as "caseId" from commitments
      where org_id <> all(${[...worker, ...partner]}) order by id limit 1`;
    if (!state || !middle || !own || !bare) {
      throw new Error("The seeded database lacks what is measured.");
    }
    return {
      worker,
      partner,
      stateKey: state.key,
      middle: [middle.at, middle.id],
      matrixCases: cases.map(({ id }) => id),
      ownCommitment: own.id,
      bareCommitment: bare,
    };
  } finally {
    await sql.end();
  }
}
