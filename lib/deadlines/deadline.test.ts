import { describe, expect, it } from "vitest";
import { deadlineStanding, type TaskTime } from "./deadline";

const today = "2032-03-01";
const statement = {
  kind: "statement_due",
  id: null,
  on: "2032-02-23",
  precision: "day",
  isDropped: false,
} as const;
const step = (
  doneAt: Date | null,
  before: Partial<TaskTime> = { rule: "statement_due" },
): TaskTime & { doneAt: Date | null } => ({
  ...{ rule: null, deadlineId: null, daysBefore: 5, on: null, doneAt },
  ...before,
});
const done = new Date("2032-02-20");

describe("a deadline whose day is over", () => {
  it("is late while a step before it is not done", () => {
    expect(deadlineStanding(statement, [step(done), step(null)], today)).toBe("late");
  });

  it("is met when all its steps are done, whatever is open elsewhere", () => {
    const elsewhere = step(null, { rule: "session" });
    expect(deadlineStanding(statement, [step(done), elsewhere], today)).toBe("met");
  });

  it("is only passed where no step tells of it", () => {
    expect(deadlineStanding(statement, [step(null, {})], today)).toBe("passed");
  });

  it("goes by its own steps where it is one's own", () => {
    const own = { ...statement, kind: "own", id: "d" } as const;
    expect(deadlineStanding(own, [step(null, { deadlineId: "d" })], today)).toBe("late");
    expect(deadlineStanding(own, [step(null, { deadlineId: "e" })], today)).toBe("passed");
  });
});

it("is not late before, on its day, of a month, or where it does not hold", () => {
  const open = [step(null)];
  for (const date of [
    { ...statement, on: today },
    { ...statement, on: null, precision: "unknown" as const },
    { ...statement, precision: "month" as const },
    { ...statement, isDropped: true },
  ]) {
    expect(deadlineStanding(date, open, today)).toBe("ahead");
  }
});
