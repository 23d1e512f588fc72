import { describe, expect, it } from "vitest";
import { genevaZone, newYorkZone } from "@/lib/i18n/format";
import { momentInZone, zoneOf } from "./place-time";
import {
  countdownTo,
  datesOf,
  deadlinesOf,
  milestonesOf,
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
    const at = momentInZone(today, "08:00", genevaZone);
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
      milestones: [
        { kind: "adoption", on: null, precision: "unknown" },
        { kind: "review", on: "2027-01-01", precision: "month" },
        { kind: "something the program does not know", on: "2026-01-01", precision: "day" },
      ],
    }).map((milestone) => milestone.kind);
    expect(kinds).toEqual(["statement_due", "session", "review", "adoption"]);
  });

  it("say when the Secretary-General's window closes, for the September session alone", () => {
    const hrc = (startsOn: string, datePrecision = "day") =>
      deadlinesOf(session({ kind: "hrc_regular", startsOn, datePrecision }));
    const closes = [{ kind: "sg_window_closes", on: "2027-04-30", precision: "day" }];
    expect(hrc("2027-09-13")).toEqual(closes);
    expect(hrc("2027-09-01", "month")).toEqual(closes);
    expect(hrc("2027-06-14")).toEqual([]);
    // A year alone is stored as its 1 January: nobody knows which session it is.
    expect(hrc("2027-09-01", "year")).toEqual([]);
  });

  it("count advance questions back from each review whose day is known", () => {
    const milestones = [
      { kind: "review", on: "2027-01-20", precision: "day", stateCode: "XEA" },
      { kind: "review", on: "2027-01-01", precision: "month", stateCode: "XEB" },
    ];
    expect(deadlinesOf({ ...session({ kind: "upr_working_group" }), milestones })).toEqual([
      { kind: "advance_questions_due", on: "2027-01-10", precision: "day", stateCode: "XEA" },
    ]);
  });

  it("read a time as the clock of the place shows it, on both sides of a change of clocks", () => {
    const geneva = (day: string, time: string) => momentInZone(day, time, genevaZone).toISOString();
    expect(geneva("2026-12-07", "14:00")).toBe("2026-12-07T13:00:00.000Z");
    expect(geneva("2026-07-01", "14:00")).toBe("2026-07-01T12:00:00.000Z");
    expect(geneva("2026-10-24", "18:00")).toBe("2026-10-24T16:00:00.000Z");
    expect(geneva("2026-10-25", "18:00")).toBe("2026-10-25T17:00:00.000Z");
    expect(geneva("2026-10-25", "03:30")).toBe("2026-10-25T02:30:00.000Z");
    // 02:30 comes twice, and on 28 March 2027 not at all: the earlier reading counts.
    expect(geneva("2026-10-25", "02:30")).toBe("2026-10-25T00:30:00.000Z");
    expect(geneva("2027-03-28", "02:30")).toBe("2027-03-28T00:30:00.000Z");
    const newYork = (day: string, time: string) =>
      momentInZone(day, time, newYorkZone).toISOString();
    // New York changes a week after Geneva: from 25 to 31 October the two are five hours apart.
    expect(newYork("2026-10-24", "10:00")).toBe("2026-10-24T14:00:00.000Z");
    expect(newYork("2026-10-28", "10:00")).toBe("2026-10-28T14:00:00.000Z");
    expect(newYork("2026-11-02", "10:00")).toBe("2026-11-02T15:00:00.000Z");
    expect(newYork("2026-11-01", "01:30")).toBe("2026-11-01T05:30:00.000Z");
    expect(zoneOf({ kind: "ga_third_committee" })).toBe(newYorkZone);
    expect(zoneOf({ kind: "upr_pre_session" })).toBe(genevaZone);
  });
});
