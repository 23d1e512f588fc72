import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { ShownStage } from "@/db/reference/words";
import { stageLadder } from "./commitment";
import { isKey, type KeyKind } from "./cursor";
import { type ListingContext, list } from "./listing-filters";

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

/** One of the values by which rows are ordered. */
export interface Key {
  name: string;
  cast: KeyKind;
  descending: boolean;
  /** The value of a row that is called `alias`; never null. */
  of(alias: string): SQL;
  /** The same of a row that was read, as a cursor keeps it. */
  keyOf(row: Found): string;
}

function column(
  name: string,
  cast: KeyKind,
  descending: boolean,
  keyOf: (row: Found) => string,
): Key {
  return { name, cast, descending, keyOf, of: (alias) => sql.raw(`${alias}.${name}`) };
}

const changedAt = column("changed_at", "timestamptz", true, (row) => row.changedAt);
const stateCode = column("state_code", "text", false, (row) => row.stateCode);
const caseId = column("case_id", "uuid", false, (row) => row.caseId);
const dueOn = column("due_on", "date", false, (row) => row.dueOn ?? "");
const id = column("commitment_id", "uuid", false, (row) => row.id);

export const byChange: Key[] = [changedAt, id];
export const byDue: Key[] = [dueOn, id];
export const byCase: Key[] = [caseId, stateCode, id];

export const turned = (keys: readonly Key[]): Key[] =>
  keys.map((key) => ({ ...key, descending: !key.descending }));

/** By the place in a known set; what is not in it comes first. */
function placeIn(
  set: readonly string[],
  name: "stage" | "state_code",
  descending: boolean,
  of: (row: Found) => string,
): Key {
  return {
    name: `place of ${name}`,
    cast: "integer",
    descending,
    of: (alias) =>
      sql`coalesce(array_position(${list(set)}::text[], ${sql.raw(`${alias}.${name}`)}), 0)`,
    keyOf: (row) => String(set.indexOf(of(row)) + 1),
  };
}

/**
 * The order of a view within each of its groups, whose rows are sorted for it: the keys need not be those of an index.
 */
export function keysWithin({ view, statesByName }: ListingContext): Key[] {
  const down = view.direction === "desc";
  switch (view.sort) {
    case "due":
      return [dated(down), changedIfUndated, id];
    case "state":
      return [placeIn(statesByName, "state_code", down, (row) => row.stateCode), ...byChange];
    case "stage":
      return [placeIn(stageLadder, "stage", down, (row) => row.stage), ...byChange];
    case "case":
      return down ? turned(byCase) : byCase;
    default:
      return down ? byChange : turned(byChange);
  }
}

/** What has no date comes last, whichever way the others go. */
function dated(descending: boolean): Key {
  const last = descending ? "-infinity" : "infinity";
  return {
    name: "dated",
    cast: "date",
    descending,
    of: (alias) => sql.raw(`coalesce(${alias}.due_on, '${last}'::date)`),
    keyOf: (row) => row.dueOn ?? last,
  };
}

const changedIfUndated: Key = {
  name: "changed if undated",
  cast: "timestamptz",
  descending: true,
  of: (alias) =>
    sql.raw(
      `case when ${alias}.due_on is null then ${alias}.changed_at else 'infinity'::timestamptz end`,
    ),
  keyOf: (row) => (row.dueOn ? "infinity" : row.changedAt),
};

export const orderBy = (keys: readonly Key[], alias: string): SQL =>
  sql.join(
    keys.map((key) => sql`${key.of(alias)} ${sql.raw(key.descending ? "desc" : "asc")}`),
    sql`, `,
  );

/** Rows of `r` that come after a given one. Written so that the first key bounds the index scan. */
export function beyond(keys: readonly Key[], values: readonly SQL[]): SQL {
  const [first] = keys;
  if (!first || values.length !== keys.length) {
    throw new Error("A bound has one value for each key.");
  }
  if (keys.every((key) => key.descending === first.descending)) {
    const row = sql.join(
      keys.map((key) => key.of("r")),
      sql`, `,
    );
    return sql`(${row}) ${sql.raw(first.descending ? "<" : ">")} (${sql.join([...values], sql`, `)})`;
  }
  const from = (at: number): SQL => {
    const [key, value] = [keys[at] as Key, values[at] as SQL];
    const past = sql`${key.of("r")} ${sql.raw(key.descending ? "<" : ">")} ${value}`;
    return at === keys.length - 1
      ? past
      : sql`(${past} or (${key.of("r")} = ${value} and ${from(at + 1)}))`;
  };
  return sql`${first.of("r")} ${sql.raw(first.descending ? "<=" : ">=")} ${values[0]} and ${from(0)}`;
}

const bounds: Record<KeyKind, { first: string; last: string }> = {
  timestamptz: { first: "-infinity", last: "infinity" },
  date: { first: "-infinity", last: "infinity" },
  text: { first: "", last: "~" },
  uuid: {
    first: "00000000-0000-0000-0000-000000000000",
    last: "ffffffff-ffff-ffff-ffff-ffffffffffff",
  },
  integer: { first: "-1", last: "2147483647" },
};

/** A value of a key that comes before all others. */
export const openBound = ({ cast, descending }: Key): string =>
  bounds[cast][descending ? "last" : "first"];

export const areKeys = (keys: readonly Key[], written: readonly string[]) =>
  written.length === keys.length && keys.every((key, index) => isKey(key.cast, written[index]));

export const typed = (keys: readonly Key[], values: readonly string[]) =>
  keys.map((key, index) => sql`${values[index]}::${sql.raw(key.cast)}`);
