import { describe, expect, it } from "vitest";
import { readBlock, writeBlock } from "./block";

describe("a block of cells", () => {
  it("comes back as it went", () => {
    const block = [
      ["A", "", "Y"],
      ["two\nlines", 'said "yes"', "a\tb"],
      ['"quoted"', "x", ""],
    ];
    expect(readBlock(writeBlock(block))).toEqual(block);
  });

  it("hands no spreadsheet anything that it would run, and takes it back as it was", () => {
    const block = [['=HYPERLINK("https://evil.example")', "+1", "-2", "@SUM(A1)", " =1", "A"]];
    for (const cell of writeBlock(block).split("\t").slice(0, 5)) {
      expect(cell).toMatch(/^"?'/);
    }
    expect(readBlock(writeBlock(block))).toEqual(block);
  });

  it("is read with the line ends of every system, and the last one is no row", () => {
    expect(readBlock("A\tC\r\nY\tX\r\n")).toEqual([
      ["A", "C"],
      ["Y", "X"],
    ]);
    expect(readBlock("A\rC")).toEqual([["A"], ["C"]]);
    expect(readBlock("A\n\nC\n")).toEqual([["A"], [""], ["C"]]);
    expect(readBlock("A")).toEqual([["A"]]);
  });

  it("takes a quote inside a cell as it is, and one that never ends to the end", () => {
    expect(readBlock('5"\tA')).toEqual([['5"', "A"]]);
    expect(readBlock('"A\tC')).toEqual([["A\tC"]]);
  });
});
