import { sql } from "drizzle-orm";
import { editions } from "@/db/schema/alerts";

const shown = sql`app.edition_as_shown(${editions.id})`;

/** What an edition says of itself, without the names that are withheld since. */
export const correction = sql<string>`${shown} ->> 'correction'`;

/** Who stood under an edition, as they may be shown now. */
export const signatures = {
  signatories: sql<{ name: string; capacity: string }[]>`${shown} -> 'signatories'`,
  unnamedSignatories: sql<number>`(${shown} ->> 'unnamed')::integer`,
  /** When a name was withheld last; null where none was. */
  namesChangedAt: sql<Date | null>`(${shown} ->> 'changedAt')::timestamptz`.mapWith(
    (at: string | Date) => new Date(at),
  ),
};
