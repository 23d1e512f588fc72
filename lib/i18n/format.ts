import { pseudoTag } from "./locales";
import { pseudoMarks } from "./pseudo";

/** Where the sessions are held: Geneva time. */
export const genevaZone = "Europe/Zurich";

/** Where the General Assembly sits. */
export const newYorkZone = "America/New_York";

export const datePrecisions = ["day", "month", "year", "about", "range", "unknown"] as const;

export type DatePrecision = (typeof datePrecisions)[number];

/**
 * A date as it is known. `from` and `to` are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `to` counts only for a
 * range. What lies beyond the precision is ignored, so a stored first of the month is never shown as a day.
 */
export type KnownDate = {
  precision: DatePrecision;
  from: string | null;
  to?: string | null;
};

/** How a date is written: `weekday` adds the day of the week, `short` shortens the month. */
export type DateStyle = "long" | "short" | "weekday";

type DateWord =
  | "about"
  | "range"
  | "since"
  | "until"
  | "unknown"
  | "weekdayAndDate"
  | "inGeneva"
  | "inGenevaAndForYou"
  | "inGenevaAndForYouOn"
  | "inNewYork"
  | "inNewYorkAndForYou"
  | "inNewYorkAndForYouOn";

/** The translator of the namespace `dates`, as next-intl gives it. */
export type DateWords = (key: DateWord, values?: Record<string, string>) => string;

type Parts = { year: number; month?: number; day?: number };

const partial = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/;

function parse(text: string | null | undefined, precision: DatePrecision): Parts | null {
  const match = partial.exec(text ?? "");
  if (!match) {
    return null;
  }
  const [, year, month, day] = match;
  const parts: Parts = { year: Number(year) };
  if (month && precision !== "year") {
    parts.month = Number(month);
    if (day && precision !== "month") {
      parts.day = Number(day);
    }
  }
  return parts;
}

/** English dates follow the order of the United Nations: day, month, year; 24-hour clock. */
function intlTag(locale: string): string {
  return locale === "en" || locale === pseudoTag ? "en-GB" : locale;
}

/** Makes Intl's own words visible as localised in the pseudo-language. */
function mark(locale: string, text: string): string {
  return locale === pseudoTag ? `${pseudoMarks.open}${text}${pseudoMarks.close}` : text;
}

function options(parts: Parts, style: DateStyle): Intl.DateTimeFormatOptions {
  const month = style === "short" ? "short" : "long";
  const written: Intl.DateTimeFormatOptions = { timeZone: "UTC", year: "numeric" };
  if (parts.month !== undefined) {
    written.month = month;
  }
  if (parts.day !== undefined) {
    written.day = "numeric";
  }
  return written;
}

function instant(parts: Parts): Date {
  return new Date(Date.UTC(parts.year, (parts.month ?? 1) - 1, parts.day ?? 1));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Intl takes far longer to make a format than to use it, and lists write hundreds of days. */
function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, format);
  return format;
}

function writeParts(locale: string, parts: Parts, style: DateStyle): string {
  return formatOf(intlTag(locale), options(parts, style)).format(instant(parts));
}

function sameGrain(a: Parts, b: Parts): boolean {
  return (
    (a.month === undefined) === (b.month === undefined) &&
    (a.day === undefined) === (b.day === undefined)
  );
}

function writeRange(locale: string, from: Parts, to: Parts, style: DateStyle, words: DateWords) {
  if (!sameGrain(from, to) || instant(from) >= instant(to)) {
    const first = writeParts(locale, from, style);
    const last = writeParts(locale, to, style);
    return first === last ? mark(locale, first) : words("range", { from: first, to: last });
  }
  // Intl knows which parts are shared ("12-21 October"); the dash becomes a word that can be read aloud.
  const pieces = formatOf(intlTag(locale), options(from, style)).formatRangeToParts(
    instant(from),
    instant(to),
  );
  const text = (source: string) =>
    pieces
      .filter((piece) => piece.source === source)
      .map((piece) => piece.value)
      .join("");
  const first = pieces.findIndex((piece) => piece.source === "startRange");
  const last = pieces.findLastIndex((piece) => piece.source === "endRange");
  const join = (list: typeof pieces) => list.map((piece) => piece.value).join("");
  const before = join(pieces.slice(0, first));
  const after = join(pieces.slice(last + 1));
  return before + words("range", { from: text("startRange"), to: text("endRange") }) + after;
}

/**
 * Writes a date as precisely as it is known and no more: "12 October 2026", "October 2026", "2026",
 * "about 21 October 2026", "12 to 21 October 2026", "since May 2026", "date unknown".
 */
export function writeDate(
  date: KnownDate,
  locale: string,
  words: DateWords,
  style: DateStyle = "long",
): string {
  const from = parse(date.from, date.precision);
  const to = date.precision === "range" ? parse(date.to, date.precision) : null;
  if (date.precision === "unknown" || (!from && !to)) {
    return words("unknown");
  }
  if (from && to) {
    return writeRange(locale, from, to, style, words);
  }
  const known = (from ?? to) as Parts;
  const plain = writeParts(locale, known, style);
  let written = mark(locale, plain);
  if (style === "weekday" && known.day !== undefined) {
    // Intl's own pattern gains and loses a comma between versions; server and browser must agree.
    const weekday = formatOf(intlTag(locale), { timeZone: "UTC", weekday: "long" });
    written = words("weekdayAndDate", { weekday: weekday.format(instant(known)), date: plain });
  }
  if (date.precision === "range") {
    return words(from ? "since" : "until", { date: plain });
  }
  return date.precision === "about" ? words("about", { date: plain }) : written;
}

/**
 * A day within half a year of `today`, as people say it: "Friday 27 Nov". Further away the year is said instead of the
 * day of the week: "23 Nov 2027". Both are `YYYY-MM-DD`.
 */
export function writeNearDay(day: string, today: string, locale: string, words: DateWords): string {
  const known = parse(day, "day");
  if (!known?.day || Math.abs(daysBetween(today, day)) > 183) {
    return writeDate({ precision: "day", from: day }, locale, words, "short");
  }
  const write = (parts: Intl.DateTimeFormatOptions) =>
    formatOf(intlTag(locale), { timeZone: "UTC", ...parts }).format(instant(known));
  return words("weekdayAndDate", {
    weekday: write({ weekday: "long" }),
    date: write({ day: "numeric", month: "short" }),
  });
}

/** The calendar day of an instant in a zone, as `YYYY-MM-DD`. */
export function dayInZone(at: Date, zone: string): string {
  // Swedish writes ISO dates; the parts are the same in every engine.
  return formatOf("sv-SE", { timeZone: zone, dateStyle: "short" }).format(at);
}

/** The time of an instant in a zone, 24-hour: "14:02"; with how far the zone is from Greenwich where that is asked for. */
export function writeTime(
  at: Date,
  locale: string,
  zone: string,
  { withOffset = false } = {},
): string {
  return formatOf(intlTag(locale), {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...(withOffset && { timeZoneName: "shortOffset" }),
  }).format(at);
}

/** The whole minute at which something that happens at an instant has happened: what opens at 14:02:40 is open at 14:03. */
export const doneByMinute = (at: Date): Date => new Date(Math.ceil(at.getTime() / 60_000) * 60_000);

/**
 * The time of an instant that comes after another one. Where clocks are set back in between, "02:30" comes twice: then
 * the later one has its distance from Greenwich beside it.
 */
export function writeLaterTime(later: Date, earlier: Date, locale: string, zone: string): string {
  const isSameDay = dayInZone(later, zone) === dayInZone(earlier, zone);
  const isAhead = writeTime(later, "en", zone) > writeTime(earlier, "en", zone);
  return writeTime(later, locale, zone, { withOffset: isSameDay && !isAhead });
}

/**
 * A time where a session is held and for the reader: "14:00 in Geneva, 10:00 for you". One time when both clocks
 * agree; the weekday is added when the reader's calendar day is another one.
 */
export function writePlaceTime(
  at: Date,
  zone: string,
  readerZone: string,
  locale: string,
  words: DateWords,
): string {
  const place = writeTime(at, locale, zone);
  const yours = writeTime(at, locale, readerZone);
  const here = zone === newYorkZone ? "inNewYork" : "inGeneva";
  if (dayInZone(at, zone) !== dayInZone(at, readerZone)) {
    const day = formatOf(intlTag(locale), {
      timeZone: readerZone,
      weekday: "long",
    }).format(at);
    return words(`${here}AndForYouOn`, { place, yours, day });
  }
  return place === yours ? words(here, { place }) : words(`${here}AndForYou`, { place, yours });
}

/** Whole calendar days from one `YYYY-MM-DD` to another; negative when `day` has passed. */
export function daysBetween(today: string, day: string): number {
  return Math.round((Date.parse(`${day}T00:00Z`) - Date.parse(`${today}T00:00Z`)) / 86_400_000);
}

/**
 * A day seen from another: "in 9 days", "tomorrow", "6 days ago". Both are `YYYY-MM-DD`. With
 * `asSentence` the first letter is a capital.
 */
export function writeRelativeDay(
  day: string,
  today: string,
  locale: string,
  { asSentence = false }: { asSentence?: boolean } = {},
): string {
  const text = new Intl.RelativeTimeFormat(intlTag(locale), { numeric: "auto" }).format(
    daysBetween(today, day),
    "day",
  );
  return mark(
    locale,
    asSentence ? text.charAt(0).toLocaleUpperCase(intlTag(locale)) + text.slice(1) : text,
  );
}

/** A whole number with the separators of the language: "12,480". */
export function writeCount(count: number, locale: string): string {
  return new Intl.NumberFormat(intlTag(locale), { maximumFractionDigits: 0 }).format(count);
}

/** An amount as it is kept, "12480.5", with the separators of the language and its currency: "12,480.50 EUR". */
export function writeMoney(
  { amount, currency }: { amount: string; currency: string },
  locale: string,
): string {
  const least = amount.includes(".") ? 2 : 0;
  const number = new Intl.NumberFormat(intlTag(locale), {
    minimumFractionDigits: least,
    maximumFractionDigits: 2,
  }).format(Number(amount));
  return `${number}\u00a0${currency}`;
}

/** A list in words: "Sweden, Belgium and Mexico". */
export function writeList(items: string[], locale: string): string {
  return new Intl.ListFormat(intlTag(locale), { type: "conjunction" }).format(items);
}

/** A choice in words: "Sweden, Belgium or Mexico". */
export function writeChoice(items: string[], locale: string): string {
  return new Intl.ListFormat(intlTag(locale), { type: "disjunction" }).format(items);
}
