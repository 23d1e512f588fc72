import { describe, expect, it } from "vitest";
import type { DeadlineChange } from "@/lib/deadlines/deadline";
import { momentInZone } from "@/lib/sessions/place-time";
import type { SessionDates } from "@/lib/sessions/session";
import { type FeedFacts, feedEntries } from "./feed";
import { tagOf, writeCalendar } from "./ics";
import { type SessionWords, sessionEntries } from "./session-entries";
import { calendarWords } from "./words";

const now = new Date("2026-11-26T09:00:00Z");
const words: SessionWords = calendarWords("en");

const session = (known: Partial<SessionDates> & { milestones?: unknown[] } = {}) => ({
  id: "0199-a",
  number: null,
  kind: "upr_pre_session" as const,
  status: "planned",
  startsOn: "2026-12-07",
  endsOn: null,
  startsAt: null,
  datePrecision: "day",
  milestones: [],
  ...known,
});

const change = (known: Partial<DeadlineChange>): DeadlineChange => ({
  id: "0199-d",
  rule: "statement_due",
  on: null,
  precision: "unknown",
  time: null,
  isDropped: false,
  ...known,
});

const write = (of: Parameters<typeof sessionEntries>[0], changes: DeadlineChange[] = []) =>
  writeCalendar({ name: "Plenary", entries: sessionEntries(of, changes, words) }, now);

describe("a session in somebody's calendar", () => {
  it("says the kind and the time, and nothing else", () => {
    const text = write(session({ startsAt: momentInZone("2026-12-07", "14:00", "Europe/Zurich") }));
    expect(text).toContain("DTSTART:20261207T130000Z\r\nDTEND:20261207T140000Z");
    expect(text).toContain("SUMMARY:UPR pre-session");
    expect(text).toContain("DTSTART;VALUE=DATE:20261123\r\nDTEND;VALUE=DATE:20261124");
    expect(text.match(/^(LOCATION|DESCRIPTION|URL|ATTENDEE|ORGANIZER)/m)).toBeNull();
  });

  it("holds whole days where no hour is known, the last one too", () => {
    expect(write(session({ startsOn: "2026-09-07", endsOn: "2026-10-09" }))).toContain(
      "DTSTART;VALUE=DATE:20260907\r\nDTEND;VALUE=DATE:20261010",
    );
  });

  it("is not there for a month: a calendar would invent the day", () => {
    expect(write(session({ datePrecision: "month" }))).not.toContain("BEGIN:VEVENT");
  });

  it("moves with what somebody said, keeps its entry, and leaves out what does not hold", () => {
    const before = write(session());
    const moved = write(session(), [change({ on: "2026-11-30", precision: "day", time: "18:00" })]);
    expect(before).toContain("UID:0199-a-statement_due@plenary");
    expect(moved).toContain("UID:0199-a-statement_due@plenary");
    expect(moved).toContain("DTSTART:20261130T170000Z");
    expect(write(session(), [change({ isDropped: true })])).not.toContain("Statement due");
    const own = write(session(), [
      change({ rule: null, title: "Letter for A. Example", on: "2026-12-01", precision: "day" }),
    ]);
    expect(own).toContain("SUMMARY:Deadline\r\n");
    expect(own).not.toContain("Example");
  });

  it("tells New York's hour right before and after each change of clocks", () => {
    const due = (day: string) =>
      /DTSTART:(\d{8}T\d{6}Z)/.exec(
        write(
          session({
            kind: "ga_third_committee" as never,
            startsOn: "2026-10-01",
          }),
          [change({ rule: null, title: "x", on: day, precision: "day", time: "10:00" })],
        ),
      )?.[1];
    expect(due("2026-10-28")).toBe("20261028T140000Z");
    expect(due("2026-11-02")).toBe("20261102T150000Z");
    expect(due("2027-03-12")).toBe("20270312T150000Z");
    expect(due("2027-03-15")).toBe("20270315T140000Z");
  });

  it("says one deadline of several States of a day once, and never whose it is", () => {
    const text = write(
      session({
        kind: "upr_working_group" as never,
        milestones: ["XEA", "XEB"].map((stateCode) => ({
          kind: "review",
          on: "2026-12-08",
          precision: "day",
          stateCode,
        })),
      }),
    );
    expect(text.match(/SUMMARY:Questions due/g)).toHaveLength(1);
    expect(text).not.toMatch(/XE[AB]/);
  });
});

describe("an iCalendar file", () => {
  it("folds long lines at 75 octets without cutting a letter, and escapes", () => {
    const title = `${"préséance ".repeat(20)}; a, b\\c\nd`;
    const text = writeCalendar(
      { name: "P", entries: [{ uid: "a", title, when: { from: "2026-12-01", to: "2026-12-01" } }] },
      now,
    );
    expect(text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect(text.replaceAll("\r\n ", "")).toContain(`${"préséance ".repeat(20)}\\; a\\, b\\\\c\\nd`);
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });

  it("has the same tag until it says something else", () => {
    const later = new Date("2026-11-27T09:00:00Z");
    const of = (at: Date, from: string) =>
      tagOf(
        writeCalendar(
          { name: "P", entries: [{ uid: "a", title: "b", when: { from, to: from } }] },
          at,
        ),
      );
    expect(of(now, "2026-12-01")).toBe(of(later, "2026-12-01"));
    expect(of(now, "2026-12-01")).not.toBe(of(now, "2026-12-02"));
  });
});

it("a member's calendar counts steps back, and forgets what is long past", () => {
  const facts: FeedFacts = {
    locale: "en",
    sessions: [
      {
        ...session(),
        startsAt: null,
        changes: [],
        tasks: [{ id: "t", rule: "statement_due", deadlineId: null, daysBefore: 7, on: null }],
      },
      {
        ...session({ startsOn: "2026-05-01" }),
        id: "0199-old",
        startsAt: null,
        changes: [],
        tasks: [],
      },
    ],
    replies: ["2026-12-02"],
    steps: [],
    signatures: ["2026-12-03T17:00:00+00:00"],
  };
  const text = writeCalendar(
    { name: "P", entries: feedEntries(facts, calendarWords("en"), now) },
    now,
  );
  expect(text).toContain("UID:t@plenary");
  expect(text).toContain("DTSTART;VALUE=DATE:20261116");
  expect(text).toContain("SUMMARY:Reply due");
  expect(text).toContain("DTSTART:20261203T170000Z");
  expect(text).not.toContain("0199-old");
});
