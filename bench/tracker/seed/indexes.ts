import type { Sql } from "postgres";

/** Loads big tables without their indexes and makes the same ones again: minutes become seconds. Keys stay. */
export async function withoutIndexes(
  sql: Sql,
  tables: string[],
  load: () => Promise<void>,
): Promise<void> {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i
    where i.indrelid::regclass::text in ${sql(tables)}
      and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)`;
  for (const { name } of indexes) {
    await sql.unsafe(`drop index ${name}`);
  }
  await load();
  for (const { definition } of indexes) {
    await sql.unsafe(definition);
  }
}
