import { describe, expect, it } from "vitest";
import type { DatePrecision } from "@/lib/i18n/format";
import { inWindow, type Reported } from "./window";

const window = { from: "2025-05-01", to: "2026-04-30" };
const on = (precision: DatePrecision, from: string | null, to: string | null = null): Reported => ({
  precision,
  from,
  to,
});

describe("the time that a report covers", () => {
  it.each([
    ["inside", "a day on its first day", [on("day", "2025-05-01")]],
    ["inside", "a day on its last day", [on("day", "2026-04-30")]],
    ["outside", "the day before", [on("day", "2025-04-30")]],
    ["outside", "the day after", [on("day", "2026-05-01")]],
    ["inside", "a month within it", [on("month", "2026-04-01")]],
    ["outside", "the month after", [on("month", "2026-05-01")]],
    ["unknown", "a year of which it holds a part", [on("year", "2025-01-01")]],
    ["outside", "an earlier year", [on("year", "2023-01-01")]],
    ["unknown", "a day that is known about", [on("about", "2025-09-01")]],
    ["unknown", "a date that is unknown", [on("unknown", null)]],
    ["unknown", "nothing", []],
    ["inside", "a span within it", [on("range", "2025-06-01", "2025-07-01")]],
    ["partly", "a span across its end", [on("range", "2026-04-01", "2026-06-01")]],
    ["outside", "a span after it", [on("range", "2026-06-01", "2026-07-01")]],
    ["unknown", "a span of which the end is open", [on("range", "2025-06-01")]],
    ["outside", "a span that began after it", [on("range", "2026-06-01")]],
    ["outside", "a span that ended before it", [on("range", null, "2024-06-01")]],
    ["partly", "one within and one before", [on("day", "2025-06-01"), on("day", "2024-06-01")]],
    ["partly", "one within and one unknown", [on("day", "2025-06-01"), on("unknown", null)]],
    ["unknown", "one before and one unknown", [on("day", "2024-06-01"), on("unknown", null)]],
  ] as const)("is %s for %s", (place, _, dates) => {
    expect(inWindow(dates, window)).toBe(place);
  });
});
