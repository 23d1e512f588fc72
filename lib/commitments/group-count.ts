import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type CommitmentRow, countedUpTo, type Grouping, groupKey } from "./commitment";
import { isNarrow, whole } from "./listing";
import { isKept } from "./listing-count";
import { filtersOf, type ListingContext, list, sourcesOf } from "./listing-filters";
import { regionOf, type States } from "./named-states";

type Group = { n: number; atLeast: boolean };

const columnOf: Record<Grouping, "state_code" | "case_id" | "session_id"> = {
  state: "state_code",
  region: "state_code",
  case: "case_id",
  session: "session_id",
};

/**
 * How many stand in each group of which a page shows a row. What the kept counters know they answer; where the filters
 * leave few rows those are counted; else each group is, by the index that orders the list, up to the bound.
 */
export async function countGroups(
  tx: Tx,
  context: ListingContext,
  rows: readonly CommitmentRow[],
  states: States,
): Promise<Record<string, Group>> {
  const { group } = context.view;
  if (!group || rows.length === 0) {
    return {};
  }
  const keys = [...new Set(rows.map((row) => groupKey(row, group)))];
  // A region is the sum of its States.
  const keyOf = (value: string) => (group === "region" ? regionOf(states, value) : value);
  const values =
    group === "region"
      ? context.regions.flatMap(({ codes }) => codes).filter((code) => keys.includes(keyOf(code)))
      : keys;
  const counted = await tx.execute<{ value: string; n: number }>(
    countEach(context, columnOf[group], values),
  );
  const groups: Record<string, Group> = Object.fromEntries(
    keys.map((key) => [key, { n: 0, atLeast: false }]),
  );
  const isExact = isKept(context) || isNarrow(context);
  for (const { value, n } of counted) {
    const found = groups[keyOf(value)];
    if (found) {
      const isCut = !isExact && n > countedUpTo;
      found.n += isCut ? countedUpTo : n;
      found.atLeast ||= isCut;
    }
  }
  return groups;
}

function countEach(
  context: ListingContext,
  column: (typeof columnOf)[Grouping],
  values: readonly string[],
): SQL {
  const { actor } = context;
  const of = sql.raw(`r.${column}`);
  const all = sql`${list(values)}::${sql.raw(column === "state_code" ? "text" : "uuid")}[]`;
  if (isKept(context) && column === "state_code") {
    return sql`select ${of} as value, sum(r.n)::int as n from commitment_tallies r
      where ${sql.join(
        [
          sql`r.audience_id in (${actor.organisationId}::uuid, ${actor.membershipId}::uuid)`,
          sql`${of} = any(${all})`,
          ...filtersOf(context),
        ],
        sql` and `,
      )} group by ${of}`;
  }
  const { prefix, sources } = sourcesOf(context);
  if (isNarrow(context)) {
    return sql`${prefix}select ${of} as value, count(*)::int as n from (${whole(context, sources)}) r
      where ${of} = any(${all}) group by ${of}`;
  }
  const most = countedUpTo + 1;
  const branches = sources.flatMap((conditions) =>
    [actor.organisationId, actor.membershipId].map(
      (audience) => sql`(select r.commitment_id from commitment_readers r
        where ${sql.join(
          [sql`r.audience_id = ${audience}::uuid`, sql`${of} = g.value`, ...conditions],
          sql` and `,
        )} limit ${most})`,
    ),
  );
  const union = sources.length > 1 ? sql` union ` : sql` union all `;
  return sql`${prefix}select g.value, (select count(*)::int from (
      select 1 from (${sql.join(branches, union)}) b limit ${most}) c) as n
    from unnest(${all}) as g(value)`;
}
