import { describe, expect, it } from "vitest";
import { readKnownDate } from "./known-date";

function answer(fields: Record<string, string>) {
  const data = new FormData();
  for (const [key, value] of Object.entries(fields)) {
    data.set(`when.${key}`, value);
  }
  return readKnownDate(data, "when");
}

describe("reading a date field", () => {
  it("keeps exactly what is known", () => {
    expect(
      answer({ precision: "day", "from.year": "2026", "from.month": "2", "from.day": "3" }),
    ).toEqual({ date: { precision: "day", from: "2026-02-03", to: null } });
    expect(
      answer({ precision: "month", "from.year": "2026", "from.month": "10", "from.day": "9" }),
    ).toEqual({ date: { precision: "month", from: "2026-10", to: null } });
    expect(answer({ precision: "about", "from.year": "2018" })).toEqual({
      date: { precision: "about", from: "2018", to: null },
    });
    expect(answer({ precision: "unknown", "from.year": "2018" })).toEqual({
      date: { precision: "unknown", from: null, to: null },
    });
    expect(answer({ precision: "range", "to.year": "2018" })).toEqual({
      date: { precision: "range", from: null, to: "2018" },
    });
  });

  it("knows no year that nobody who is alive can mean", () => {
    for (const year of ["0000", "0026", "1026", "2999", "9999"]) {
      expect(answer({ precision: "year", "from.year": year })).toEqual({ problem: "impossible" });
    }
  });

  it("reports what is missing instead of filling it in", () => {
    expect(answer({ precision: "day", "from.year": "2026", "from.month": "2" })).toEqual({
      problem: "dayMissing",
    });
    expect(answer({ precision: "day", "from.year": "2026" })).toEqual({ problem: "monthMissing" });
    expect(answer({ precision: "month", "from.month": "2" })).toEqual({ problem: "yearMissing" });
    expect(answer({ precision: "about", "from.year": "2026", "from.day": "2" })).toEqual({
      problem: "monthMissing",
    });
    expect(answer({ precision: "year" })).toEqual({ problem: "yearMissing" });
    expect(answer({})).toEqual({ problem: "precision" });
  });

  it("refuses days that do not exist and ranges that run backwards", () => {
    expect(
      answer({ precision: "day", "from.year": "2026", "from.month": "2", "from.day": "29" }),
    ).toEqual({ problem: "impossible" });
    expect(answer({ precision: "year", "from.year": "26" })).toEqual({ problem: "impossible" });
    expect(answer({ precision: "range", "from.year": "2018", "to.year": "2017" })).toEqual({
      problem: "order",
    });
    expect(
      answer({ precision: "range", "from.year": "2018", "from.month": "5", "to.year": "2018" }),
    ).toMatchObject({ date: { from: "2018-05", to: "2018" } });
  });
});
