import { describe, expect, it } from "vitest";
import { cornersOf, placesFor, rangeBetween } from "./cell-range";

const one = (row: number, column: number) => rangeBetween({ row, column }, { row, column });
const last = { row: 9, column: 4 };

describe("a range of cells", () => {
  it("is the same from whichever corner it was drawn", () => {
    const range = rangeBetween({ row: 4, column: 1 }, { row: 2, column: 3 });
    expect(range).toEqual({ top: 2, bottom: 4, start: 1, end: 3 });
    expect(rangeBetween({ row: 2, column: 3 }, { row: 4, column: 1 })).toEqual(range);
    expect(cornersOf(range)).toHaveLength(9);
  });
});

describe("a pasted block", () => {
  it("goes from the first cell, whatever the range, unless the range is a multiple of it", () => {
    const block = [["A", "C"], ["Y"]];
    expect(placesFor(block, one(3, 1), last).cells).toEqual([
      { row: 3, column: 1, text: "A" },
      { row: 3, column: 2, text: "C" },
      { row: 4, column: 1, text: "Y" },
      { row: 4, column: 2, text: "" },
    ]);
    const three = rangeBetween({ row: 0, column: 0 }, { row: 2, column: 0 });
    expect(placesFor(block, three, last).cells).toHaveLength(4);
  });

  it("of one cell fills the range, and of two rows repeats over four", () => {
    const range = rangeBetween({ row: 0, column: 0 }, { row: 3, column: 1 });
    expect(placesFor([["A"]], range, last).cells.map(({ text }) => text)).toEqual(
      Array(8).fill("A"),
    );
    const repeated = placesFor([["A"], ["C"]], range, last).cells;
    expect(
      repeated
        .filter(({ column }) => column === 1)
        .map(({ text }) => text)
        .join(""),
    ).toBe("ACAC");
  });

  it("of one row repeats down a range of one column, as wide as it is", () => {
    const column = rangeBetween({ row: 1, column: 1 }, { row: 3, column: 1 });
    const { cells, covered, lost } = placesFor([["A", "3"]], column, last);
    expect(cells.map(({ text }) => text).join("")).toBe("A3A3A3");
    expect(covered).toEqual({ top: 1, bottom: 3, start: 1, end: 2 });
    expect(lost).toBe(0);
  });

  it("is cut at the last cell, and what found no place is counted", () => {
    const { cells, covered, lost } = placesFor(
      [
        ["A", "C"],
        ["Y", ""],
      ],
      one(9, 4),
      last,
    );
    expect(cells).toEqual([{ row: 9, column: 4, text: "A" }]);
    expect(covered).toEqual(one(9, 4));
    expect(lost).toBe(2);
  });
});
