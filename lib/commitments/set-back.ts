import "server-only";
import { sql } from "drizzle-orm";

/**
 * Whether the words that we asked with were set back when consent changed, and nobody has written others since: for a
 * query that calls the table of commitments `named`.
 */
export const wordsSetBack = (named: string) => isSetBack(named, "wording_asked");

/** The same of what the State offered to say, or of its condition. */
export const offerSetBack = (named: string) =>
  sql<boolean>`(${isSetBack(named, "wording_offered")} or ${isSetBack(named, "condition")})`;

function isSetBack(named: string, column: string) {
  const c = sql.identifier(named);
  const words = sql`e.changes ->> ${sql.raw(`'${column}'`)}`;
  return sql<boolean>`(${c}.${sql.identifier(column)} = '' and coalesce((
    select e.kind = 'consent' from commitment_events e
    where e.commitment_id = ${c}.id and ${words} is not null and (e.kind = 'consent' or ${words} <> '')
    order by e.at desc limit 1), false))`;
}
