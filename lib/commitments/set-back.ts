import "server-only";
import { sql } from "drizzle-orm";

/**
 * Whether the words that we asked with were set back when consent changed, and nobody has written others since: for a
 * query that calls the table of commitments `named`.
 */
export const wordsSetBack = (named: string) => {
  const c = sql.identifier(named);
  return sql<boolean>`(${c}.wording_asked = '' and coalesce((
    select e.kind = 'consent' from commitment_events e
    where e.commitment_id = ${c}.id and e.changes ->> 'wording_asked' is not null
      and (e.kind = 'consent' or e.changes ->> 'wording_asked' <> '')
    order by e.at desc limit 1), false))`;
};
