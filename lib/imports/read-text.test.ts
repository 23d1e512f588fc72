import { describe, expect, it } from "vitest";
import { readBytes } from "./reading/read-bytes";
import { readPasted } from "./reading/read-text";

const texts = async (bytes: Uint8Array) =>
  (await readBytes(Buffer.from(bytes))).sheets[0]?.rows.map((row) =>
    row.map((cell) => cell?.text ?? ""),
  );
const sheet = "État;Côte d’Ivoire – œuvre\r\nÉtat d’exemple 1;d’accord\r\n";
const cells = [
  ["État", "Côte d’Ivoire – œuvre"],
  ["État d’exemple 1", "d’accord"],
];
const swapped = (text: string) => Buffer.from(text, "utf16le").swap16();
const western = (text: string) =>
  Buffer.from(
    [...text].map((sign) => ({ "’": 0x92, "–": 0x96, œ: 0x9c })[sign] ?? sign.charCodeAt(0)),
  );

describe("a file of text", () => {
  it.each<[string, Uint8Array]>([
    ["UTF-8", Buffer.from(sheet)],
    ["UTF-8 with its mark", Buffer.from(`\ufeff${sheet}`)],
    ["UTF-16, little end first, with its mark", Buffer.from(`\ufeff${sheet}`, "utf16le")],
    ["UTF-16, little end first, without", Buffer.from(sheet, "utf16le")],
    ["UTF-16, big end first, with its mark", swapped(`\ufeff${sheet}`)],
    ["UTF-16, big end first, without", swapped(sheet)],
    ["Windows-1252", western(sheet)],
  ])("is read from %s", async (_, bytes) => {
    expect(await texts(bytes)).toEqual(cells);
  });

  it("is read from UTF-16 without its mark in other alphabets", async () => {
    const text = "国家\t案件\r\n示例国 1\t同意\r\n";
    const read = [
      ["国家", "案件"],
      ["示例国 1", "同意"],
    ];
    expect(await texts(Buffer.from(text, "utf16le"))).toEqual(read);
    expect(await texts(swapped(text))).toEqual(read);
  });

  it.each([
    ["commas", ","],
    ["semicolons", ";"],
    ["tabs", "\t"],
    ["bars", "|"],
  ])("has its cells apart by %s, with line ends and signs in quotes", async (_, sign) => {
    const text = `State${sign}Note\n"Example${sign} State 1"${sign}"first\r\nsecond ""line"""\n`;
    expect(await texts(Buffer.from(text))).toEqual([
      ["State", "Note"],
      [`Example${sign} State 1`, 'first\r\nsecond "line"'],
    ]);
  });

  it("has semicolons between French numbers", async () => {
    expect(
      await texts(Buffer.from("Pays;Part\nÉtat d’exemple 1;1,5\nÉtat d’exemple 2;2,5\n")),
    ).toEqual([
      ["Pays", "Part"],
      ["État d’exemple 1", "1,5"],
      ["État d’exemple 2", "2,5"],
    ]);
  });

  it("may name its separator, as Excel does", async () => {
    expect(await texts(Buffer.from("sep=|\r\na;b|c\r\n"))).toEqual([["a;b", "c"]]);
  });

  it("marks what another program would take for a formula, and leaves it as it is", async () => {
    const { sheets } = await readBytes(
      Buffer.from(
        'State,What\n-,+\n=1+1,"=HYPERLINK(""https://evil.example"")"\n@SUM(A1),-cmd|x\n',
      ),
    );
    expect(sheets[0]?.rows.slice(1)).toEqual([
      [{ text: "-" }, { text: "+" }],
      [
        { text: "=1+1", formula: true },
        { text: '=HYPERLINK("https://evil.example")', formula: true },
      ],
      [
        { text: "@SUM(A1)", formula: true },
        { text: "-cmd|x", formula: true },
      ],
    ]);
  });
});

it("reads a block from the clipboard, gaps and all", () => {
  expect(readPasted('\tCase A\tCase B\r\nExample State 1\t\t"a\nb"\r\n').sheets[0]?.rows).toEqual([
    [null, { text: "Case A" }, { text: "Case B" }],
    [{ text: "Example State 1" }, null, { text: "a\nb" }],
  ]);
});
