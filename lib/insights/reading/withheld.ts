import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "../chart";

const ownTeams = (membershipId: string): SQL => sql`(select t.case_id from case_readers t
  where t.audience_id = ${membershipId}::uuid and t.via = 'team')`;

/**
 * That a row of commitment_readers, called `r`, may be taken out: it is not told to a case's team alone, or its reader
 * is in that team. The same rule as that of `app.take_out`.
 */
export const mayLeave = (membershipId: string): SQL =>
  sql`(r.case_id in ${ownTeams(membershipId)} or exists (select 1 from commitments c
    where c.id = r.commitment_id and c.confidentiality <> 'team'))`;

/** That a commitment, called `c`, stays behind. Few are told to a team alone, and an index knows them. */
export const staysBehind = (membershipId: string): SQL =>
  sql`c.confidentiality = 'team' and (c.case_id in ${ownTeams(membershipId)}) is not true`;

/** What a file leaves out is counted up to this many. */
export const withheldCountedUpTo = 1_000;

/** How many positions a file leaves out. */
export async function countStayingBehind(
  tx: Tx,
  membershipId: string,
  { session, case: theCase }: Scope,
): Promise<{ n: number; atLeast: boolean }> {
  const [found] = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from (select 1 from commitments c where ${staysBehind(membershipId)}
      ${session ? sql`and c.session_id = ${session.id}::uuid` : sql``}
      ${theCase ? sql`and c.case_id = ${theCase.id}::uuid` : sql``}
      limit ${withheldCountedUpTo + 1}) b`,
  );
  const n = found?.n ?? 0;
  return { n: Math.min(n, withheldCountedUpTo), atLeast: n > withheldCountedUpTo };
}
