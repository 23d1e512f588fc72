import type { DatePrecision, KnownDate } from "@/lib/i18n/format";

/** A date as the tables keep it: the first day that it can be, the last where there is an end, and the precision. */
export interface StoredDate {
  on: string | null;
  until: string | null;
  precision: DatePrecision;
}

/**
 * What is kept of a date. "About" and ranges may be known to the day, the month or the year, and the tables have no
 * column for that: a month is kept as its first and last day, a year as its 1 January and 31 December.
 */
export function storeDate({ precision, from, to }: KnownDate): StoredDate {
  if (precision === "unknown") {
    return { on: null, until: null, precision };
  }
  const on = from ? firstDay(from) : null;
  if (precision === "range") {
    return { on, until: to ? lastDay(to) : null, precision };
  }
  const isCoarse = precision === "about" && from !== null && from.length < 10;
  return { on, until: isCoarse ? lastDay(from) : null, precision };
}

/**
 * The date as it is shown. Whole months and years lose their days again: an exact range that happens to begin on
 * the first of a month is then shown as coarser than it is known, which is the harmless side to err on. A day that
 * nobody knew would not be.
 */
export function knownDate({ on, until, precision }: StoredDate): KnownDate {
  switch (precision) {
    case "unknown":
      return { precision, from: null, to: null };
    case "day":
      return { precision, from: on };
    case "month":
      return { precision, from: on?.slice(0, 7) ?? null };
    case "year":
      return { precision, from: on?.slice(0, 4) ?? null };
    case "about":
      return { precision, from: on && until ? wholeOf(on, until) : on };
    default: {
      const isYears =
        (on === null || on.endsWith("-01-01")) && (until === null || until.endsWith("-12-31"));
      const months = isYears ? 4 : 7;
      return {
        precision,
        from: on?.endsWith("-01") ? on.slice(0, months) : on,
        to: until && until === lastDay(until.slice(0, 7)) ? until.slice(0, months) : until,
      };
    }
  }
}

type DateColumns<Prefix extends string> = {
  [K in `${Prefix}On` | `${Prefix}Until`]: string | null;
} & {
  [K in `${Prefix}Precision`]: string;
};

/** From columns named `<prefix>On`, `<prefix>Until` and `<prefix>Precision`. */
export function knownDateOf<Prefix extends string>(
  prefix: Prefix,
  row: DateColumns<Prefix>,
): KnownDate {
  const columns = row as Record<string, string | null>;
  return knownDate({
    on: columns[`${prefix}On`] ?? null,
    until: columns[`${prefix}Until`] ?? null,
    precision: columns[`${prefix}Precision`] as DatePrecision,
  });
}

/** The three columns of an approximate date, as `knownDateOf` reads them. */
export function dateColumns<Prefix extends string>(prefix: Prefix, date: StoredDate) {
  return {
    [`${prefix}On`]: date.on,
    [`${prefix}Until`]: date.until,
    [`${prefix}Precision`]: date.precision,
  } as DateColumns<Prefix>;
}

function wholeOf(on: string, until: string): string {
  return on.endsWith("-01-01") && until.endsWith("-12-31") ? on.slice(0, 4) : on.slice(0, 7);
}

function firstDay(text: string): string {
  return text.length === 4 ? `${text}-01-01` : text.length === 7 ? `${text}-01` : text;
}

function lastDay(text: string): string {
  if (text.length === 4) {
    return `${text}-12-31`;
  }
  if (text.length > 7) {
    return text;
  }
  const [year, month] = text.split("-").map(Number);
  return `${text}-${new Date(Date.UTC(year ?? 0, month ?? 1, 0)).getUTCDate()}`;
}
