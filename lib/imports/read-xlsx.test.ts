import { describe, expect, it } from "vitest";
import { readBytes } from "./reading/read-bytes";
import { type Written, type WrittenBook, writeXlsx } from "./testing/write-xlsx";
import type { Sheet } from "./workbook";

const read = async (book: WrittenBook) => (await readBytes(writeXlsx(book))).sheets;

async function readCells(cells: Written[], book: Partial<WrittenBook> = {}) {
  const [sheet] = await read({ sheets: [{ name: "A", rows: [cells] }], ...book });
  return (sheet as Sheet).rows[0] ?? [];
}

describe("the cells of a workbook", () => {
  it("are read with their sheets, texts and numbers", async () => {
    const sheets = await read({
      sheets: [
        {
          name: "HRC & GA",
          rows: [
            ["State", " Case A "],
            ["Example State 1", 0.1 + 0.2],
          ],
        },
        { name: "Old", rows: [["x"]], isHidden: true },
      ],
    });
    expect(sheets).toEqual([
      {
        name: "HRC & GA",
        isHidden: false,
        merged: [],
        hasRuleColours: false,
        rows: [
          [{ text: "State" }, { text: "Case A" }],
          [{ text: "Example State 1" }, { text: "0.3" }],
        ],
      },
      { name: "Old", isHidden: true, merged: [], hasRuleColours: false, rows: [[{ text: "x" }]] },
    ]);
  });

  it("keep the value that a formula had, and calculate nothing", async () => {
    const cells = await readCells([
      { formula: 'HYPERLINK("https://evil.example","agreed")', value: "agreed" },
      { formula: "1+1", value: 3 },
      { formula: "2+2" },
      "end",
    ]);
    expect(cells).toEqual([
      { text: "agreed", formula: true },
      { text: "3", formula: true },
      null,
      { text: "end" },
    ]);
  });

  it("say what was noted on them, also where nothing else stands", async () => {
    const cells = await readCells([
      { value: "agreed", note: "Will speak <early>" },
      { note: "Only a note" },
      {
        value: "asked",
        note: "[Threaded comment] Your version of Excel …",
        thread: ["Call them", "Done"],
      },
    ]);
    expect(cells).toEqual([
      { text: "agreed", note: "Will speak <early>" },
      { text: "", note: "Only a note" },
      { text: "asked", note: "Call them\nDone" },
    ]);
  });

  it("merge as the sheet says", async () => {
    const [sheet] = await read({
      sheets: [
        {
          name: "A",
          rows: [
            ["HRC63", null, null],
            ["a", "b", "c"],
          ],
          merged: ["A1:C1"],
        },
      ],
    });
    expect(sheet?.merged).toEqual([{ row: 0, column: 0, lastRow: 0, lastColumn: 2 }]);
  });

  it("tell that rules colour them, which are not read", async () => {
    const [sheet] = await read({ sheets: [{ name: "A", rows: [["a"]], hasRules: true }] });
    expect(sheet?.hasRuleColours).toBe(true);
  });
});

describe("the colours of cells", () => {
  it.each<[string, Written, string | undefined]>([
    ["their own", { value: "x", paint: { rgb: "92D050" } }, "#92d050"],
    ["the theme's", { value: "x", paint: { theme: 9 } }, "#70ad47"],
    ["the theme's background, not its text", { value: "x", paint: { theme: 0 } }, "#ffffff"],
    ["by number", { value: "x", paint: { indexed: 13 } }, "#ffff00"],
    [
      "half of a pattern",
      { value: "x", paint: { rgb: "000000", pattern: "mediumGray" } },
      "#808080",
    ],
    ["none", { value: "x" }, undefined],
    ["a number that there is not", { value: "x", paint: { indexed: 900 } }, undefined],
  ])("are %s", async (_, cell, fill) => {
    const [read] = await readCells([cell]);
    expect(read?.fill).toBe(fill);
  });

  it.each([
    // What Excel shows for "lighter 60 %", "lighter 80 %" and "darker 25 %", which counts lightness in 240 steps.
    [9, 0.5999938962981048, [0xc6, 0xe0, 0xb4]],
    [4, 0.7999816888943144, [0xd9, 0xe1, 0xf2]],
    [9, -0.249977111117893, [0x54, 0x82, 0x35]],
    [0, -0.14999847407452621, [0xd9, 0xd9, 0xd9]],
    [1, 0.499984740745262, [0x80, 0x80, 0x80]],
  ])("are the theme's %i, changed by %d", async (theme, tint, shown) => {
    const [read] = await readCells([{ value: "x", paint: { theme, tint } }]);
    const rgb = [1, 3, 5].map((at) => Number.parseInt(read?.fill?.slice(at, at + 2) ?? "", 16));
    for (const [at, value] of rgb.entries()) {
      expect(Math.abs(value - (shown[at] ?? 0))).toBeLessThanOrEqual(2);
    }
  });

  it("follow the workbook's own theme", async () => {
    const theme = Array.from({ length: 12 }, (_, at) => `0${at.toString(16)}0000`.slice(0, 6));
    const [read] = await readCells([{ value: "x", paint: { theme: 5 } }], { theme });
    expect(read?.fill).toBe("#050000");
  });

  it("are the row's where the file has no cell, and end where the words end", async () => {
    const [sheet] = await read({
      sheets: [
        {
          name: "A",
          rows: [
            ["State", "Case A", "Case B"],
            ["Example State 1"],
            [{ paint: { rgb: "FF0000" } }],
          ],
          rowPaints: { 2: { rgb: "00FF00" } },
        },
      ],
    });
    expect(sheet?.rows[1]).toEqual([
      { text: "Example State 1" },
      { text: "", fill: "#00ff00" },
      { text: "", fill: "#00ff00" },
    ]);
    expect(sheet?.rows).toHaveLength(2);
  });
});

describe("dates", () => {
  it.each<[string, number, number | string, string]>([
    ["by a built-in format", 43203, 14, "2018-04-13"],
    ["by a format of one's own", 43203.395833333336, "dd/mm/yyyy hh:mm", "2018-04-13 09:30"],
    ["of a month only", 43191, "[$-409]mmm\\-yy;@", "2018-04"],
    ["of a year only", 43101, "yyyy", "2018"],
    ["before the day that there was not", 59, 14, "1900-02-28"],
    ["after it", 61, 14, "1900-03-01"],
  ])("are read %s", async (_, value, format, text) => {
    expect(await readCells([{ value, format }])).toEqual([{ text, date: true }]);
  });

  it.each<[string, number, number | string]>([
    ["the 29 February 1900", 60, 14],
    ["hours worked", 30.5, "[h]:mm"],
    ["an amount in words of colour", 12, '[Red]0.0" days"'],
    ["less than nothing", -3, 14],
  ])("are not made of %s", async (_, value, format) => {
    expect(await readCells([{ value, format }])).toEqual([{ text: String(value) }]);
  });

  it("begin in 1904 where the workbook says so", async () => {
    expect(await readCells([{ value: 41741, format: 14 }], { startsIn1904: true })).toEqual([
      { text: "2018-04-13", date: true },
    ]);
  });
});
