import { describe, expect, it } from "vitest";
import type { KnownDate } from "@/lib/i18n/format";
import { knownDate, storeDate } from "./stored-date";

const kept: [KnownDate, string | null, string | null][] = [
  [{ precision: "day", from: "2018-04-13" }, "2018-04-13", null],
  [{ precision: "month", from: "2026-10" }, "2026-10-01", null],
  [{ precision: "year", from: "2026" }, "2026-01-01", null],
  [{ precision: "about", from: "2026-10-21" }, "2026-10-21", null],
  [{ precision: "about", from: "2026-10" }, "2026-10-01", "2026-10-31"],
  [{ precision: "about", from: "2026" }, "2026-01-01", "2026-12-31"],
  [{ precision: "about", from: "2024-02" }, "2024-02-01", "2024-02-29"],
  [{ precision: "range", from: "2026-10-12", to: "2026-10-21" }, "2026-10-12", "2026-10-21"],
  [{ precision: "range", from: "2026-01", to: "2026-03" }, "2026-01-01", "2026-03-31"],
  [{ precision: "range", from: "2018", to: "2020" }, "2018-01-01", "2020-12-31"],
  [{ precision: "range", from: "2026-05", to: null }, "2026-05-01", null],
  [{ precision: "range", from: null, to: "2026-05-07" }, null, "2026-05-07"],
  [{ precision: "range", from: "2026-10-12", to: "2026-11" }, "2026-10-12", "2026-11-30"],
  [{ precision: "unknown", from: null, to: null }, null, null],
];

describe("a date that is only partly known", () => {
  it.each(kept)("keeps its precision through the tables: %j", (date, on, until) => {
    const stored = storeDate(date);
    expect(stored).toEqual({ on, until, precision: date.precision });
    expect({ to: null, ...knownDate(stored) }).toEqual({ to: null, ...date });
  });

  it("never gains a day: a whole month is shown as the month, even where its ends were known", () => {
    const exact = storeDate({ precision: "range", from: "2026-10-01", to: "2026-11-30" });
    expect(knownDate(exact)).toEqual({ precision: "range", from: "2026-10", to: "2026-11" });
  });
});
