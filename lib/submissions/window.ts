import type { DatePrecision } from "@/lib/i18n/format";

/** The time that the Secretary-General's report of a year covers. */
export interface ReportWindow {
  year: number;
  from: string;
  to: string;
  /** False where nobody noted what the call for this report said, here or in the calendar: the usual time is assumed. */
  isStored: boolean;
}

/** What an organisation noted of a report: when it begins here, and when it ends in its calendar (`sessionId`). */
export interface NotedWindow {
  year: number;
  opensOn: string;
  closesOn: string;
  /** The session of whose deadlines the end is one; null where there is none in that September. */
  sessionId: string | null;
  isOpeningNoted: boolean;
}

/** A date as it is known. */
export interface Reported {
  from: string | null;
  to: string | null;
  precision: DatePrecision;
}

/** Whether what is reported falls within a report: where dates do not say it, that is unknown. */
export type InWindow = "inside" | "partly" | "outside" | "unknown";

/** What one date says of a window. A month or a year that reaches beyond it could be either; a span that does is both. */
function placeOf(
  { from, precision, to }: Reported,
  window: Pick<ReportWindow, "from" | "to">,
): InWindow {
  const known = from ?? to;
  if (!known || precision === "unknown" || precision === "about") {
    return "unknown";
  }
  if (precision === "range") {
    if (!from || !to) {
      // Of a span with one end that is known, the other may lie anywhere beyond it.
      const isBeyond = from ? from > window.to : known < window.from;
      return isBeyond ? "outside" : "unknown";
    }
    return compare(from, to, window, "partly");
  }
  const [first, last] = spanOf(known, precision);
  return compare(first, last, window, "unknown");
}

function compare(
  first: string,
  last: string,
  { from, to }: Pick<ReportWindow, "from" | "to">,
  across: InWindow,
): InWindow {
  if (first >= from && last <= to) {
    return "inside";
  }
  return last < from || first > to ? "outside" : across;
}

function spanOf(day: string, precision: DatePrecision): [string, string] {
  const [year = "", month = "01"] = day.split("-");
  if (precision === "year") {
    return [`${year}-01-01`, `${year}-12-31`];
  }
  if (precision === "month") {
    const end = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
    return [`${year}-${month}-01`, `${year}-${month}-${end}`];
  }
  return [day, day];
}

/** Whether what is reported, all together, falls within a window. */
export function inWindow(
  dates: readonly Reported[],
  window: Pick<ReportWindow, "from" | "to">,
): InWindow {
  const places = new Set(dates.map((date) => placeOf(date, window)));
  if (places.has("partly") || (places.has("inside") && places.size > 1)) {
    return "partly";
  }
  const [only] = places;
  return places.size === 1 && only ? only : "unknown";
}
