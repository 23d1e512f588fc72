import { dayInZone } from "@/lib/i18n/format";
import type { Formats } from "@/lib/i18n/formats";

/** A day and its time where the reader is. */
export function momentIn(formats: Formats, timeZone: string): (at: string) => string {
  return (at) => {
    const moment = new Date(at);
    return `${formats.day(dayInZone(moment, timeZone), "short")}, ${formats.time(moment, timeZone)}`;
  };
}
