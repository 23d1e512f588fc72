import { describe, expect, it } from "vitest";
import { writeCalendar } from "./calendar";
import {
  countdownTo,
  datesOf,
  deadlinesOf,
  milestonesOf,
  momentInGeneva,
  type SessionDates,
  standingOf,
} from "./session";

const now = new Date("2026-11-26T09:00:00Z");
const today = "2026-11-26";

function session(known: Partial<SessionDates> = {}): SessionDates {
  return {
    kind: "upr_pre_session",
    status: "planned",
    startsOn: "2026-12-07",
    endsOn: null,
    startsAt: null,
    datePrecision: "day",
    ...known,
  };
}

describe("the countdown to a session", () => {
  it("counts days on Geneva's calendar", () => {
    expect(countdownTo(session(), now)).toMatchObject({ kind: "days", days: 11, on: "2026-12-07" });
    // 23:30 in London is already the next day in Geneva.
    const late = new Date("2026-12-05T23:30:00Z");
    expect(countdownTo(session(), late)).toMatchObject({ kind: "days", days: 1 });
  });

  it("never counts days towards a month or a year", () => {
    const january = session({
      startsOn: "2027-01-01",
      endsOn: "2027-02-01",
      datePrecision: "month",
    });
    expect(countdownTo(january, now)).toEqual({
      kind: "within",
      isNow: false,
      when: { precision: "range", from: "2027-01", to: "2027-02" },
    });
    const year = session({ startsOn: "2027-01-01", datePrecision: "year" });
    expect(countdownTo(year, now)).toEqual({
      kind: "within",
      isNow: false,
      when: { precision: "year", from: "2027" },
    });
  });

  it("says that this month is the month, and not that the session is on", () => {
    const november = session({ startsOn: "2026-11-01", datePrecision: "month" });
    expect(standingOf(november, today)).toBe("upcoming");
    expect(countdownTo(november, now)).toMatchObject({ kind: "within", isNow: true });
    expect(standingOf(november, "2026-12-01")).toBe("past");
  });

  it("knows sessions that last, are over, are open, or have no date", () => {
    const long = session({ startsOn: "2026-11-20", endsOn: "2026-12-04" });
    expect(countdownTo(long, now)).toEqual({ kind: "current", until: "2026-12-04" });
    expect(countdownTo(session({ startsOn: "2026-11-25" }), now).kind).toBe("past");
    expect(countdownTo(session({ status: "open", startsOn: null }), now)).toEqual({ kind: "open" });
    expect(countdownTo(session({ startsOn: null, datePrecision: "unknown" }), now).kind).toBe(
      "undated",
    );
    expect(standingOf(session({ status: "held", startsOn: null }), today)).toBe("past");
  });

  it("ends a meeting of an hour on its own day", () => {
    const at = momentInGeneva(today, "08:00");
    const meeting = session({ startsOn: today, startsAt: at });
    expect(countdownTo(meeting, now).kind).toBe("current");
    expect(countdownTo(meeting, new Date("2026-11-26T18:00:00Z")).kind).toBe("past");
  });
});

describe("dates and deadlines of a session", () => {
  it("cut what is stored to what is known", () => {
    expect(datesOf(session({ startsOn: "2027-01-01", datePrecision: "month" }))).toEqual({
      precision: "month",
      from: "2027-01",
    });
    expect(datesOf(session({ startsOn: "2026-09-07", endsOn: "2026-10-09" }))).toEqual({
      precision: "range",
      from: "2026-09-07",
      to: "2026-10-09",
    });
    expect(datesOf(session({ datePrecision: "unknown" }))).toEqual({
      precision: "unknown",
      from: null,
    });
  });

  it("follow from the kind of session", () => {
    expect(deadlinesOf(session())).toEqual([
      { kind: "statement_due", on: "2026-11-23", precision: "day" },
    ]);
    expect(deadlinesOf(session({ kind: "upr_working_group", startsOn: "2027-01-20" }))).toEqual([
      { kind: "advance_questions_due", on: "2027-01-10", precision: "day" },
    ]);
    expect(deadlinesOf(session({ kind: "bilateral" }))).toEqual([]);
  });

  it("give a deadline without a date where the session has no day", () => {
    expect(deadlinesOf(session({ startsOn: "2027-01-01", datePrecision: "month" }))).toEqual([
      { kind: "statement_due", on: null, precision: "unknown" },
    ]);
  });

  it("stand in order, the beginning among them, undated last", () => {
    const kinds = milestonesOf({
      ...session(),
      statesUnderReview: [],
      milestones: [
        { kind: "adoption", on: null, precision: "unknown" },
        { kind: "review", on: "2027-01-01", precision: "month" },
        { kind: "something the program does not know", on: "2026-01-01", precision: "day" },
      ],
    }).map((milestone) => milestone.kind);
    expect(kinds).toEqual(["statement_due", "session", "review", "adoption"]);
  });

  it("read a time as Geneva's clock shows it, in winter and in summer", () => {
    expect(momentInGeneva("2026-12-07", "14:00").toISOString()).toBe("2026-12-07T13:00:00.000Z");
    expect(momentInGeneva("2026-07-01", "14:00").toISOString()).toBe("2026-07-01T12:00:00.000Z");
    expect(momentInGeneva("2026-10-25", "03:30").toISOString()).toBe("2026-10-25T02:30:00.000Z");
  });
});

describe("a session in somebody's calendar", () => {
  const entry = (dates: SessionDates) => ({
    id: "0199-a",
    title: "UPR pre-session",
    dates,
    deadlines: deadlinesOf(dates).map((milestone) => ({ title: "Statement due", milestone })),
  });

  it("says the kind and the time, and nothing else", () => {
    const text = writeCalendar(
      entry(session({ startsAt: momentInGeneva("2026-12-07", "14:00") })),
      now,
    );
    expect(text).toContain("DTSTART:20261207T130000Z\r\nDTEND:20261207T140000Z");
    expect(text).toContain("SUMMARY:UPR pre-session");
    expect(text).toContain("DTSTART;VALUE=DATE:20261123\r\nDTEND;VALUE=DATE:20261124");
    expect(text?.match(/^(LOCATION|DESCRIPTION|URL|ATTENDEE)/m)).toBeNull();
  });

  it("holds whole days where no hour is known, the last one too", () => {
    const text = writeCalendar(
      entry(session({ startsOn: "2026-09-07", endsOn: "2026-10-09" })),
      now,
    );
    expect(text).toContain("DTSTART;VALUE=DATE:20260907\r\nDTEND;VALUE=DATE:20261010");
  });

  it("is not there for a month: a calendar would invent the day", () => {
    expect(writeCalendar(entry(session({ datePrecision: "month" })), now)).toBeNull();
  });

  it("folds long lines at 75 octets without cutting a letter", () => {
    const text = writeCalendar({ ...entry(session()), title: "préséance ".repeat(20) }, now) ?? "";
    expect(text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect(text.replaceAll("\r\n ", "")).toContain("préséance ".repeat(20));
  });
});
