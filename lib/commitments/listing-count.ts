import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { ShownStage } from "@/db/reference/words";
import { type CommitmentView, countedUpTo } from "./commitment";
import { among, filtersOf, type ListingContext, list, sourcesOf } from "./listing-filters";

export interface Totals {
  n: number;
  atLeast: boolean;
  toCome: number;
  raised: number;
}

export async function countListing(tx: Tx, context: ListingContext): Promise<Totals> {
  const { of, ...all } = await countStages(tx, context);
  return { ...all, toCome: of("agreed"), raised: of("raised") };
}

/**
 * How many stand at each of some stages, which are all that the view lets through. Where all together pass the bound,
 * each stage is counted for itself: up to the bound where an index finds what the filter leaves, of a forum along the
 * index that orders its list, else among its newest thousand of each audience, so that a rare match in a long stage does
 * not read all of it. Where less than the bound is told with `atLeast`, nobody looked further: there may be more.
 */
export async function countByStage(
  tx: Tx,
  context: ListingContext,
  stages: readonly ShownStage[],
): Promise<(stage: ShownStage) => { n: number; atLeast: boolean }> {
  const all = await countStages(tx, context);
  if (!all.atLeast) {
    return (stage) => ({ n: all.of(stage), atLeast: false });
  }
  if (isForumAlone(context)) {
    return countInForum(tx, context, stages);
  }
  if (isWide(context)) {
    return countAmongNewest(tx, context, stages);
  }
  const each = new Map<ShownStage, { n: number; atLeast: boolean }>();
  for (const stage of stages) {
    const { n, atLeast } = await countStages(tx, {
      ...context,
      view: { ...context.view, stage: [stage] },
    });
    each.set(stage, { n, atLeast });
  }
  return (stage) => each.get(stage) ?? { n: 0, atLeast: false };
}

/** Whether only a walk through the rows tells what the filters leave. */
function isWide({ view, search }: ListingContext): boolean {
  return (
    !view.caseId &&
    !view.sessionId &&
    !view.ownerId &&
    !view.needsMe &&
    !view.importId &&
    (!search || "many" in search.cases)
  );
}

/** Whether a forum is all that narrows the list, but for stages: both are in one index. */
const isForumAlone = (context: ListingContext) =>
  Boolean(context.view.forum) &&
  isWide(context) &&
  !context.search &&
  !context.view.state &&
  !context.view.due;

/** As many of the newest of a forum as its stages could fill up to the bound; of each audience. */
const walkedInForum = 8 * countedUpTo;

/** The stages of the newest in a forum, counted along its index alone: no row is visited. */
export function forumWalk(context: ListingContext): SQL {
  const { actor } = context;
  const conditions = sql.join(filtersOf(context), sql` and `);
  const branches = [actor.organisationId, actor.membershipId].map(
    (audience) => sql`(select ${audience}::uuid as audience, r.stage from commitment_readers r
      where r.audience_id = ${audience}::uuid and ${conditions}
      order by r.changed_at desc limit ${walkedInForum})`,
  );
  return sql`select w.audience, w.stage, count(*)::int as n
    from (${sql.join(branches, sql` union all `)}) w group by w.audience, w.stage`;
}

async function countInForum(
  tx: Tx,
  context: ListingContext,
  stages: readonly ShownStage[],
): Promise<(stage: ShownStage) => { n: number; atLeast: boolean }> {
  const walked = [
    ...(await tx.execute<{ audience: string; stage: ShownStage; n: number }>(forumWalk(context))),
  ];
  const sum = (fits: (row: (typeof walked)[number]) => boolean) =>
    walked.filter(fits).reduce((total, { n }) => total + n, 0);
  const isCut = walked.some(
    ({ audience }) => sum((row) => row.audience === audience) === walkedInForum,
  );
  const inWalk = (stage: ShownStage) => sum((row) => row.stage === stage);
  // What is rare in a long forum may still be few altogether.
  const rare = isCut ? stages.filter((stage) => inWalk(stage) <= countedUpTo) : [];
  const looked = rare.length > 0 ? await countAmongNewest(tx, context, rare) : null;
  return (stage) => {
    const n = inWalk(stage);
    const own = rare.includes(stage) ? looked?.(stage) : undefined;
    return own
      ? { n: Math.max(n, own.n), atLeast: own.atLeast }
      : { n: Math.min(n, countedUpTo), atLeast: n > countedUpTo };
  };
}

async function countAmongNewest(
  tx: Tx,
  context: ListingContext,
  stages: readonly ShownStage[],
): Promise<(stage: ShownStage) => { n: number; atLeast: boolean }> {
  const { actor } = context;
  const { prefix, sources } = sourcesOf(context);
  const fits = sources.map(
    (conditions) => sql`(${sql.join([sql`true`, ...conditions], sql` and `)})`,
  );
  const branches = [actor.organisationId, actor.membershipId].map(
    (
      audience,
    ) => sql`(select count(*) filter (where ${sql.join(fits, sql` or `)})::int as n, count(*) as walked
      from (select * from commitment_readers r where r.audience_id = ${audience}::uuid and r.stage = g.stage
        order by r.changed_at desc limit ${countedUpTo}) r)`,
  );
  const counted = await tx.execute<{ stage: ShownStage; n: number; is_cut: boolean }>(
    sql`${prefix}select g.stage, sum(b.n)::int as n, bool_or(b.walked = ${countedUpTo}) as is_cut
      from unnest(${list(stages)}::text[]) as g(stage) cross join lateral (${sql.join(branches, sql` union all `)}) b
      group by g.stage`,
  );
  const each = new Map([...counted].map(({ stage, n, is_cut }) => [stage, { n, atLeast: is_cut }]));
  return (stage) => each.get(stage) ?? { n: 0, atLeast: false };
}

/** Whether the kept counters answer: they know States and stages, and nothing else. */
export function isKept({ search, view }: ListingContext): boolean {
  return (
    !search &&
    !view.caseId &&
    !view.sessionId &&
    !view.forum &&
    !view.ownerId &&
    !view.needsMe &&
    !view.importId &&
    !view.due
  );
}

interface Counted {
  n: number;
  atLeast: boolean;
  /** Among those that were counted. */
  of(stage: ShownStage): number;
}

/** State and stage filters are answered by the kept counters; others by a count that stops at 1,000. */
async function countStages(tx: Tx, context: ListingContext): Promise<Counted> {
  const { actor, search } = context;
  const kept = isKept(context);
  if (search && "many" in search.cases) {
    // The first 200 cases alone mostly hold more than are counted.
    const some = { states: search.states, cases: { ids: search.cases.some } };
    const counted = await countStages(tx, { ...context, search: some });
    if (counted.atLeast) {
      return counted;
    }
  }
  const query = kept
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
    return { n: 0, atLeast: false, of: () => 0 };
  }
  const counted = await tx.execute<{ stage: ShownStage; n: number }>(query);
  const n = [...counted].reduce((sum, row) => sum + row.n, 0);
  const atLeast = !kept && n > countedUpTo;
  // One more than are counted was looked at, to know that there are more.
  const most = atLeast ? countedUpTo : n;
  const of = (stage: ShownStage) =>
    Math.min([...counted].find((row) => row.stage === stage)?.n ?? 0, most);
  return { n: atLeast ? countedUpTo : n, atLeast, of };
}

/**
 * No order matters to a count, but one that an index holds makes PostgreSQL walk that index and stop at the bound,
 * where it would else gather all that the filter leaves. Filters that leave little need none.
 */
function countingOrder(view: CommitmentView): SQL {
  if (view.caseId || view.sessionId || view.ownerId || view.needsMe || view.importId) {
    return sql``;
  }
  if (view.due) {
    return sql`order by r.due_on, r.commitment_id`;
  }
  return view.forum ? sql`order by r.changed_at desc` : sql``;
}

function boundedCount(context: ListingContext): SQL | null {
  const first = firstOf(context, countingOrder(context.view));
  return (
    first &&
    sql`${first.prefix}select c.stage, count(*)::int as n from (${first.rows}) c group by c.stage`
  );
}

/**
 * The first rows of what the filters leave, one more than are counted; with `extra` conditions on `r`. Null where a
 * search finds nothing.
 */
export function firstOf(
  context: ListingContext,
  order: SQL,
  extra: readonly SQL[] = [],
): { prefix: SQL; rows: SQL } | null {
  const { actor, search } = context;
  const most = countedUpTo + 1;
  const filters = [...filtersOf(context), ...extra];
  const branches = [actor.organisationId, actor.membershipId].flatMap((audience) => {
    const mine = sql`r.audience_id = ${audience}::uuid`;
    const of = (conditions: SQL[]) => sql`(select ${counted} from commitment_readers r
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
      found.push(sql`(select x.* from matched m cross join lateral (
        select ${counted} from commitment_readers r
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
  return { prefix, rows: sql`select * from (${sql.join(branches, union)}) b limit ${most}` };
}

const counted = sql.raw("r.org_id, r.commitment_id, r.stage");
