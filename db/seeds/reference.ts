import { createHash, randomInt } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres, { type JSONValue, type TransactionSql } from "postgres";
import { openDriver } from "../driver";
import { type Dataset, datasets, type TableRows } from "./reference-rows";

export type LoadedDataset = {
  dataset: string;
  /** Rows added, altered, retired or removed; 0 when this version was there already. */
  changed: number;
};

/**
 * Brings the shipped reference data to this program's version. Runs as the owner of the schema, all of
 * it in one transaction under an advisory lock, so that any number of instances may start together and
 * nobody ever reads half a version. Datasets whose checksum is loaded are skipped; one that a newer
 * program loaded is left alone. Only reference tables are written, and of `sessions` only the rows with
 * a reference key.
 */
export async function loadReference(
  ownerUrl: string,
  folder: string = shippedFolder,
): Promise<LoadedDataset[]> {
  const sql = openDriver(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const wanted = await Promise.all(
      Object.entries(datasets).map(([name, source]) => readDataset(name, source, folder)),
    );
    return await sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(hashtextextended('plenary reference data', 0))`;
      const loaded = await loadedVersions(tx);
      const results: LoadedDataset[] = [];
      for (const dataset of wanted) {
        const known = loaded.get(dataset.name);
        const current = known?.sha256 === dataset.sha256;
        const changed = current ? 0 : await loadDataset(tx, dataset, known?.asOf);
        results.push({ dataset: dataset.name, changed });
      }
      return results;
    });
  } finally {
    await sql.end({ timeout: 5 });
  }
}

const shippedFolder = fileURLToPath(new URL("../reference", import.meta.url));

/** Raise it when the way from file to row changes, and every installation loads again. */
const loaderRevision = 2;

type Wanted = { name: string; sha256: string; parse: () => Dataset };

async function readDataset(
  name: string,
  source: (typeof datasets)[keyof typeof datasets],
  folder: string,
): Promise<Wanted> {
  const texts = await Promise.all(source.files.map((file) => readFile(join(folder, file), "utf8")));
  const hash = createHash("sha256").update(`revision ${loaderRevision}\n`);
  for (const text of texts) {
    hash.update(text);
  }
  return {
    name,
    sha256: hash.digest("hex"),
    parse: () => source.build(texts.map((text) => JSON.parse(text))),
  };
}

async function loadedVersions(tx: TransactionSql) {
  const rows = await tx<{ dataset: string; sha256: string; asOf: string }[]>`
    select dataset, sha256, as_of::text as "asOf" from public.reference_versions`;
  return new Map(rows.map((row) => [row.dataset, row]));
}

async function loadDataset(
  tx: TransactionSql,
  wanted: Wanted,
  loadedAsOf: string | undefined,
): Promise<number> {
  const dataset = wanted.parse();
  // During a rolling upgrade an instance of the older program may start last.
  if (loadedAsOf && loadedAsOf > dataset.meta.as_of) {
    return 0;
  }
  let changed = 0;
  for (const table of dataset.tables) {
    changed += await writing(tx, table, () => upsertRows(tx, table));
  }
  for (const table of dataset.tables.toReversed()) {
    changed += await writing(tx, table, () => dropRows(tx, table));
  }
  await tx`
    insert into public.reference_versions (dataset, as_of, sha256, meta)
    values (${wanted.name}, ${dataset.meta.as_of}, ${wanted.sha256}, ${tx.json(dataset.meta as JSONValue)})
    on conflict (dataset) do update set
      as_of = excluded.as_of, sha256 = excluded.sha256, meta = excluded.meta, loaded_at = now()`;
  return changed;
}

/** `sessions` also holds rows of organisations, so even its owner is behind the wall; the guard is not. */
async function writing<T>(tx: TransactionSql, { table }: TableRows, work: () => Promise<T>) {
  if (table !== "sessions") {
    return await work();
  }
  const [before] = await tx<{ role: string }[]>`select current_setting('role') as role`;
  await tx`select set_config('role', 'plenary_guard', true)`;
  const result = await work();
  await tx`select set_config('role', ${before?.role ?? "none"}, true)`;
  return result;
}

async function upsertRows(tx: TransactionSql, { table, key, rows }: TableRows): Promise<number> {
  const [first] = rows;
  if (!first) {
    return 0;
  }
  const columns = Object.keys(first);
  const others = columns.filter((column) => !key.includes(column));
  const insertOnly = table === "states" ? ["key"] : [];
  const values = table === "states" ? rows.map((row) => ({ ...row, key: opaqueKey() })) : rows;
  const list = (names: string[], prefix = "") =>
    names.map((name) => `${prefix}"${name}"`).join(", ");
  // The row type of the table itself turns JSON into each column's type: arrays, dates, jsonb.
  const written = await tx.unsafe(
    `insert into public."${table}" as kept (${list([...columns, ...insertOnly])})
     select ${list([...columns, ...insertOnly])}
       from jsonb_populate_recordset(null::public."${table}", $1::jsonb)
     on conflict (${list(key)}) do update
       set ${others.map((name) => `"${name}" = excluded."${name}"`).join(", ")}
       where (${list(others, "kept.")}) is distinct from (${list(others, "excluded.")})
     returning 1`,
    [tx.json(values as JSONValue)],
  );
  return written.length;
}

/** Rows that the data no longer has: removed where nobody refers to them, retired where somebody does. */
async function dropRows(tx: TransactionSql, table: TableRows): Promise<number> {
  const name = `public."${table.table}"`;
  const same = table.key.map((column) => `wanted."${column}" = kept."${column}"`).join(" and ");
  const mine = table.table === "sessions" ? "kept.reference_key is not null" : "true";
  const unretired = table.retire
    ? table.retire === "status"
      ? "kept.status <> 'retired'"
      : "kept.retired_at is null"
    : "true";
  const gone = await tx.unsafe<{ place: string }[]>(
    `select kept.ctid::text as place from ${name} as kept
      where ${mine} and ${unretired} and not exists (
        select 1 from jsonb_populate_recordset(null::${name}, $1::jsonb) as wanted where ${same})`,
    [tx.json(table.rows as JSONValue)],
  );
  const removable = await mayRemove(tx, table.table);
  for (const { place } of gone) {
    if (!(removable && (await removed(tx, name, place)))) {
      const mark = table.retire === "status" ? "status = 'retired'" : "retired_at = now()";
      await tx.unsafe(`update ${name} set ${mark} where ctid = $1::tid`, [place]);
    }
  }
  return gone.length;
}

/**
 * A reference that cascades would carry the removal into what users wrote, and row-level security may
 * hide those rows from us: then nothing is removed at all. Aliases are ours and go with their State.
 */
async function mayRemove(tx: TransactionSql, table: string): Promise<boolean> {
  const [found] = await tx<{ cascades: boolean }[]>`
    select exists (
      select 1 from pg_constraint
      where contype = 'f' and confdeltype not in ('a', 'r')
        and confrelid = ${`public.${table}`}::regclass
        and conrelid <> 'public.state_aliases'::regclass
    ) as cascades`;
  return found?.cascades === false;
}

// PostgreSQL 18 tells a RESTRICT apart from other broken references; before, both were the second.
const stillReferredTo = new Set(["23001", "23503"]);

async function removed(tx: TransactionSql, name: string, place: string): Promise<boolean> {
  try {
    await tx.savepoint((inner) =>
      inner.unsafe(`delete from ${name} where ctid = $1::tid`, [place]),
    );
    return true;
  } catch (error) {
    if (error instanceof postgres.PostgresError && stillReferredTo.has(error.code)) {
      return false;
    }
    throw error;
  }
}

/** What addresses show instead of a State's code. Made once, kept for ever, different in each installation. */
function opaqueKey(): string {
  const letters = "0123456789abcdefghjkmnpqrstvwxyz";
  return Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join("");
}
