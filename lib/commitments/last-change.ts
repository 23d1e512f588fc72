import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { LastChange } from "./commitment";

/**
 * Who made a commitment what it is now, as its history tells it: a colleague by name, a partner by its organisation.
 * Null where that is not on record: what was heard and taken back again leaves no line.
 */
export async function readLastChange(tx: Tx, id: string): Promise<LastChange | null> {
  const [found] = await tx.execute<{
    kind: string;
    name: string | null;
    organisation: string | null;
    isMine: boolean;
  }>(sql`
    select x.kind, p.name, case when x.org_id is distinct from app.org() then o.name end as organisation,
      x.person_id is not distinct from app.person() as "isMine"
    from (
      select e.kind, e.person_id, e.actor_org_id as org_id, e.at
      from commitment_events e where e.commitment_id = ${id}::uuid
      union all
      select 'heard', m.person_id, i.recorded_org_id, i.created_at
      from intervention_commitments l
      join interventions i on i.org_id = l.org_id and i.id = l.intervention_id
      left join memberships m on m.id = i.recorded_by
      where l.commitment_id = ${id}::uuid
    ) x
    join commitments c on c.id = ${id}::uuid
    left join people p on p.id = x.person_id
    left join organisations o on o.id = x.org_id
    -- Both are stamped in the transaction that changed the commitment, not in the same instant.
    where x.at >= c.changed_at - interval '2 seconds'
    order by x.at desc limit 1`);
  if (!found) {
    return null;
  }
  if (found.kind === "consent") {
    return { who: "consent" };
  }
  if (found.isMine) {
    return { who: "me" };
  }
  const name = found.name ?? found.organisation;
  return name ? { who: "other", name } : null;
}
