import { describe, expect, it } from "vitest";
import { changes } from "@/lib/commitments/input";
import { NoteCaution } from "@/lib/missions/input";
import { calendarDay } from "./date-input";

const slips = ["0000-01-01", "0206-11-26", "9999-12-31", "2026-02-30", "26.11.2026"];

describe("a day from a form", () => {
  it("is one that the calendar has and somebody can mean", () => {
    for (const day of ["1948-12-10", "2026-11-26", "2199-12-31"]) {
      expect(calendarDay.safeParse(day).success, day).toBe(true);
    }
    for (const day of slips) {
      expect(calendarDay.safeParse(day).success, day).toBe(false);
    }
  });

  it("is checked where a reply is due and where a caution is noted", () => {
    const caution = {
      stateKey: "0123456789",
      kind: "capacity",
      source: "The Geneva desk",
      notedOn: "2026-11-20",
    };
    expect(changes.safeParse({ dueOn: "2026-11-26" }).success).toBe(true);
    expect(changes.safeParse({ askedOn: "2199-01-01" }).success).toBe(false);
    expect(NoteCaution.safeParse(caution).error).toBeUndefined();
    for (const day of slips) {
      expect(changes.safeParse({ dueOn: day }).success, day).toBe(false);
      expect(NoteCaution.safeParse({ ...caution, notedOn: day }).success, day).toBe(false);
    }
  });
});
