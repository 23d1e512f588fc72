import { describe, expect, it } from "vitest";
import { isDay, isMoment } from "./readable";

describe("days and moments from an address", () => {
  it("are taken as the database writes them", () => {
    for (const day of ["2026-11-26", "2024-02-29", "0001-01-01", "9999-12-31"]) {
      expect(isDay(day), day).toBe(true);
    }
    for (const moment of [
      "2026-11-26 10:00:00.123456+00",
      "2026-11-26 10:00:00+05:30",
      "2026-11-26T10:00:00.123456Z",
    ]) {
      expect(isMoment(moment), moment).toBe(true);
    }
  });

  it("are refused where there is no such day or hour", () => {
    for (const day of ["0000-01-01", "2026-02-29", "2026-13-01", "2026-04-31", "2026-1-1", "x"]) {
      expect(isDay(day), day).toBe(false);
    }
    for (const moment of [
      "2026-02-31 10:00:00+00",
      "2026-11-26 24:00:00+00",
      "2026-11-26 10:60:00+00",
      "2026-11-26 10:00:00+99",
      "2026-11-26 10:00:00",
      "now",
    ]) {
      expect(isMoment(moment), moment).toBe(false);
    }
  });
});
