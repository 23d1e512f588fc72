import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { ShownStage } from "@/db/reference/words";
import type { CommitmentView } from "./commitment";
import { among, filtersOf, type ListingContext, list } from "./listing-filters";

/** Rows are counted up to this many; beyond it a list says "more than". */
export const countedUpTo = 1_000;

export interface Totals {
  n: number;
  atLeast: boolean;
  promised: number;
  raised: number;
}

/** State and stage filters are answered by the kept counters; others by a count that stops at 1,000. */
export async function countListing(tx: Tx, context: ListingContext): Promise<Totals> {
  const { actor, view, search } = context;
  const isKept =
    !search &&
    !view.caseId &&
    !view.sessionId &&
    !view.forum &&
    !view.ownerId &&
    !view.needsMe &&
    !view.due;
  if (search && "many" in search.cases) {
    // The first 200 cases alone mostly hold more than are counted.
    const some = { states: search.states, cases: { ids: search.cases.some } };
    const counted = await countListing(tx, { ...context, search: some });
    if (counted.atLeast) {
      return counted;
    }
  }
  const query = isKept
    ? sql`select r.stage, sum(r.n)::int as n from commitment_tallies r
        where ${sql.join(
          [
            sql`r.audience_id in (${actor.organisationId}::uuid, ${actor.membershipId}::uuid)`,
            ...filtersOf(context),
          ],
          sql` and `,
        )} group by r.stage`
    : boundedCount(context);
  if (!query) {
    return { n: 0, atLeast: false, promised: 0, raised: 0 };
  }
  const counted = await tx.execute<{ stage: ShownStage; n: number }>(query);
  const of = (stage: ShownStage) => [...counted].find((row) => row.stage === stage)?.n ?? 0;
  const n = [...counted].reduce((sum, row) => sum + row.n, 0);
  const atLeast = !isKept && n > countedUpTo;
  return {
    n: atLeast ? countedUpTo : n,
    atLeast,
    promised: of("agreed"),
    raised: of("raised"),
  };
}

/**
 * No order matters to a count, but one that an index holds makes PostgreSQL walk that index and stop at the bound,
 * where it would else gather all that the filter leaves. Filters that leave little need none.
 */
function countingOrder(view: CommitmentView): SQL {
  if (view.caseId || view.sessionId || view.ownerId || view.needsMe) {
    return sql``;
  }
  if (view.due) {
    return sql`order by r.due_on, r.commitment_id`;
  }
  return view.forum ? sql`order by r.changed_at desc` : sql``;
}

function boundedCount(context: ListingContext): SQL | null {
  const { actor, search } = context;
  const most = countedUpTo + 1;
  const filters = filtersOf(context);
  const order = countingOrder(context.view);
  const branches = [actor.organisationId, actor.membershipId].flatMap((audience) => {
    const mine = sql`r.audience_id = ${audience}::uuid`;
    const of = (conditions: SQL[]) => sql`(select r.commitment_id, r.stage from commitment_readers r
      where ${sql.join([mine, ...conditions], sql` and `)} ${order} limit ${most})`;
    if (!search) {
      return [of(filters)];
    }
    const found: SQL[] = [];
    if (search.states.length > 0) {
      found.push(of([...filters, among("state_code", search.states)]));
    }
    if ("many" in search.cases) {
      // Case by case through its index, so that the count stops early however common the word is.
      found.push(sql`(select x.commitment_id, x.stage from matched m cross join lateral (
        select r.commitment_id, r.stage from commitment_readers r
        where ${sql.join([mine, sql`r.case_id = m.case_id`, ...filters], sql` and `)} offset 0) x limit ${most})`);
    } else if (search.cases.ids.length > 0) {
      found.push(of([...filters, sql`r.case_id = any(${list(search.cases.ids)}::uuid[])`]));
    }
    return found;
  });
  if (branches.length === 0) {
    return null;
  }
  const prefix =
    search && "many" in search.cases
      ? sql`with matched as materialized (select case_id from app.search_cases(${search.cases.many}, 100000)) `
      : sql``;
  const union = search && search.states.length > 0 ? sql` union ` : sql` union all `;
  return sql`${prefix}select c.stage, count(*)::int as n from (
    select * from (${sql.join(branches, union)}) b limit ${most}) c group by c.stage`;
}
