import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Able } from "./shown";

/** The members of a list of them with their organisations: the actor first, colleagues by name, others by organisation. */
export async function peopleIn(tx: Tx, members: SQL): Promise<Able[]> {
  return [
    ...(await tx.execute<{ name: string | null; organisation: string; isMe: boolean }>(sql`
      select case when able.id <> app.membership() then p.name end as name, o.name as organisation,
        able.id = app.membership() as "isMe"
      from (${members}) able(id, org_id)
      join organisations o on o.id = able.org_id
      left join memberships m on m.id = able.id
      left join people p on p.id = m.person_id
      order by able.id <> app.membership(), p.name is null, p.name, o.name`)),
  ];
}
