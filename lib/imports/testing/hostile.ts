import { most, type Unreadable } from "../workbook";
import { writeXlsx, xlsxParts } from "./write-xlsx";
import { makeZip } from "./zip";

type Part = [name: string, content: string];

const plain = () =>
  xlsxParts({
    sheets: [
      {
        name: "A",
        rows: [
          ["State", "Case A"],
          ["Example State 1", "agreed"],
        ],
      },
    ],
  });
const sheetPart = "xl/worksheets/sheet1.xml";

/** A plain workbook with one part changed. */
function spoilt(name: string, change: (content: string) => string): Buffer {
  return makeZip(
    plain().map(([part, content]): Part => [part, part === name ? change(content) : content]),
  );
}

const inRow = (cells: string) => (content: string) =>
  content.replace(/<sheetData>.*<\/sheetData>/, `<sheetData><row r="1">${cells}</row></sheetData>`);

/** Microsoft's old container, as far as its name for what is in it. */
const container = (stream: string) =>
  Buffer.concat([
    Buffer.from("d0cf11e0a1b11ae1", "hex"),
    Buffer.alloc(1_016),
    Buffer.from(stream, "utf16le"),
    Buffer.alloc(512),
  ]);

const entities = `<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">${"bcdefghij"
  .split("")
  .map((name, at) => `<!ENTITY ${name} "${`&${"abcdefghi"[at]};`.repeat(10)}">`)
  .join("")}]>`;

const lines = (count: number, line: string) => line.repeat(count);

/** Files that somebody sends by mistake or on purpose, made when they are asked for, each with the one reason it ends in. */
export const hostile: Record<string, [Unreadable, () => Buffer]> = {
  "nothing at all": ["empty", () => Buffer.alloc(0)],
  "only line ends and separators": ["empty", () => Buffer.from(";;\r\n;;\r\n")],
  "a workbook of empty sheets": ["empty", () => writeXlsx({ sheets: [{ name: "A", rows: [] }] })],
  "a workbook of colours without a word": [
    "empty",
    () => writeXlsx({ sheets: [{ name: "A", rows: [[null, { paint: { rgb: "00B050" } }]] }] }),
  ],
  "a picture": ["notSpreadsheet", () => Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")],
  "a PDF": ["notSpreadsheet", () => Buffer.from("%PDF-1.7\n1 0 obj\n")],
  "a web page called .xls": ["notSpreadsheet", () => Buffer.from("<html><table><tr><td>x</table>")],
  "a program's data": ["notSpreadsheet", () => Buffer.from('{"State": "Example State 1"}')],
  "a text document": [
    "notSpreadsheet",
    () =>
      makeZip([
        [
          "_rels/.rels",
          '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>',
        ],
        ["word/document.xml", "<document/>"],
      ]),
  ],
  "any other zip": ["notSpreadsheet", () => makeZip([["notes.txt", "x"]])],
  "a zip of nothing": ["notSpreadsheet", () => makeZip([])],
  "an OpenDocument sheet": [
    "otherSpreadsheet",
    () =>
      makeZip([
        ["mimetype", "application/vnd.oasis.opendocument.spreadsheet"],
        ["content.xml", "<office:document-content/>"],
      ]),
  ],
  "a binary workbook (.xlsb)": [
    "otherSpreadsheet",
    () =>
      makeZip([
        [
          "_rels/.rels",
          '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>',
        ],
        ["xl/workbook.bin", "x"],
      ]),
  ],
  "the XML of Excel 2003": [
    "otherSpreadsheet",
    () =>
      Buffer.from(
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
      ),
  ],
  "a workbook of Excel 97": ["legacyXls", () => container("Workbook")],
  "a workbook of Excel 95": ["legacyXls", () => container("Book")],
  "a sheet of Excel 3": ["legacyXls", () => Buffer.from("0902060000001000", "hex")],
  "a workbook behind a password": ["encrypted", () => container("EncryptedPackage")],
  "a zip behind a password": [
    "encrypted",
    () => makeZip([["xl/workbook.xml", "x", { isEncrypted: true }]]),
  ],
  "half of a workbook": [
    "malformed",
    () => {
      const whole = makeZip(plain());
      return whole.subarray(0, whole.length / 2);
    },
  ],
  "a workbook without its workbook": [
    "malformed",
    () => makeZip(plain().filter(([name]) => name !== "xl/workbook.xml")),
  ],
  "a workbook without a sheet that it lists": [
    "malformed",
    () => makeZip(plain().filter(([name]) => name !== sheetPart)),
  ],
  "a workbook with a part twice": [
    "malformed",
    () => makeZip([...plain(), ["XL/Worksheets/Sheet1.xml", "<worksheet/>"]]),
  ],
  "a zip that would be unpacked elsewhere": [
    "malformed",
    () => makeZip([...plain(), ["../../../etc/cron.d/x", "x"]]),
  ],
  "a sheet that ends in the middle": [
    "malformed",
    () => spoilt(sheetPart, (xml) => xml.slice(0, -40)),
  ],
  "a sheet that is no XML": ["malformed", () => spoilt(sheetPart, () => "State,Case A")],
  "a text that is not there": [
    "malformed",
    () => spoilt(sheetPart, inRow('<c r="A1" t="s"><v>99</v></c>')),
  ],
  "a cell in another row": ["malformed", () => spoilt(sheetPart, inRow('<c r="A7"><v>1</v></c>'))],
  "a cell beyond all columns": [
    "malformed",
    () => spoilt(sheetPart, inRow('<c r="ZZZZ1"><v>1</v></c>')),
  ],
  "a billion laughs": [
    "malformed",
    () =>
      spoilt(
        "xl/sharedStrings.xml",
        (xml) => `${entities}${xml.slice(xml.indexOf("<sst")).replace("agreed", "&j;")}`,
      ),
  ],
  "an entity from a file of ours": [
    "malformed",
    () =>
      spoilt(
        "xl/sharedStrings.xml",
        (xml) =>
          `<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]>${xml.slice(xml.indexOf("<sst")).replace("agreed", "&x;")}`,
      ),
  ],
  "elements without an end to their depth": [
    "malformed",
    () =>
      spoilt(sheetPart, (xml) => xml.replace("<sheetData>", `<sheetData>${"<x>".repeat(200_000)}`)),
  ],
  "quotes that never close": [
    "malformed",
    () => Buffer.from('State,Note\nExample State 1,"never closed\n'),
  ],
  "letters that were lost": ["misencoded", () => Buffer.from("État;Côte d\ufffdIvoire\n")],
  "letters that were read wrongly once": [
    "misencoded",
    () => Buffer.from(Buffer.from("État;Sénégal;État d’exemple\n").toString("latin1")),
  ],
  "two encodings in one file": [
    "misencoded",
    () =>
      Buffer.concat([Buffer.from("État;Sénégal;"), Buffer.from([0xc9, 0x74, 0x61, 0x74, 0x0a])]),
  ],
  "Cyrillic in Windows-1251": [
    "misencoded",
    () => Buffer.from("c3eef1f3e4e0f0f1f2e2ee3bd1eee3ebe0f1e8e50a", "hex"),
  ],
  "UTF-16 that breaks off": [
    "misencoded",
    () => Buffer.concat([Buffer.from("\ufeffState\tCase", "utf16le"), Buffer.from([0x41])]),
  ],
  "more bytes than may be": ["tooLarge", () => Buffer.alloc(most.bytes + 1, "a,b\n")],
  "more cells than may be": ["tooLarge", () => Buffer.from(lines(18_000, `${"x,".repeat(60)}x\n`))],
  "one long text in a thousand cells": [
    "tooLarge",
    () =>
      writeXlsx({
        sheets: [{ name: "A", rows: Array.from({ length: 1_000 }, () => ["x".repeat(30_000)]) }],
      }),
  ],
  "more rows than may be, in CSV": [
    "tooManyRows",
    () => Buffer.from(lines(most.rows + 1, "a,b\n")),
  ],
  "more rows than may be": [
    "tooManyRows",
    () =>
      spoilt(sheetPart, (xml) =>
        xml.replace(
          "</sheetData>",
          `<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>`,
        ),
      ),
  ],
  "more columns than may be, in CSV": [
    "tooManyColumns",
    () => Buffer.from(`${",".repeat(1_000_000)}x\n`),
  ],
  "more columns than may be": [
    "tooManyColumns",
    () => spoilt(sheetPart, inRow('<c r="XFD1"><v>1</v></c>')),
  ],
  "more sheets than may be": [
    "tooManySheets",
    () =>
      writeXlsx({
        sheets: Array.from({ length: most.sheets + 1 }, (_, at) => ({
          name: `${at}`,
          rows: [["x"]],
        })),
      }),
  ],
  "a zip bomb": [
    "inflates",
    () =>
      spoilt(sheetPart, (xml) =>
        xml.replace("<sheetData>", `<sheetData>${" ".repeat(60_000_000)}`),
      ),
  ],
  "a zip bomb that claims to be small": [
    "inflates",
    () =>
      makeZip(
        plain().map(([name, content]) =>
          name === "xl/sharedStrings.xml"
            ? [
                name,
                content.replace("agreed", "a".repeat(60_000_000)),
                { uncompressedSize: 1_000_000 },
              ]
            : [name, content],
        ),
      ),
  ],
  "a zip of twenty thousand parts": [
    "inflates",
    () => makeZip(Array.from({ length: 20_000 }, (_, at) => [`${at}`, ""])),
  ],
};
