import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readBytes } from "@/lib/imports/reading/read-bytes";
import { type SheetToWrite, writeWorkbook } from "./workbook-file";

async function bytesOf(sheets: SheetToWrite[], isRightToLeft = false): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of writeWorkbook(sheets, { isRightToLeft })) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

const filesOf = async (sheets: SheetToWrite[], isRightToLeft = false) =>
  Object.fromEntries(
    Object.entries(unzipSync(await bytesOf(sheets, isRightToLeft))).map(([path, bytes]) => [
      path,
      strFromU8(bytes),
    ]),
  );

const cellsOf = async (...rows: SheetToWrite["rows"]) =>
  (await readBytes(await bytesOf([{ name: "A", rows }]))).sheets[0]?.rows;

const attempts = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "＝1", '=HYPERLINK("https://x","y")'];

describe("a workbook that leaves", () => {
  it("is read again by the importer, cell by cell", async () => {
    const bytes = await bytesOf([
      {
        name: "How far each case has come",
        header: ["Case", "Asks", "Due"],
        rows: [
          ["PL-2026-AAA", 1200, { day: "2018-04-13" }],
          ["État <&> “x”", 0.5, { day: "1999-12-31" }],
          ["", -3, ""],
        ],
      },
      { name: "How it was counted", rows: [["Two\nlines"]] },
    ]);
    const { sheets } = await readBytes(bytes);
    expect(sheets.map(({ name }) => name)).toEqual([
      "How far each case has come",
      "How it was counted",
    ]);
    expect(sheets[0]?.rows).toEqual([
      [{ text: "Case" }, { text: "Asks" }, { text: "Due" }],
      [{ text: "PL-2026-AAA" }, { text: "1200" }, { text: "2018-04-13", date: true }],
      [{ text: "État <&> “x”" }, { text: "0.5" }, { text: "1999-12-31", date: true }],
      [null, { text: "-3" }],
    ]);
    expect(sheets[1]?.rows).toEqual([[{ text: "Two\nlines" }]]);
  });

  it("keeps words that look like a formula as words, also when somebody edits them", async () => {
    expect(await cellsOf(attempts)).toEqual([
      attempts.map((text) => ({ text: text.trim(), ...{} })),
    ]);
    const files = await filesOf([{ name: "A", header: ["=1"], rows: [attempts] }]);
    const sheet = files["xl/worksheets/sheet1.xml"] ?? "";
    expect(sheet).not.toContain("<f");
    // Format 49 is "text": what is typed into such a cell is not calculated either.
    const formats = [...(files["xl/styles.xml"] ?? "").matchAll(/<xf numFmtId="(\d+)"[^>]*xfId/g)];
    const used = [...sheet.matchAll(/s="(\d)" t="inlineStr"/g)].map(([, at]) => Number(at));
    expect(used).toHaveLength(attempts.length + 1);
    expect(new Set(used.map((at) => formats[at]?.[1]))).toEqual(new Set(["49"]));
  });

  it("has a bold header that stays in sight, and runs from right to left where its reader does", async () => {
    const table = { name: "A", header: ["State"], rows: [["Example State 1"]] };
    const sheet = async (rtl: boolean) =>
      (await filesOf([table], rtl))["xl/worksheets/sheet1.xml"] ?? "";
    expect(await sheet(false)).toContain('<pane ySplit="1" topLeftCell="A2"');
    expect(await sheet(false)).not.toContain("rightToLeft");
    expect(await sheet(true)).toContain('rightToLeft="1"');
    expect(await sheet(false)).toContain('<c r="A1" s="1"');
    expect((await filesOf([table]))["xl/styles.xml"]).toContain("<font><b/>");
  });

  it("says nothing of who made it or when", async () => {
    const table = { name: "A", rows: [["x"]] };
    const files = await filesOf([table]);
    expect(Object.keys(files).sort()).toEqual([
      "[Content_Types].xml",
      "_rels/.rels",
      "xl/_rels/workbook.xml.rels",
      "xl/styles.xml",
      "xl/workbook.xml",
      "xl/worksheets/sheet1.xml",
    ]);
    expect(await bytesOf([table])).toEqual(await bytesOf([table]));
    expect(Object.values(files).join("")).not.toMatch(/creator|modified|Application|20\d\d-/);
  });

  it("takes any words: too long, broken, or what a spreadsheet reads as a sign", async () => {
    const [row] = (await cellsOf(["a\u0000b\ud800", "_x0041_", "ل".repeat(40_000)])) ?? [];
    expect(row?.[0]?.text).toBe("ab\ufffd");
    expect(row?.[1]?.text).toBe("_x0041_");
    expect(row?.[2]?.text).toHaveLength(32_000);
  });

  it("gives its sheets names that a spreadsheet takes", async () => {
    const long = "Promised and raised, by session: [all] of them";
    const { sheets } = await readBytes(
      await bytesOf([long, long, "'", "a/b"].map((name) => ({ name, rows: [["x"]] }))),
    );
    const names = sheets.map(({ name }) => name);
    expect(new Set(names).size).toBe(4);
    for (const name of names) {
      expect(name).toMatch(/^[^[\]:*?/\\]{1,31}$/);
    }
  });

  it("lets others have their turn while a long list is written", async () => {
    const rows = Array.from({ length: 5_000 }, (_row, at) => [`Row ${at}`, at]);
    let turns = 0;
    const count = setInterval(() => (turns += 1), 0);
    const bytes = await bytesOf([{ name: "A", rows }]);
    clearInterval(count);
    expect(turns).toBeGreaterThan(3);
    const [sheet] = (await readBytes(bytes)).sheets;
    expect(sheet?.rows.at(-1)).toEqual([{ text: "Row 4999" }, { text: "4999" }]);
  });
});
