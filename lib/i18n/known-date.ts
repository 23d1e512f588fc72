import { type DatePrecision, datePrecisions, type KnownDate } from "./format";

/** Why the answer of a date field cannot be taken. */
export type DateProblem =
  | "precision"
  | "yearMissing"
  | "monthMissing"
  | "dayMissing"
  | "impossible"
  | "order";

type Answer = { date: KnownDate } | { problem: DateProblem };

function isPrecision(value: string): value is DatePrecision {
  return (datePrecisions as readonly string[]).includes(value);
}

type Read = { text: string | null } | { problem: DateProblem };

/** Reads year, month and day as far as `grain` wants; empty is null, a gap or 31 February is a problem. */
function readPart(data: FormData, name: string, grain: DatePrecision): Read {
  const read = (part: string) => String(data.get(`${name}.${part}`) ?? "").trim();
  const year = read("year");
  const month = grain === "year" ? "" : read("month");
  const day = grain === "year" || grain === "month" ? "" : read("day");
  if (!year) {
    return month || day ? { problem: "yearMissing" } : { text: null };
  }
  // Other centuries are slips of the keyboard; the year 0, the database does not even know.
  if (!/^(?:19|20|21)\d\d$/.test(year) || (month && !/^(0?[1-9]|1[0-2])$/.test(month))) {
    return { problem: "impossible" };
  }
  if (!month) {
    return day ? { problem: "monthMissing" } : { text: year };
  }
  const yearAndMonth = `${year}-${month.padStart(2, "0")}`;
  if (!day) {
    return { text: yearAndMonth };
  }
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (!/^\d{1,2}$/.test(day) || Number(day) < 1 || Number(day) > lastDay) {
    return { problem: "impossible" };
  }
  return { text: `${yearAndMonth}-${day.padStart(2, "0")}` };
}

/**
 * Reads what a `DateField` called `name` sent. Fields that the precision hides are ignored. Missing
 * parts are never filled in: a precision that asks for them reports the problem instead.
 */
export function readKnownDate(data: FormData, name: string): Answer {
  const precision = String(data.get(`${name}.precision`) ?? "");
  if (!isPrecision(precision)) {
    return { problem: "precision" };
  }
  if (precision === "unknown") {
    return { date: { precision, from: null, to: null } };
  }
  const from = readPart(data, `${name}.from`, precision);
  const to = precision === "range" ? readPart(data, `${name}.to`, precision) : { text: null };
  if ("problem" in from) {
    return from;
  }
  if ("problem" in to) {
    return to;
  }
  if (!from.text && !to.text) {
    return { problem: "yearMissing" };
  }
  const length = from.text?.length ?? 0;
  if ((precision === "day" || precision === "month") && length < 7) {
    return { problem: "monthMissing" };
  }
  if (precision === "day" && length < 10) {
    return { problem: "dayMissing" };
  }
  if (from.text && to.text) {
    const shared = Math.min(from.text.length, to.text.length);
    if (from.text.slice(0, shared) > to.text.slice(0, shared)) {
      return { problem: "order" };
    }
  }
  return { date: { precision, from: from.text, to: to.text } };
}
