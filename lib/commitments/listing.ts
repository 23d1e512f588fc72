import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { ShownStage } from "@/db/reference/words";
import { stageLadder } from "./commitment";
import { isKey, type KeyKind } from "./cursor";
import { among, type ListingContext, list, sourcesOf } from "./listing-filters";

/*
 * How a page of commitments is found without reading the others.
 *
 * `commitment_readers` holds one row per commitment and audience, and an actor has two audiences: their organisation
 * and their own membership. A page is therefore an ordered index scan for each of the two, cut at the page's length
 * and merged. No commitment stands under both, so nothing is ever counted or shown twice (db: refresh_commitment_readers).
 *
 * An order that goes by a small known set (States by name, stages up the ladder, sessions by date) visits the set in
 * its order and stops as soon as the page is full. Where a filter leaves few rows anyway (one case, one owner, the
 * cases that a search found) those are sorted as they are.
 *
 * The audiences are written into the statement, although row security would find them by itself: the planner can
 * estimate and index a value, and cannot a setting. Row security still applies on top.
 */

/** What a page is known by before its details are read. */
export interface Found {
  id: string;
  caseId: string;
  stateCode: string;
  sessionId: string;
  stage: ShownStage;
  changedAt: string;
  dueOn: string | null;
}

type Bound = readonly [string, string];

interface Key {
  column: "changed_at" | "state_code" | "case_id" | "due_on" | "commitment_id";
  cast: KeyKind;
  descending: boolean;
}

const byChange: Key[] = [
  { column: "changed_at", cast: "timestamptz", descending: true },
  { column: "commitment_id", cast: "uuid", descending: false },
];
const byState: Key[] = [
  { column: "state_code", cast: "text", descending: false },
  { column: "commitment_id", cast: "uuid", descending: false },
];
const byDue: Key[] = [
  { column: "due_on", cast: "date", descending: false },
  { column: "commitment_id", cast: "uuid", descending: false },
];
const byCase: Key[] = [
  { column: "case_id", cast: "uuid", descending: false },
  { column: "state_code", cast: "text", descending: false },
  { column: "commitment_id", cast: "uuid", descending: false },
];

const turned = (keys: Key[]) => keys.map((key) => ({ ...key, descending: !key.descending }));

const literal = (values: readonly (string | null)[]) =>
  `{${values.map((value) => (value === null ? "NULL" : JSON.stringify(value))).join(",")}}`;

const columns = sql.raw(
  "r.commitment_id, r.case_id, r.state_code, r.session_id, r.stage, r.changed_at, r.due_on",
);

const orderBy = (keys: Key[], alias: string) =>
  sql.raw(keys.map((k) => `${alias}.${k.column} ${k.descending ? "desc" : "asc"}`).join(", "));

/** Rows that come after a given one. Written so that the first key bounds the index scan. */
function beyond(keys: Key[], values: readonly SQL[]): SQL {
  const [first, second] = keys;
  if (!first || !second || values.length !== keys.length) {
    throw new Error("A bound has one value for each key.");
  }
  if (keys.every((key) => key.descending === first.descending)) {
    return sql`(${sql.raw(keys.map((key) => `r.${key.column}`).join(", "))}) ${sql.raw(first.descending ? "<" : ">")}
      (${sql.join([...values], sql`, `)})`;
  }
  const sign = (key: Key) => sql.raw(key.descending ? "<" : ">");
  const [a, b] = [sql.raw(`r.${first.column}`), sql.raw(`r.${second.column}`)];
  return sql`${a} ${sign(first)}= ${values[0]} and (${a} ${sign(first)} ${values[0]} or ${b} ${sign(second)} ${values[1]})`;
}

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
  if (view.group === "state" || (!view.group && view.sort === "state")) {
    return bySet(context, "state_code", wayOf(context.statesByName, down && !view.group), byChange);
  }
  if (view.group === "region") {
    return bySet(context, "state_code", context.statesByRegion, byChange);
  }
  if (view.group === "session") {
    return bySet(context, "session_id", context.sessionsByDate, byState);
  }
  if (view.group === "case" || view.sort === "case") {
    return plain(context, "case", view.group || down ? turned(byCase) : byCase);
  }
  if (view.sort === "stage") {
    return bySet(context, "stage", wayOf(stageLadder, down), byChange);
  }
  if (view.sort === "due") {
    return dueFirst(context, down ? turned(byDue) : byDue);
  }
  return plain(context, "changed", down ? byChange : turned(byChange));
}

const wayOf = (values: readonly string[], reversed: boolean) =>
  reversed ? [...values].reverse() : values;

const keyOf = (row: Found, column: Key["column"]): string =>
  column === "changed_at"
    ? row.changedAt
    : column === "state_code"
      ? row.stateCode
      : column === "case_id"
        ? row.caseId
        : column === "due_on"
          ? (row.dueOn ?? "")
          : row.id;

const areKeys = (keys: Key[], written: readonly string[]) =>
  written.length === keys.length && keys.every((key, index) => isKey(key.cast, written[index]));

const typed = (keys: Key[], values: readonly string[]) =>
  keys.map((key, index) => sql`${values[index]}::${sql.raw(key.cast)}`);

function plain(context: ListingContext, name: string, keys: Key[]): Order {
  return {
    name: `${name}:${context.view.direction}`,
    fits: (written) => areKeys(keys, written),
    keysOf: (row) => keys.map((key) => keyOf(row, key.column)),
    read: (tx, bound, backwards, limit) => {
      const way = backwards ? turned(keys) : keys;
      return readPlain(tx, context, way, bound ? [beyond(way, typed(way, bound))] : [], limit);
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
    keys[0]?.column === "changed_at" && !search && !isNarrow(context)
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
  const stretches = [
    { name: "dated", keys, only: sql`r.due_on is not null` },
    { name: "undated", keys: byChange, only: sql`r.due_on is null` },
  ];
  return {
    name: `due:${context.view.direction}`,
    fits: ([name, ...written]) =>
      stretches.some((stretch) => stretch.name === name && areKeys(stretch.keys, written)),
    keysOf: (row) => {
      const stretch = stretches[row.dueOn ? 0 : 1] as (typeof stretches)[0];
      return [stretch.name, ...stretch.keys.map((key) => keyOf(row, key.column))];
    },
    async read(tx, bound, backwards, limit) {
      const found: Found[] = [];
      const way = backwards ? [...stretches].reverse() : stretches;
      const first = bound ? way.findIndex((stretch) => stretch.name === bound[0]) : 0;
      for (const [index, stretch] of way.entries()) {
        if (
          index < first ||
          found.length >= limit ||
          (context.view.due && stretch.name === "undated")
        ) {
          continue;
        }
        const order = backwards ? turned(stretch.keys) : stretch.keys;
        const extra = [stretch.only];
        if (bound && index === first) {
          extra.push(beyond(order, typed(order, bound.slice(1))));
        }
        found.push(...(await readPlain(tx, context, order, extra, limit - found.length)));
      }
      return found;
    },
  };
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
    name: `${column}:${view.group ?? ""}:${view.direction}`,
    fits: ([value, ...written]) => isKey("text", value) && areKeys(inner, written),
    keysOf: (row) => [group(row), ...inner.map((key) => keyOf(row, key.column))],
    read(tx, bound, backwards, limit) {
      const keys = backwards ? turned(inner) : inner;
      const way = backwards ? [...set].reverse() : set;
      const start = bound ? way.indexOf(bound[0] as string) : 0;
      const values = start < 0 ? [] : way.slice(start);
      const { prefix, sources } = sourcesOf(context);
      if (values.length === 0 || sources.length === 0) {
        return Promise.resolve([]);
      }
      const from = (bound ? bound.slice(1) : null) as Bound | null;
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
  from: Bound | null;
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
  const [first, second] = keys as [Key, Key];
  // A bound before everything for all values but the first, so that one condition serves and the index carries it.
  const open: Bound =
    first.column === "changed_at"
      ? [first.descending ? "infinity" : "-infinity", "00000000-0000-0000-0000-000000000000"]
      : first.descending
        ? ["~", "ffffffff-ffff-ffff-ffff-ffffffffffff"]
        : ["", "00000000-0000-0000-0000-000000000000"];
  const bounds = values.map((_, index) => (index === 0 && from ? from : open));
  const condition = beyond(keys, [sql`g.first`, sql`g.second`]);
  const type = column === "session_id" ? "uuid" : "text";
  const inner = merged(
    context,
    sources,
    keys,
    [sql`r.${sql.raw(column)} = g.value`, condition],
    limit,
  );
  return run(
    tx,
    sql`${prefix}${shown(sql`select x.* from (
      select * from unnest(${list(values)}::${sql.raw(type)}[],
        ${literal(bounds.map((bound) => bound[0]))}::${sql.raw(first.cast)}[],
        ${literal(bounds.map((bound) => bound[1]))}::${sql.raw(second.cast)}[])
        with ordinality as v(value, first, second, place) order by place) g
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
