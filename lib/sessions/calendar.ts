import { precisionOf, type SessionDates, type SessionMilestone } from "./session";

/** One session as a calendar may know it: no country, no case, no title of ours. */
export type CalendarEntry = {
  id: string;
  /** The kind of session or deadline in neutral words, such as "UPR pre-session". */
  title: string;
  dates: SessionDates;
  deadlines: { title: string; milestone: SessionMilestone }[];
};

/**
 * An iCalendar file (RFC 5545). Calendars are shown on phones and synchronised to other people's servers, so an
 * entry says the kind of session and its time, nothing else. Null where no day is known: a calendar can't hold a
 * month without inventing a day.
 */
export function writeCalendar(entry: CalendarEntry, now: Date): string | null {
  const { dates } = entry;
  if (precisionOf(dates) !== "day" || !dates.startsOn) {
    return null;
  }
  const isOneMeeting = dates.startsAt && (dates.endsOn ?? dates.startsOn) === dates.startsOn;
  const when =
    isOneMeeting && dates.startsAt
      ? [
          `DTSTART:${stamp(dates.startsAt)}`,
          `DTEND:${stamp(new Date(dates.startsAt.getTime() + 3_600_000))}`,
        ]
      : wholeDays(dates.startsOn, dates.endsOn ?? dates.startsOn);
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Plenary//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    ...event(`${entry.id}@plenary`, entry.title, when, now),
    ...entry.deadlines.flatMap(({ title, milestone }) =>
      milestone.precision === "day" && milestone.on
        ? event(
            `${entry.id}-${milestone.kind}@plenary`,
            title,
            wholeDays(milestone.on, milestone.on),
            now,
          )
        : [],
    ),
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}

function event(uid: string, title: string, when: string[], now: Date): string[] {
  return [
    "BEGIN:VEVENT",
    `UID:${uid}`,
    `DTSTAMP:${stamp(now)}`,
    ...when,
    `SUMMARY:${escaped(title)}`,
    "CLASS:PRIVATE",
    "TRANSP:OPAQUE",
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
  return text.replaceAll(/[\\;,]/g, "\\$&").replaceAll(/\r?\n/g, "\\n");
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
