import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { addDays, countedUpTo, openStages } from "./commitment";
import { type Condition, type ConditionCount, isStageCondition, wordOf } from "./conditions";
import { countByStage, firstOf } from "./listing-count";
import { type ListingContext, list } from "./listing-filters";

/**
 * Counts over all pages what a view asks for below its list. Stages are counted as the list itself is; what is late or
 * due by the index of dates, up to the bound; what no index knows among the first thousand.
 */
export async function countConditions(tx: Tx, context: ListingContext): Promise<ConditionCount[]> {
  const wanted = context.view.counts ?? [];
  const stages = wanted.filter(isStageCondition);
  const looked = wanted.filter((condition) => condition === "unowned" || wordOf(condition));
  const byStage =
    stages.length > 0
      ? await countByStage(tx, context, stages.filter(isLetThrough(context)))
      : () => ({ n: 0, atLeast: false });
  const found = looked.length > 0 ? await lookAt(tx, context, looked) : null;
  const counts: ConditionCount[] = [];
  for (const condition of wanted) {
    counts.push(
      isStageCondition(condition)
        ? { condition, ...byStage(condition), among: null }
        : found && looked.includes(condition)
          ? found(condition)
          : await countDue(tx, context, condition),
    );
  }
  return counts;
}

const isLetThrough =
  ({ view }: ListingContext) =>
  (stage: Condition) =>
    !view.stage || (view.stage as readonly string[]).includes(stage);

async function countDue(
  tx: Tx,
  context: ListingContext,
  condition: Condition,
): Promise<ConditionCount> {
  const { today, view } = context;
  const until =
    condition === "late"
      ? sql`r.due_on < ${today}::date`
      : sql`r.due_on between ${today}::date and ${addDays(today, 7)}::date`;
  const isFew = view.caseId || view.sessionId || view.ownerId || view.needsMe;
  const first = firstOf(context, isFew ? sql`` : sql`order by r.due_on, r.commitment_id`, [
    until,
    sql`r.stage <> 'raised'`,
  ]);
  const [counted] = first
    ? await tx.execute<{ n: number }>(
        sql`${first.prefix}select count(*)::int as n from (${first.rows}) c`,
      )
    : [];
  const n = counted?.n ?? 0;
  return { condition, n: Math.min(n, countedUpTo), atLeast: n > countedUpTo, among: null };
}

/** One walk for all of them. Where the list is no longer than the walk, the counts are exact. */
async function lookAt(tx: Tx, context: ListingContext, looked: readonly Condition[]) {
  const { view } = context;
  const isFew = view.caseId || view.sessionId || view.ownerId || view.needsMe || view.due;
  const first = firstOf(context, isFew ? sql`` : sql`order by r.changed_at desc`);
  const counted = first
    ? (
        await tx.execute<Record<string, number>>(sql`${first.prefix}
          select count(*)::int as walked, ${sql.join(
            looked.map(
              (condition) =>
                sql`count(*) filter (where x.place <= ${countedUpTo} and ${isTrue(condition)})::int
                  as ${sql.raw(condition)}`,
            ),
            sql`, `,
          )}
          from (select b.*, row_number() over () as place from (${first.rows}) b) x
          cross join lateral (select c.owner_id, c.word from commitments c
            where c.org_id = x.org_id and c.id = x.commitment_id offset 0) c`)
      )[0]
    : undefined;
  const isCut = (counted?.walked ?? 0) > countedUpTo;
  return (condition: Condition): ConditionCount => ({
    condition,
    n: counted?.[condition] ?? 0,
    atLeast: false,
    among: isCut ? countedUpTo : null,
  });
}

function isTrue(condition: Condition): SQL {
  const word = wordOf(condition);
  return word
    ? sql`c.word >= ${word}`
    : sql`c.owner_id is null and x.stage = any(${list(openStages)}::text[])`;
}
