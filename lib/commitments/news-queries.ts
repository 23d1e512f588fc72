import "server-only";
import { sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import type { Actor } from "@/lib/auth/actor";
import { type CommitmentView, type Moved, mostMoved } from "./commitment";
import { sourcesOf } from "./listing-filters";
import { listingContext, listingNames } from "./queries";

/** Clocks of server and database differ a little, and a change is seen only once its transaction is over. */
const overlap = "10 seconds";

/**
 * What changed since `since` (an ISO moment) among the commitments that the actor may read, but for what they changed
 * themselves: the newest, at most `mostMoved`. Reads no more than what moved, by the index of changes.
 */
export async function listMoved(
  actor: Actor,
  view: CommitmentView,
  since: string,
): Promise<Moved[]> {
  const names = await listingNames(actor, view);
  return asActor(
    actor,
    async (tx) => {
      const { prefix, sources } = sourcesOf(await listingContext(tx, actor, view, names));
      const fits = sources.map(
        (conditions) => sql`(${sql.join([sql`true`, ...conditions], sql` and `)})`,
      );
      const from = sql`${since}::timestamptz - ${overlap}::interval`;
      const branches = [actor.organisationId, actor.membershipId].map(
        (audience) => sql`(select * from commitment_readers r
          where r.audience_id = ${audience}::uuid and r.changed_at > ${from}
          order by r.changed_at desc limit ${mostMoved})`,
      );
      const isChangedBy = (
        who: ReturnType<typeof sql>,
      ) => sql`exists (select 1 from commitment_events e
        where e.commitment_id = r.commitment_id and e.at > ${from} and ${who})`;
      const found = await tx.execute<{
        id: string;
        state_code: string;
        case_id: string;
        version: number;
        is_after: boolean;
        fits: boolean;
      }>(sql`${prefix}select r.commitment_id as id, r.state_code, r.case_id, c.version,
          r.changed_at > ${since}::timestamptz as is_after,
          ${fits.length > 0 ? sql`(${sql.join(fits, sql` or `)})` : sql`false`} as fits
        from (${sql.join(branches, sql` union all `)}) r
        join commitments c on c.org_id = r.org_id and c.id = r.commitment_id
        where ${isChangedBy(sql`e.person_id is distinct from app.person()`)}
          or not ${isChangedBy(sql`e.person_id = app.person()`)}
        order by r.changed_at desc limit ${mostMoved}`);
      return [...found].map((row) => ({
        id: row.id,
        stateCode: row.state_code,
        caseId: row.case_id,
        version: row.version,
        isAfter: row.is_after,
        fits: row.fits,
      }));
    },
    { readOnly: true },
  );
}
