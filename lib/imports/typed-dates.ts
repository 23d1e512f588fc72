import { foldName } from "@/db/reference/fold-name";

/** In which order day and month are written. */
export const dayOrders = ["day-first", "month-first"] as const;
export type DayOrder = (typeof dayOrders)[number];

export type TypedDate =
  | { on: string; precision: "day" | "month" | "year" }
  /** It is a date and may be two different ones. */
  | "unclear"
  /** Something stands there that is no date, or a day that there is not. */
  | "no-date"
  | null;

/** A date that is one, as precise as it was typed. */
export type WholeDate = Exclude<TypedDate, string | null>;

const monthNames = [
  ["january", "janvier", "enero"],
  ["february", "fevrier", "febrero", "fev"],
  ["march", "mars", "marzo"],
  ["april", "avril", "abril", "avr"],
  ["may", "mai", "mayo"],
  ["june", "juin", "junio"],
  ["july", "juillet", "julio", "juil"],
  ["august", "aout", "agosto"],
  ["september", "septembre", "septiembre", "sept"],
  ["october", "octobre", "octubre"],
  ["november", "novembre", "noviembre"],
  ["december", "decembre", "diciembre"],
];

const numbers = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})$/;

/** Day or month first, by the cells of a column that can only be the one. Null where none tells, or they contradict each other. */
export function dayOrderOf(texts: Iterable<string>): DayOrder | null {
  let dayFirst = false;
  let monthFirst = false;
  for (const text of texts) {
    const [, first, second] = numbers.exec(text.trim()) ?? [];
    dayFirst ||= Number(first) > 12;
    monthFirst ||= Number(second) > 12;
  }
  return dayFirst === monthFirst ? null : dayFirst ? "day-first" : "month-first";
}

/** Whether which of its numbers is the day has to be said. */
export const isEitherWay = (text: string): boolean =>
  numbers.test(text.trim()) && readTypedDate(text, null) === "unclear";

/** Reads a date as people type it, as precise as it is typed; null where nothing is. No day is made up. */
export function readTypedDate(text: string, order: DayOrder | null): TypedDate {
  const typed = text.trim().slice(0, 60);
  return /[\p{L}\d]/u.test(typed) ? (readDate(typed, order) ?? "no-date") : null;
}

function readDate(typed: string, order: DayOrder | null): TypedDate {
  const iso = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:[ T]\d{1,2}:\d{2}.*)?$/.exec(typed);
  if (iso) {
    return dateOf(iso[1], iso[2], iso[3]);
  }
  const [, first, second, year] = numbers.exec(typed) ?? [];
  if (first && second && year) {
    const day = dateOf(fullYear(year), second, first);
    const american = dateOf(fullYear(year), first, second);
    if (order === null && day && american && first !== second) {
      return "unclear";
    }
    return order === "month-first" ? (american ?? day) : (day ?? american);
  }
  return readNamedMonth(typed);
}

function readNamedMonth(typed: string): TypedDate {
  const words = foldName(typed).split(" ").filter(Boolean);
  const month = words.findIndex((word) => monthOf(word) > 0);
  if (month < 0 || words.length > 5) {
    return null;
  }
  const rest = words
    .filter((_, at) => at !== month)
    .map((word) => word.replace(/^(\d{1,2})(st|nd|rd|th|er)$/, "$1"))
    .filter((word) => !["de", "of", "the", "le", "del"].includes(word));
  const monthNumber = String(monthOf(words[month] ?? ""));
  const year = rest.find((word) => /^\d{4}$/.test(word));
  const others = rest.filter((word) => word !== year);
  if (year) {
    return others.length === 0
      ? dateOf(year, monthNumber)
      : others.length === 1 && /^\d{1,2}$/.test(others[0] ?? "")
        ? dateOf(year, monthNumber, others[0])
        : null;
  }
  // "13 Apr 26" has its year; "Apr 18" may be a day or a year, and "13 April" has none.
  return others.length === 2 && others.every((word) => /^\d{1,2}$/.test(word))
    ? dateOf(fullYear(others[1] ?? ""), monthNumber, others[0])
    : others.length === 1 && /^\d{1,2}$/.test(others[0] ?? "")
      ? "unclear"
      : null;
}

function monthOf(word: string): number {
  return (
    monthNames.findIndex((names) =>
      names.some((name) => name === word || (name.length > 4 && word === name.slice(0, 3))),
    ) + 1
  );
}

const fullYear = (year: string) => (year.length === 2 ? `20${year}` : year);

function dateOf(year?: string, month?: string, day?: string): TypedDate {
  const inYear = Number(year);
  if (!(inYear >= 1945 && inYear < 2100)) {
    return null;
  }
  if (month === undefined) {
    return { on: `${year}-01-01`, precision: "year" };
  }
  const on = `${year}-${month.padStart(2, "0")}-${(day ?? "1").padStart(2, "0")}`;
  const time = Date.parse(`${on}T00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== on) {
    return null;
  }
  return { on, precision: day === undefined ? "month" : "day" };
}
