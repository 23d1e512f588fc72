import { sql } from "drizzle-orm";
import { check, date, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** Time-ordered, and made in the database when the application has not made one: no id tells how many there are. */
export const id = () => uuid().notNull().default(sql`app.uuidv7()`);

export const moment = () => timestamp({ withTimezone: true, mode: "date" });

export const now = () => moment().notNull().defaultNow();

export const day = () => date({ mode: "string" });

export const precisions = ["day", "month", "year", "about", "range", "unknown"] as const;

/** `column in ('a', 'b')` as a named check: text with a check stays usable in an index under row security, an enum does not. */
export function oneOf(name: string, column: string, words: readonly string[]) {
  const list = words.map((word) => `'${word}'`).join(", ");
  return check(name, sql.raw(`${column} is null or ${column} in (${list})`));
}

/** A date as it is known: the first day of it, the last day of a range, and how precise it is. */
export function approximateDate<const P extends string>(prefix: P) {
  return {
    [`${prefix}On`]: day(),
    [`${prefix}Until`]: day(),
    [`${prefix}Precision`]: text().notNull().default("unknown"),
  } as {
    [K in `${P}On` | `${P}Until`]: ReturnType<typeof day>;
  } & { [K in `${P}Precision`]: ReturnType<typeof precision> };
}

const precision = () => text().notNull().default("unknown");
