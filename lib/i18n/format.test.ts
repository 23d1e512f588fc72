import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import {
  type DateStyle,
  dayInZone,
  daysBetween,
  doneByMinute,
  genevaZone,
  type KnownDate,
  writeCount,
  writeDate,
  writeLaterTime,
  writeList,
  writeNearDay,
  writePlaceTime,
  writeRelativeDay,
  writeTime,
} from "./format";
import { pseudoTag } from "./locales";
import en from "./messages/en";

const words = createTranslator({ locale: "en", messages: en, namespace: "dates" });
const write = (date: KnownDate, style?: DateStyle) => writeDate(date, "en", words, style);

describe("dates with their precision", () => {
  it("writes a day", () => {
    expect(write({ precision: "day", from: "2026-10-12" })).toBe("12 October 2026");
    expect(write({ precision: "day", from: "2026-11-26" }, "weekday")).toBe(
      "Thursday 26 November 2026",
    );
    expect(write({ precision: "day", from: "2026-11-26" }, "short")).toBe("26 Nov 2026");
  });

  it("never invents or shows a day beyond the precision", () => {
    expect(write({ precision: "month", from: "2026-10-01" })).toBe("October 2026");
    expect(write({ precision: "month", from: "2026-10" }, "weekday")).toBe("October 2026");
    expect(write({ precision: "year", from: "2026-01-01" })).toBe("2026");
    expect(write({ precision: "day", from: "2026-10" })).toBe("October 2026");
    expect(write({ precision: "day", from: "2026" })).toBe("2026");
  });

  it("says about, as far as something is known", () => {
    expect(write({ precision: "about", from: "2026-10-21" })).toBe("about 21 October 2026");
    expect(write({ precision: "about", from: "2026-10" })).toBe("about October 2026");
    expect(write({ precision: "about", from: "2018" })).toBe("about 2018");
  });

  it("writes ranges in words, open ends too", () => {
    expect(write({ precision: "range", from: "2026-10-12", to: "2026-10-21" })).toBe(
      "12 to 21 October 2026",
    );
    expect(write({ precision: "range", from: "2026-10-28", to: "2026-11-03" })).toBe(
      "28 October to 3 November 2026",
    );
    expect(write({ precision: "range", from: "2026-12", to: "2027-02" })).toBe(
      "December 2026 to February 2027",
    );
    expect(write({ precision: "range", from: "2016", to: "2018-04-13" })).toBe(
      "2016 to 13 April 2018",
    );
    expect(write({ precision: "range", from: "2026-05", to: null })).toBe("since May 2026");
    expect(write({ precision: "range", from: null, to: "2026-05" })).toBe("until May 2026");
    expect(write({ precision: "range", from: "2026-05-04", to: "2026-05-04" })).toBe("4 May 2026");
  });

  it("says when nothing is known", () => {
    expect(write({ precision: "unknown", from: null })).toBe("date unknown");
    expect(write({ precision: "unknown", from: "2026-01-01" })).toBe("date unknown");
    expect(write({ precision: "day", from: null })).toBe("date unknown");
    expect(write({ precision: "day", from: "soon" })).toBe("date unknown");
  });

  it("marks Intl's words in the pseudo-language", () => {
    expect(writeDate({ precision: "month", from: "2026-10" }, pseudoTag, words)).toBe(
      "⟦October 2026⟧",
    );
  });
});

it("says a near day with its weekday, and one far away with its year", () => {
  const near = (day: string) => writeNearDay(day, "2026-11-26", "en", words);
  expect(near("2026-11-27")).toBe("Friday 27 Nov");
  expect(near("2027-01-04")).toBe("Monday 4 Jan");
  expect(near("2027-11-23")).toBe("23 Nov 2027");
});

describe("times", () => {
  const start = new Date("2026-12-07T13:00:00Z");

  it("writes the time in a zone", () => {
    expect(writeTime(start, "en", "Europe/Zurich")).toBe("14:00");
    expect(writeTime(new Date("2026-12-06T23:05:00Z"), "en", "Europe/Zurich")).toBe("00:05");
  });

  it("says a minute at which what opens within it is open", () => {
    expect(doneByMinute(new Date("2026-12-06T14:02:40Z"))).toEqual(
      new Date("2026-12-06T14:03:00Z"),
    );
    expect(doneByMinute(start)).toEqual(start);
  });

  it("tells the two hours of an autumn night apart, and nothing else", () => {
    const first = new Date("2026-10-25T00:30:00Z");
    const again = new Date("2026-10-25T01:30:00Z");
    expect(writeLaterTime(again, first, "en", "Europe/Zurich")).toBe("02:30 GMT+1");
    expect(writeLaterTime(again, first, "en", "UTC")).toBe("01:30");
    const nextDay = new Date("2026-10-25T23:30:00Z");
    expect(writeLaterTime(nextDay, first, "en", "Europe/Zurich")).toBe("00:30");
  });

  it("adds the reader's time only when it differs, and the day when that differs", () => {
    expect(writePlaceTime(start, genevaZone, "America/Halifax", "en", words)).toBe(
      "14:00 in Geneva, 09:00 for you",
    );
    expect(writePlaceTime(start, genevaZone, "Africa/Lagos", "en", words)).toBe("14:00 in Geneva");
    expect(writePlaceTime(start, genevaZone, "Pacific/Auckland", "en", words)).toBe(
      "14:00 in Geneva, 02:00 on Tuesday for you",
    );
  });

  it("knows the calendar day in a zone", () => {
    expect(dayInZone(start, "Pacific/Auckland")).toBe("2026-12-08");
    expect(dayInZone(start, "Europe/Zurich")).toBe("2026-12-07");
  });
});

describe("days and counts", () => {
  it("counts calendar days, across a change of clocks too", () => {
    expect(daysBetween("2026-10-24", "2026-10-26")).toBe(2);
    expect(writeRelativeDay("2026-12-07", "2026-11-28", "en")).toBe("in 9 days");
    expect(writeRelativeDay("2026-12-07", "2026-11-26", "en", { asSentence: true })).toBe(
      "In 11 days",
    );
    expect(writeRelativeDay("2026-11-27", "2026-11-26", "en")).toBe("tomorrow");
    expect(writeRelativeDay("2026-11-20", "2026-11-26", "en")).toBe("6 days ago");
  });

  it("writes counts and lists", () => {
    expect(writeCount(12480, "en")).toBe("12,480");
    expect(writeList(["Example State 1", "Example State 2", "Example State 3"], "en")).toBe(
      "Example State 1, Example State 2 and Example State 3",
    );
  });
});
