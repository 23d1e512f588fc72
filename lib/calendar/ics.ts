import { createHash } from "node:crypto";

/** One entry of a calendar that leaves the house: a time, and words without a name, a country or a case. */
export interface CalendarEntry {
  /** Stays the same however its day moves, so that a calendar moves the entry instead of adding another. */
  uid: string;
  title: string;
  when: { from: string; to: string } | { at: Date; minutes: number };
}

/**
 * An iCalendar file (RFC 5545). Calendars are shown on phones and synchronised to other people's servers, so an entry
 * says what kind of thing it is and its time, nothing else. Moments are written in UTC: every calendar shows them
 * right on its own clock, also across a change of clocks, without a table of zones that could be wrong. Days without
 * an hour are days everywhere. Written by hand, since it is three properties and two rules of escaping; a library would
 * bring the ways to say more.
 */
export function writeCalendar(
  { name, entries }: { name: string; entries: readonly CalendarEntry[] },
  now: Date,
): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Plenary//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    "X-PUBLISHED-TTL:PT6H",
    ...entries.flatMap((entry) => event(entry, now)),
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}

/** Names what a calendar says, whenever it was written: the same entries have the same tag. */
export function tagOf(calendar: string): string {
  const said = calendar.replaceAll(/^DTSTAMP:.*\r\n/gm, "");
  return `W/"${createHash("sha256").update(said).digest("base64url").slice(0, 27)}"`;
}

function event({ uid, title, when }: CalendarEntry, now: Date): string[] {
  return [
    "BEGIN:VEVENT",
    `UID:${uid}@plenary`,
    `DTSTAMP:${stamp(now)}`,
    ...("at" in when
      ? [
          `DTSTART:${stamp(when.at)}`,
          `DTEND:${stamp(new Date(when.at.getTime() + when.minutes * 60_000))}`,
        ]
      : wholeDays(when.from, when.to)),
    `SUMMARY:${escaped(title)}`,
    "CLASS:PRIVATE",
    // A day on which something is due is not a day on which nobody can be met.
    `TRANSP:${"at" in when ? "OPAQUE" : "TRANSPARENT"}`,
    "END:VEVENT",
  ];
}

/** All-day events end on the day after their last. */
function wholeDays(first: string, last: string): string[] {
  const end = new Date(Date.parse(`${last}T00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return [`DTSTART;VALUE=DATE:${compact(first)}`, `DTEND;VALUE=DATE:${compact(end)}`];
}

function compact(day: string): string {
  return day.replaceAll("-", "");
}

function stamp(at: Date): string {
  return `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, "\\$&").replaceAll(/\r?\n|\r/g, "\\n");
}

/** Lines are at most 75 octets; a longer one goes on after a line break and a space. */
function folded(line: string): string {
  const pieces: string[] = [];
  let piece = "";
  let octets = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (octets + size > 74) {
      pieces.push(piece);
      piece = "";
      octets = 1;
    }
    piece += letter;
    octets += size;
  }
  return [...pieces, piece].join("\r\n ");
}
