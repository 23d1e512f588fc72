import type { SessionKind } from "@/db/reference/words";
import { genevaZone, newYorkZone } from "@/lib/i18n/format";

/** The clock of the place where sessions of a kind are held: the Third Committee's in New York, all others in Geneva. */
export function zoneOf({ kind }: { kind: SessionKind }): string {
  return kind === "ga_third_committee" ? newYorkZone : genevaZone;
}

/**
 * The instant at which a wall clock in a zone shows a time on a day. In the hour that a change of clocks skips or
 * repeats, the earlier reading counts.
 */
export function momentInZone(day: string, time: string, zone: string): Date {
  const { wanted, readings, shownRight } = readingsIn(day, time, zone);
  return new Date(shownRight ?? readings[0] ?? wanted);
}

/**
 * The two times of day that a wall clock shows instead of one that a change of clocks leaves out, the earlier first; null
 * for a time that there is.
 */
export function timesAroundGap(day: string, time: string, zone: string): [string, string] | null {
  const { readings, shownRight } = readingsIn(day, time, zone);
  const [earlier, later] = readings.map((instant) => wallClock(new Date(instant), zone).slice(11));
  return shownRight === undefined && earlier && later ? [earlier, later] : null;
}

/** What a clock in a zone shows, as a browser's field takes it: `2026-12-07T14:00`. */
export const wallClock = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" })
    .format(at)
    .replace(" ", "T");

function readingsIn(day: string, time: string, zone: string) {
  const wanted = Date.parse(`${day}T${time}Z`);
  const offsetAt = (instant: number) => {
    const shown = new Intl.DateTimeFormat("sv-SE", {
      timeZone: zone,
      dateStyle: "short",
      timeStyle: "medium",
    }).format(instant);
    return Date.parse(`${shown.replace(" ", "T")}Z`) - instant;
  };
  // The offset before the day and after it: one of the two holds at the time, and both do but at a change of clocks.
  const before = offsetAt(wanted - 86_400_000);
  const after = offsetAt(wanted + 86_400_000);
  const readings = [wanted - before, wanted - after].sort((a, b) => a - b);
  const shownRight = readings.find((instant) => instant + offsetAt(instant) === wanted);
  return { wanted, readings, shownRight };
}
