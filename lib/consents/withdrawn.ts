import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Audience } from "@/db/reference/words";

/**
 * Who of an alert's case took back what they had agreed to for an audience, and on which day in Geneva, by defender.
 * Nobody for whoever does not read consents. For the coalition it is about partners that the case is shared with now.
 */
async function withdrawnFrom(
  tx: Tx,
  alertId: string,
  audience: Audience,
): Promise<Map<string, string>> {
  const rows = await tx.execute<{ id: string; day: string }>(sql`
    select latest.defender_id as id,
      to_char(max(latest.withdrawn_at) at time zone 'Europe/Zurich', 'YYYY-MM-DD') as day
    from (
      select distinct on (c.defender_id, c.target_org_id) c.defender_id, c.withdrawn_at
      from consents c join alerts a on a.case_id = c.case_id
      where a.id = ${alertId} and case ${audience}
        when 'public' then c.scope = 'public_statement'
        when 'missions' then c.scope = 'bilateral'
        when 'coalition' then c.scope = 'share_with_organisation' and exists (select 1 from case_shares s
          where s.case_id = c.case_id and s.partner_org_id = c.target_org_id and s.revoked_at is null)
        else false end
      order by c.defender_id, c.target_org_id, c.recorded_at desc, c.id desc) latest
    where latest.withdrawn_at is not null
    group by latest.defender_id`);
  return new Map([...rows].map(({ id, day }) => [id, day]));
}

/** The people, and of those whose consent is missing, who took it back. */
export async function withWithdrawals<Person extends { defenderId: string; shown: string }>(
  tx: Tx,
  alertId: string,
  audience: Audience,
  people: readonly Person[],
): Promise<(Person & { withdrawnOn?: string })[]> {
  if (!people.some(({ shown }) => shown === "missing")) {
    return [...people];
  }
  const withdrawn = await withdrawnFrom(tx, alertId, audience);
  return people.map((person) => {
    const day = person.shown === "missing" ? withdrawn.get(person.defenderId) : undefined;
    return day ? { ...person, withdrawnOn: day } : person;
  });
}
