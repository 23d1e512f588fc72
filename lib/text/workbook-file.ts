import { strToU8, Zip, ZipDeflate } from "fflate";
import { asXml } from "./xml";

/** What a cell of a workbook holds: words, a number, or a day as `YYYY-MM-DD`. */
export type SheetCell = string | number | { day: string };

export interface SheetToWrite {
  name: string;
  /** Bold, and in sight while the rest is scrolled. */
  header?: readonly string[];
  rows: readonly (readonly SheetCell[])[];
}

/** The media type of a workbook. */
export const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

const rowsAtOnce = 500;

/**
 * A workbook (XLSX), in pieces as they are read, so that a long list stands in nobody's way. Words stay words, also
 * where they look like a formula and somebody edits them: their cells are of the format "text". Who made it, when and
 * with what is nowhere in it.
 *
 * Our own since the writers that there are build the whole in one go (fifty thousand rows took 7 to 55 seconds in
 * which nothing else was answered), and the one that streams knows no sheet from right to left.
 */
export async function* writeWorkbook(
  sheets: readonly SheetToWrite[],
  { isRightToLeft }: { isRightToLeft: boolean },
): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) {
      throw error;
    }
    ready.push(piece);
  });
  const begin = (path: string) => {
    const file = new ZipDeflate(path, { level: 6 });
    // The first moment that an archive can tell.
    file.mtime = new Date(1980, 0, 1);
    zip.add(file);
    return file;
  };
  const names = sheetNames(sheets);
  for (const [path, text] of Object.entries(frame(names))) {
    begin(path).push(strToU8(text), true);
  }
  for (const [index, sheet] of sheets.entries()) {
    const file = begin(`xl/worksheets/sheet${index + 1}.xml`);
    file.push(strToU8(sheetStart(sheet, isRightToLeft, index === 0)));
    const first = sheet.header ? 2 : 1;
    for (let start = 0; start < sheet.rows.length; start += rowsAtOnce) {
      const some = sheet.rows.slice(start, start + rowsAtOnce);
      file.push(strToU8(some.map((cells, at) => row(cells, first + start + at)).join("")));
      yield* ready.splice(0);
      // Others have their turn between two pieces.
      await new Promise((resolve) => setImmediate(resolve));
    }
    file.push(strToU8("</sheetData></worksheet>"), true);
  }
  zip.end();
  yield* ready.splice(0);
}

const styles = { plain: 0, header: 1, words: 2, day: 3 } as const;

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packaged = "http://schemas.openxmlformats.org/package/2006";
const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;

/** What a workbook is besides its sheets. */
function frame(names: readonly string[]): Record<string, string> {
  const paths = names.map((_name, index) => `worksheets/sheet${index + 1}.xml`);
  const part = (path: string, kind: string) =>
    `<Override PartName="/xl/${path}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;
  const relation = (id: number, kind: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${relations}/${kind}" Target="${target}"/>`;
  return {
    "[Content_Types].xml": `${declaration}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part("workbook.xml", "sheet.main")}${paths.map((path) => part(path, "worksheet")).join("")}${part("styles.xml", "styles")}</Types>`,
    "_rels/.rels": `${declaration}<Relationships xmlns="${packaged}/relationships">${relation(1, "officeDocument", "xl/workbook.xml")}</Relationships>`,
    "xl/workbook.xml": `${declaration}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${names.map((name, index) => `<sheet name="${asXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${declaration}<Relationships xmlns="${packaged}/relationships">${paths.map((path, index) => relation(index + 1, "worksheet", path)).join("")}${relation(paths.length + 1, "styles", "styles.xml")}</Relationships>`,
    "xl/styles.xml": `${declaration}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
  };
}

/** Names that a spreadsheet takes: short, without the signs of its addresses, and each once. */
function sheetNames(sheets: readonly SheetToWrite[]): string[] {
  const taken = new Set<string>();
  return sheets.map(({ name }, index) => {
    const allowed = [
      ...name
        .replace(/[[\]:*?/\\]/g, " ")
        .replace(/^'+|'+$/g, "")
        .trim(),
    ];
    const short = allowed.slice(0, 31).join("") || String(index + 1);
    const free = taken.has(short.toLowerCase())
      ? `${allowed.slice(0, 27).join("")} ${index + 1}`
      : short;
    taken.add(free.toLowerCase());
    return free;
  });
}

function sheetStart({ header, rows }: SheetToWrite, isRightToLeft: boolean, isFirst: boolean) {
  const widths = columnWidths(header ? [header, ...rows.slice(0, 200)] : rows.slice(0, 200));
  const view = `<sheetView${isRightToLeft ? ` rightToLeft="1"` : ""}${isFirst ? ` tabSelected="1"` : ""} workbookViewId="0"${header ? `><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>` : "/>"}`;
  const columns = widths
    .map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
    .join("");
  return `${declaration}<worksheet xmlns="${main}"><sheetViews>${view}</sheetViews>${columns && `<cols>${columns}</cols>`}<sheetData>${header ? row(header, 1, styles.header) : ""}`;
}

/** Wide enough for what stands there, within what a screen shows. */
function columnWidths(rows: readonly (readonly SheetCell[])[]): number[] {
  const widths: number[] = [];
  for (const cells of rows) {
    cells.forEach((cell, at) => {
      const length = typeof cell === "object" ? 10 : String(cell).length;
      widths[at] = Math.min(60, Math.max(widths[at] ?? 8, length + 2));
    });
  }
  return widths;
}

function row(cells: readonly SheetCell[], number: number, style?: number): string {
  return `<row r="${number}">${cells.map((cell, at) => written(cell, `${letters(at)}${number}`, style)).join("")}</row>`;
}

function written(cell: SheetCell, address: string, style?: number): string {
  if (typeof cell === "number") {
    return `<c r="${address}" s="${style ?? styles.plain}"><v>${cell}</v></c>`;
  }
  if (typeof cell === "object") {
    return `<c r="${address}" s="${style ?? styles.day}"><v>${dayNumber(cell.day)}</v></c>`;
  }
  return cell === ""
    ? ""
    : `<c r="${address}" s="${style ?? styles.words}" t="inlineStr"><is><t xml:space="preserve">${asXml(kept(cell))}</t></is></c>`;
}

/** A cell takes so many characters, and reads `_x0041_` as a letter. */
const kept = (words: string) =>
  words
    .slice(0, 32_000)
    .toWellFormed()
    .replace(/_(?=x[0-9a-f]{4}_)/gi, "_x005F_");

/** Days since the last day of 1899, as spreadsheets count them (with a 29 February 1900 that never was). */
const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569;

function letters(at: number): string {
  return (at >= 26 ? letters(Math.floor(at / 26) - 1) : "") + String.fromCharCode(65 + (at % 26));
}
