import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { asSuperuser } from "@/db/testing/superuser";

/** What an import leaves in each table, in the order in which it can be written. */
const tables = [
  ["commitments", "import_id = "],
  ["commitment_events", "import_id = "],
  ["commitment_readers", "commitment_id in (select id from commitments where import_id = "],
  ["audit_log", "details -> 'import_id' ->> 1 = "],
  ["import_rows", "import_id = "],
] as const;

/**
 * Copies the rows that an import left out of the database, takes them away and copies them back: into the same tables
 * with their keys and indexes, in one transaction, without triggers, rights or checks of ours. In milliseconds.
 */
export async function bareCopy(importId: string): Promise<{ all: number; commitments: number }> {
  const superuser = asSuperuser();
  const taken: Record<string, number> = {};
  await superuser.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    const wholes = new Map<string, Buffer[]>();
    const where = (rule: string) => `${rule}'${importId}'${rule.includes("(") ? ")" : ""}`;
    for (const [table, rule] of tables) {
      const stream = await sql
        .unsafe(`copy (select * from ${table} where ${where(rule)}) to stdout`)
        .readable();
      const pieces: Buffer[] = [];
      for await (const piece of stream) {
        pieces.push(piece as Buffer);
      }
      wholes.set(table, pieces);
    }
    await sql`alter table audit_log disable trigger all`;
    for (const [table, rule] of tables.toReversed()) {
      await sql.unsafe(`delete from ${table} where ${where(rule)}`);
    }
    await sql`alter table audit_log enable trigger all`;
    for (const [table] of tables) {
      const start = performance.now();
      const into = await sql.unsafe(`copy ${table} from stdin`).writable();
      await pipeline(Readable.from(wholes.get(table) ?? []), into);
      taken[table] = performance.now() - start;
    }
  });
  const all = Object.values(taken).reduce((sum, ms) => sum + ms, 0);
  return { all, commitments: taken.commitments ?? 0 };
}
