import { describe, expect, it } from "vitest";
import { isLongPast } from "./long-past";

describe("a day long past", () => {
  it.each([
    ["2019-11-27", true],
    ["2025-11-26", true],
    ["2025-11-27", false],
    ["2026-11-26", false],
    ["2027-01-01", false],
    ["", false],
  ])("%s, seen from the 27th of November 2026: %s", (day, is) => {
    expect(isLongPast(day, "2026-11-27")).toBe(is);
  });

  it("is found on the 29th of February, too", () => {
    expect(isLongPast("2027-02-28", "2028-02-29")).toBe(true);
    expect(isLongPast("2027-03-01", "2028-02-29")).toBe(false);
  });
});
