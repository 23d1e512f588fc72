import { dayInZone } from "./format";
import type { Formats } from "./formats";

/** A moment as a day and a time in the reader's zone: "25 Nov 2026, 14:02". */
export function writeMoment(
  at: Date,
  zone: string,
  formats: Pick<Formats, "day" | "time">,
): string {
  return `${formats.day(dayInZone(at, zone))}, ${formats.time(at, zone)}`;
}
