import "server-only";
import { sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import type { Actor } from "@/lib/auth/actor";

/** How a State's asks stand, as far as the actor may see them. */
export type StateCounts = {
  /** Waiting for the State: asked, considering, no answer. */
  open: number;
  /** Agreed and not raised yet: a promise that still has to be kept. */
  promised: number;
  raised: number;
};

/** The counts of each State that has any, by code, from counters that are kept: it costs the same at any size. */
export async function countByState(actor: Actor): Promise<ReadonlyMap<string, StateCounts>> {
  const rows = await asActor(actor, (tx) =>
    tx.execute<{ code: string; open: number; promised: number; raised: number }>(sql`
      select state_code as code,
        coalesce(sum(n) filter (where stage in ('asked', 'considering', 'no_answer')), 0)::int as open,
        coalesce(sum(n) filter (where stage = 'agreed'), 0)::int as promised,
        coalesce(sum(n) filter (where stage = 'raised'), 0)::int as raised
      from commitment_tallies
      where audience_id in (app.org(), app.membership())
      group by 1`),
  );
  return new Map(rows.map(({ code, ...counts }) => [code, counts]));
}

/** How many cases the actor may read, counted up to a bound. */
export async function countReadableCases(actor: Actor): Promise<number> {
  const [found] = await asActor(actor, (tx) =>
    tx.execute<{ n: number }>(sql`
      select count(*)::int as n from (select distinct r.case_id from case_readers r
        where r.audience_id in (app.org(), app.membership())
          and (r.valid_until is null or r.valid_until >= current_date) limit ${most}) as readable`),
  );
  return found?.n ?? 0;
}

const most = 1_000;
