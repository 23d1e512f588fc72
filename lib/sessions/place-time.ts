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
  return new Date(shownRight ?? readings[0] ?? wanted);
}
