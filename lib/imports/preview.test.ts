import { describe, expect, it } from "vitest";
import type { Entry } from "./plan";
import { previewOf } from "./preview";
import type { Asking } from "./sheet";
import { plainStanding } from "./testing/standing";

const asking: Asking = {
  states: [
    ["example state 1", "XEA"],
    ["example state 2", "XEB"],
  ],
  cases: [
    ["case b", { id: "b", ownState: "CUB" }],
    ["case c", { id: "c", ownState: "CUB" }],
  ],
  named: [],
  sessions: [[null, "s"]],
  owners: [],
  fills: [],
  dates: "due",
  today: "2026-11-28",
  standing: [["XEB b s", plainStanding]],
  rows: 10,
  wantsPieces: false,
};

const entry: Entry = {
  ...{ row: 1, column: 1, state: "Example State 1", case: "Case B", session: "", forum: null },
  ...{ words: "agreed", fill: null, word: "", note: "", next: "", owner: "", date: null },
  ...{ isFormula: false, isInMatrix: false },
};

const undated = (entries: Partial<Entry>[], dates: Asking["dates"] = "due") =>
  previewOf(
    entries.map((one, row) => ({ ...entry, row, ...one })),
    { ...asking, dates },
  ).undated;

describe("a day that is left out", () => {
  it("is counted with its reason", () => {
    const month = { on: "2027-04-01", precision: "month" } as const;
    const day = { on: "2027-04-13", precision: "day" } as const;
    expect(undated([{ date: "unclear" }, { state: "Example State 2", date: month }])).toEqual({
      "two-days": 1,
      "no-whole-day": 1,
    });
    expect(undated([{ date: day }, { state: "Example State 2" }])).toEqual({});
    expect(undated([{ date: day }, { state: "Example State 2", date: month }], "said")).toEqual({
      "not-come-yet": 2,
    });
  });

  it("is counted once for a line, and not where the line is skipped or says nothing of an ask", () => {
    const isInMatrix = true;
    expect(
      undated([
        { row: 1, isInMatrix, date: "unclear" },
        { row: 1, case: "Case C", isInMatrix, date: "unclear" },
        { row: 2, words: "see mail", date: "unclear" },
        { row: 3, words: "", case: "Case C", state: "Example State 2", date: "unclear" },
      ]),
    ).toEqual({ "two-days": 1 });
  });

  it("is counted where the day is all that a line says of what stands", () => {
    expect(undated([{ words: "", state: "Example State 2", date: "unclear" }])).toEqual({
      "two-days": 1,
    });
  });
});
