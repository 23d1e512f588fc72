import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { ShownStage } from "@/db/reference/words";
import { type Grouping, stageLadder } from "./commitment";
import { isKey } from "./cursor";
import { among, type ListingContext, list, sourcesOf } from "./listing-filters";
import {
  areKeys,
  beyond,
  byCase,
  byChange,
  byDue,
  type Found,
  type Key,
  keysWithin,
  openBound,
  orderBy,
  turned,
  typed,
} from "./listing-keys";

/*
 * How a page of commitments is found without reading the others.
 *
 * `commitment_readers` holds one row per commitment and audience, and an actor has two audiences: their organisation
 * and their own membership. A page is therefore an ordered index scan for each of the two, cut at the page's length
 * and merged. No commitment stands under both, so nothing is ever counted or shown twice (db: refresh_commitment_readers).
 *
 * An order that goes by a small known set (States by name, stages up the ladder, sessions by date) visits the set in
 * its order and stops as soon as the page is full; so do groups, whose rows are sorted group by group. Where a filter
 * leaves few rows anyway (one case, one owner, the cases that a search found) those are sorted as they are.
 *
 * The audiences are written into the statement, although row security would find them by itself: the planner can
 * estimate and index a value, and cannot a setting. Row security still applies on top.
 */

const literal = (values: readonly (string | null)[]) =>
  `{${values.map((value) => (value === null ? "NULL" : JSON.stringify(value))).join(",")}}`;

const columns = sql.raw(
  "r.commitment_id, r.case_id, r.state_code, r.session_id, r.stage, r.changed_at, r.due_on",
);

/** One ordered scan for each audience and source, cut and merged. */
function merged(
  { actor }: ListingContext,
  sources: SQL[][],
  keys: Key[],
  extra: SQL[],
  limit: number,
): SQL {
  const branches = sources.flatMap((conditions) =>
    [actor.organisationId, actor.membershipId].map(
      (audience) => sql`(select ${columns} from commitment_readers r
        where ${sql.join([sql`r.audience_id = ${audience}::uuid`, ...conditions, ...extra], sql` and `)}
        order by ${orderBy(keys, "r")} limit ${limit})`,
    ),
  );
  // Two sources of a search may find the same commitment: only then must the union look for doubles.
  const union = sources.length > 1 ? sql` union ` : sql` union all `;
  return sql`select * from (${sql.join(branches, union)}) u order by ${orderBy(keys, "u")} limit ${limit}`;
}

interface Raw extends Record<string, unknown> {
  commitment_id: string;
  case_id: string;
  state_code: string;
  session_id: string;
  stage: ShownStage;
  changed_at: string;
  due_on: string | null;
}

async function run(tx: Tx, query: SQL): Promise<Found[]> {
  const rows = await tx.execute<Raw>(query);
  return [...rows].map((row) => ({
    id: row.commitment_id,
    caseId: row.case_id,
    stateCode: row.state_code,
    sessionId: row.session_id,
    stage: row.stage,
    changedAt: row.changed_at,
    dueOn: row.due_on,
  }));
}

const shown = (
  query: SQL,
) => sql`select p.commitment_id, p.case_id, p.state_code, p.session_id, p.stage,
  p.changed_at::text as changed_at, p.due_on::text as due_on from (${query}) p`;

/** The order of a view: its name in cursors, the keys of a row, and how a stretch of it is read. */
export interface Order {
  name: string;
  /** Whether these are keys of such a row, which the database can read. */
  fits(keys: readonly string[]): boolean;
  keysOf(row: Found): string[];
  /** Rows after `bound` (all from the start without one), in reading order or, backwards, in the reverse of it. */
  read(
    tx: Tx,
    bound: readonly string[] | null,
    backwards: boolean,
    limit: number,
  ): Promise<Found[]>;
}

export function orderOf(context: ListingContext): Order {
  const { view } = context;
  const down = view.direction === "desc";
  if (view.group) {
    return grouped(context, view.group);
  }
  if (view.sort === "state") {
    return bySet(context, "state_code", wayOf(context.statesByName, down), byChange);
  }
  if (view.sort === "case") {
    return plain(context, "case", down ? turned(byCase) : byCase);
  }
  if (view.sort === "stage") {
    return bySet(context, "stage", wayOf(stageLadder, down), byChange);
  }
  if (view.sort === "due") {
    return dueFirst(context, down ? turned(byDue) : byDue);
  }
  return plain(context, "changed", down ? byChange : turned(byChange));
}

/** Group by group, and within each as the list would go without groups. */
function grouped(context: ListingContext, group: Grouping): Order {
  const { view } = context;
  const down = view.direction === "desc";
  const inner = keysWithin(context);
  switch (group) {
    case "state":
      return view.sort === "state"
        ? bySet(context, "state_code", wayOf(context.statesByName, down), byChange)
        : bySet(context, "state_code", context.statesByName, inner);
    case "session":
      return bySet(context, "session_id", context.sessionsByDate, inner);
    case "case": {
      const [first] = byCase;
      return plain(
        context,
        "by case",
        view.sort === "case" ? inner : [{ ...(first as Key), descending: true }, ...inner],
      );
    }
    default:
      return byRegion(context);
  }
}

/** Each region is the list of its States. */
function byRegion(context: ListingContext): Order {
  const { group: _, ...view } = context.view;
  const parts = context.regions.flatMap(({ region, codes }) => {
    const state = view.state ? codes.filter((code) => view.state?.includes(code)) : [...codes];
    return state.length > 0
      ? [{ name: region, order: orderOf({ ...context, view: { ...view, state } }) }]
      : [];
  });
  const regionOf = new Map(
    context.regions.flatMap(({ region, codes }) => codes.map((code) => [code, region] as const)),
  );
  return inTurn(
    `region:${view.sort}:${view.direction}`,
    parts,
    (row) => regionOf.get(row.stateCode) ?? "",
  );
}

const wayOf = (values: readonly string[], reversed: boolean) =>
  reversed ? [...values].reverse() : values;

const nameOf = (name: string, { view }: ListingContext) =>
  [name, view.group ?? "", view.sort, view.direction].join(":");

/** By keys alone, of the rows that fulfil `only`. */
function plain(context: ListingContext, name: string, keys: Key[], only: SQL[] = []): Order {
  return {
    name: nameOf(name, context),
    fits: (written) => areKeys(keys, written),
    keysOf: (row) => keys.map((key) => key.keyOf(row)),
    read: (tx, bound, backwards, limit) => {
      const way = backwards ? turned(keys) : keys;
      const extra = bound ? [...only, beyond(way, typed(way, bound))] : only;
      return readPlain(tx, context, way, extra, limit);
    },
  };
}

/** One order after another; `partOf` says to which a row belongs. */
function inTurn(
  name: string,
  parts: readonly { name: string; order: Order }[],
  partOf: (row: Found) => string,
): Order {
  const find = (wanted: string | undefined) => parts.find((part) => part.name === wanted);
  return {
    name,
    fits: ([part, ...written]) => find(part)?.order.fits(written) ?? false,
    keysOf: (row) => [partOf(row), ...(find(partOf(row))?.order.keysOf(row) ?? [])],
    async read(tx, bound, backwards, limit) {
      const found: Found[] = [];
      const way = backwards ? [...parts].reverse() : parts;
      const first = bound ? way.findIndex((part) => part.name === bound[0]) : 0;
      for (const [index, { order }] of way.entries()) {
        if (index >= first && found.length < limit) {
          const from = bound && index === first ? bound.slice(1) : null;
          found.push(...(await order.read(tx, from, backwards, limit - found.length)));
        }
      }
      return found;
    },
  };
}

function readPlain(tx: Tx, context: ListingContext, keys: Key[], extra: SQL[], limit: number) {
  const { view, search } = context;
  const { prefix, sources } = sourcesOf(context);
  if (sources.length === 0) {
    return Promise.resolve([]);
  }
  // One State or stage is a prefix of an index in this very order; of several, each has its own ordered stretch.
  const several =
    keys[0]?.name === "changed_at" && !search && !isNarrow(context)
      ? view.state && view.state.length > 1 && view.state.length <= 20
        ? (["state_code", view.state] as const)
        : !view.state && view.stage && view.stage.length > 1
          ? (["stage", view.stage] as const)
          : null
      : null;
  if (several) {
    const [column, values] = several;
    const inner = merged(
      context,
      sources,
      keys,
      [...extra, sql`r.${sql.raw(column)} = g.value`],
      limit,
    );
    return run(
      tx,
      shown(sql`select x.* from unnest(${list(values)}::text[]) as g(value) cross join lateral (${inner}) x
        order by ${orderBy(keys, "x")} limit ${limit}`),
    );
  }
  return run(tx, sql`${prefix}${shown(merged(context, sources, keys, extra, limit))}`);
}

/**
 * The newest of each stage, at most `limit` of each, in one statement: a stretch of an index for each of them, or, where
 * the filters leave few, all of those once.
 */
export function newestOfEach(
  tx: Tx,
  context: ListingContext,
  stages: readonly ShownStage[],
  limit: number,
): Promise<Found[]> {
  const { prefix, sources } = sourcesOf(context);
  if (sources.length === 0) {
    return Promise.resolve([]);
  }
  const isFew = isNarrow(context) || context.view.sessionId;
  const inner = merged(context, sources, byChange, [sql`r.stage = g.value`], limit);
  const newest = isFew
    ? sql`select * from (
        select r.*, row_number() over (partition by r.stage order by ${orderBy(byChange, "r")}) as place
        from (${whole(context, sources)}) r where ${among("stage", stages)}) x
        where x.place <= ${limit} order by x.place`
    : sql`select x.* from unnest(${list(stages)}::text[]) as g(value)
        cross join lateral (${inner}) x order by ${orderBy(byChange, "x")}`;
  return run(tx, sql`${prefix}${shown(newest)}`);
}

/** Rows with a date in its order, then those without one by their last change. */
function dueFirst(context: ListingContext, keys: Key[]): Order {
  const dated = { name: "dated", order: plain(context, "due", keys, [sql`r.due_on is not null`]) };
  const undated = {
    name: "undated",
    order: plain(context, "due", byChange, [sql`r.due_on is null`]),
  };
  return inTurn(nameOf("due", context), context.view.due ? [dated] : [dated, undated], (row) =>
    row.dueOn ? "dated" : "undated",
  );
}

/** By a small set in a given order (States by name, the ladder of stages, sessions by date), then by `inner`. */
function bySet(
  context: ListingContext,
  column: "state_code" | "stage" | "session_id",
  all: readonly string[],
  inner: Key[],
): Order {
  const { view } = context;
  const wanted =
    column === "state_code" ? view.state : column === "stage" ? view.stage : view.sessionId;
  const set = wanted
    ? all.filter((value) => ([wanted].flat() as string[]).includes(value))
    : [...all];
  const group = (row: Found) =>
    column === "state_code" ? row.stateCode : column === "stage" ? row.stage : row.sessionId;
  return {
    name: nameOf(column, context),
    fits: ([value, ...written]) => isKey("text", value) && areKeys(inner, written),
    keysOf: (row) => [group(row), ...inner.map((key) => key.keyOf(row))],
    read(tx, bound, backwards, limit) {
      const keys = backwards ? turned(inner) : inner;
      const way = backwards ? [...set].reverse() : set;
      const start = bound ? way.indexOf(bound[0] as string) : 0;
      const values = start < 0 ? [] : way.slice(start);
      const { prefix, sources } = sourcesOf(context);
      if (values.length === 0 || sources.length === 0) {
        return Promise.resolve([]);
      }
      const from = bound ? bound.slice(1) : null;
      return isNarrow(context)
        ? readNarrow(tx, context, { column, values, keys, from, limit })
        : readStepwise(tx, context, prefix, sources, { column, values, keys, from, limit });
    },
  };
}

interface Stretch {
  column: "state_code" | "stage" | "session_id";
  values: string[];
  keys: Key[];
  /** The keys of the row after which the first value goes on. */
  from: readonly string[] | null;
  limit: number;
}

/** Value by value in the set's order; the subquery's own order lets PostgreSQL stop when the page is full. */
function readStepwise(
  tx: Tx,
  context: ListingContext,
  prefix: SQL,
  sources: SQL[][],
  { column, values, keys, from, limit }: Stretch,
) {
  // A bound before everything for all values but the first, so that one condition serves and the index carries it.
  const open = keys.map(openBound);
  const bounds = values.map((_, index) => (index === 0 && from ? from : open));
  const names = sql.raw(keys.map((_, index) => `b${index}`).join(", "));
  const condition = beyond(
    keys,
    keys.map((_, index) => sql.raw(`g.b${index}`)),
  );
  const type = column === "session_id" ? "uuid" : "text";
  const inner = merged(
    context,
    sources,
    keys,
    [sql`r.${sql.raw(column)} = g.value`, condition],
    limit,
  );
  const boundArrays = keys.map(
    ({ cast }, at) => sql`${literal(bounds.map((bound) => bound[at] ?? null))}::${sql.raw(cast)}[]`,
  );
  return run(
    tx,
    sql`${prefix}${shown(sql`select x.* from (
      select * from unnest(${list(values)}::${sql.raw(type)}[], ${sql.join(boundArrays, sql`, `)})
        with ordinality as v(value, ${names}, place) order by place) g
      cross join lateral (${inner}) x
      order by g.place, ${orderBy(keys, "x")} limit ${limit}`)}`,
  );
}

/** Everything that the filters leave, in no order. */
export function whole({ actor }: ListingContext, sources: SQL[][]): SQL {
  return sql.join(
    sources.flatMap((conditions) =>
      [actor.organisationId, actor.membershipId].map(
        (audience) => sql`(select ${columns} from commitment_readers r
          where ${sql.join([sql`r.audience_id = ${audience}::uuid`, ...conditions], sql` and `)})`,
      ),
    ),
    sources.length > 1 ? sql` union ` : sql` union all `,
  );
}

/** Few rows anyway: read them all and sort. */
function readNarrow(
  tx: Tx,
  context: ListingContext,
  { column, values, keys, from, limit }: Stretch,
) {
  const type = column === "session_id" ? "uuid" : "text";
  const place = sql`array_position(${list(values)}::${sql.raw(type)}[], r.${sql.raw(column)})`;
  const { prefix, sources } = sourcesOf(context);
  const after = from ? sql`(${place} > 1 or (${beyond(keys, typed(keys, from))}))` : sql`true`;
  return run(
    tx,
    sql`${prefix}${shown(sql`select * from (select r.*, ${place} as place from (${whole(context, sources)}) r where ${after}) x
      where x.place is not null order by x.place, ${orderBy(keys, "x")} limit ${limit}`)}`,
  );
}

/** Whether the filters leave few enough rows to sort. */
export function isNarrow({ view, search }: ListingContext): boolean {
  return Boolean(
    view.caseId ||
      view.ownerId ||
      view.needsMe ||
      view.importId ||
      view.due === "late" ||
      view.due === "week" ||
      (view.sessionId && view.sort === "stage" && !view.group) ||
      (search && "ids" in search.cases && search.states.length === 0),
  );
}
