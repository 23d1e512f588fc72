import { makeZip } from "./zip";

/** A colour as a workbook may say it. */
export interface Paint {
  rgb?: string;
  theme?: number;
  tint?: number;
  indexed?: number;
  /** `solid` when left out. */
  pattern?: string;
}

/** A cell to be written: words, a number, or more. */
export type Written =
  | string
  | number
  | null
  | {
      value?: string | number;
      /** Without `value`, a formula that was never calculated. */
      formula?: string;
      paint?: Paint;
      /** Format of numbers: a built-in one by number, or a code. */
      format?: number | string;
      note?: string;
      thread?: string[];
    };

export interface WrittenSheet {
  name: string;
  rows: Written[][];
  merged?: string[];
  isHidden?: boolean;
  hasRules?: boolean;
  /** Colours of whole rows, by their number in the spreadsheet. */
  rowPaints?: Record<number, Paint>;
}

export interface WrittenBook {
  sheets: WrittenSheet[];
  startsIn1904?: boolean;
  /** Twelve colours in the file's order (dark 1, light 1, dark 2, ...). */
  theme?: string[];
}

type Part = [name: string, content: string];

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const threaded = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment";

/** Writes an .xlsx file the way Excel does, as far as an importer can tell. For tests and examples only. */
export function writeXlsx(book: WrittenBook): Buffer {
  return makeZip(xlsxParts(book));
}

/** The same before it is packed, so that a test may spoil a part. */
export function xlsxParts({ sheets, startsIn1904, theme = officeTheme }: WrittenBook): Part[] {
  const styles = new Styles();
  const strings = new Map<string, number>();
  const written = sheets.map((sheet) => writeSheet(sheet, styles, strings));
  return [
    [
      "[Content_Types].xml",
      `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    ],
    ["_rels/.rels", relations([["rId1", `${kinds}/officeDocument`, "xl/workbook.xml"]])],
    [
      "xl/workbook.xml",
      `${head}<workbook xmlns="${main}" xmlns:r="${kinds}"><workbookPr${startsIn1904 ? ' date1904="1"' : ""}/><sheets>${sheets
        .map(
          ({ name, isHidden }, at) =>
            `<sheet name="${escaped(name)}" sheetId="${at + 1}"${isHidden ? ' state="hidden"' : ""} r:id="rId${at + 1}"/>`,
        )
        .join("")}</sheets></workbook>`,
    ],
    [
      "xl/_rels/workbook.xml.rels",
      relations([
        ...sheets.map(
          (_, at): Link => [`rId${at + 1}`, `${kinds}/worksheet`, `worksheets/sheet${at + 1}.xml`],
        ),
        ["rIdA", `${kinds}/styles`, "styles.xml"],
        ["rIdB", `${kinds}/sharedStrings`, "sharedStrings.xml"],
        ["rIdC", `${kinds}/theme`, "theme/theme1.xml"],
      ]),
    ],
    ["xl/theme/theme1.xml", themePart(theme)],
    ["xl/styles.xml", styles.part()],
    [
      "xl/sharedStrings.xml",
      `${head}<sst xmlns="${main}">${[...strings.keys()]
        .map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`)
        .join("")}</sst>`,
    ],
    ...written.flatMap((parts, at) =>
      parts.map(
        ([name, content]): Part => [
          name.replace("#", String(at + 1)),
          name.endsWith(".rels") ? content.replaceAll("#.xml", `${at + 1}.xml`) : content,
        ],
      ),
    ),
  ];
}

function writeSheet(sheet: WrittenSheet, styles: Styles, strings: Map<string, number>): Part[] {
  const notes: string[] = [];
  const threads: string[] = [];
  const rows = sheet.rows.map((cells, row) => {
    const inside = cells.map((cell, column) => {
      const address = `${columnName(column)}${row + 1}`;
      const whole = typeof cell === "object" ? cell : { value: cell };
      if (whole === null) {
        return "";
      }
      if (whole.note !== undefined) {
        notes.push(
          `<comment ref="${address}" authorId="0"><text><r><t xml:space="preserve">${escaped(whole.note)}</t></r></text></comment>`,
        );
      }
      for (const [at, said] of (whole.thread ?? []).entries()) {
        threads.push(
          `<threadedComment ref="${address}" id="{${address}-${at}}"><text>${escaped(said)}</text></threadedComment>`,
        );
      }
      const style = styles.numberOf(whole.paint, whole.format);
      const formula = whole.formula === undefined ? "" : `<f>${escaped(whole.formula)}</f>`;
      const { value } = whole;
      if (value === undefined && !formula && !style) {
        return "";
      }
      if (typeof value === "string" && !formula) {
        const at = strings.get(value) ?? strings.size;
        strings.set(value, at);
        return `<c r="${address}" s="${style}" t="s"><v>${at}</v></c>`;
      }
      const type = typeof value === "string" ? ' t="str"' : "";
      const content = value === undefined ? "" : `<v>${escaped(String(value))}</v>`;
      return `<c r="${address}" s="${style}"${type}>${formula}${content}</c>`;
    });
    const paint = sheet.rowPaints?.[row + 1];
    const style = paint ? ` s="${styles.numberOf(paint)}" customFormat="1"` : "";
    return `<row r="${row + 1}"${style}>${inside.join("")}</row>`;
  });
  const merged = (sheet.merged ?? []).map((ref) => `<mergeCell ref="${ref}"/>`).join("");
  const rules = sheet.hasRules
    ? '<conditionalFormatting sqref="B2:B9"><cfRule type="containsText" dxfId="0" priority="1"/></conditionalFormatting>'
    : "";
  const parts: Part[] = [
    [
      "xl/worksheets/sheet#.xml",
      `${head}<worksheet xmlns="${main}"><sheetData>${rows.join("")}</sheetData>${merged ? `<mergeCells>${merged}</mergeCells>` : ""}${rules}</worksheet>`,
    ],
  ];
  const links: Link[] = [];
  if (notes.length > 0) {
    links.push(["rId1", `${kinds}/comments`, "../comments#.xml"]);
    parts.push([
      "xl/comments#.xml",
      `${head}<comments xmlns="${main}"><authors><author/></authors><commentList>${notes.join("")}</commentList></comments>`,
    ]);
  }
  if (threads.length > 0) {
    links.push(["rId2", threaded, "../threadedComments/threadedComment#.xml"]);
    parts.push([
      "xl/threadedComments/threadedComment#.xml",
      `${head}<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">${threads.join("")}</ThreadedComments>`,
    ]);
  }
  if (links.length > 0) {
    // The number of the sheet is put in where the parts get their names.
    parts.push(["xl/worksheets/_rels/sheet#.xml.rels", relations(links)]);
  }
  return parts;
}

type Link = [id: string, type: string, target: string];

function relations(links: Link[]): string {
  return `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`)
    .join("")}</Relationships>`;
}

class Styles {
  readonly #fills = ['<patternFill patternType="none"/>', '<patternFill patternType="gray125"/>'];
  readonly #formats = new Map<string, number>();
  readonly #cells = ['<xf numFmtId="0" fillId="0"/>'];

  numberOf(paint?: Paint, format: number | string = 0): number {
    const fill = paint ? place(this.#fills, fillOf(paint)) : 0;
    return place(this.#cells, `<xf numFmtId="${this.#formatNumber(format)}" fillId="${fill}"/>`);
  }

  part(): string {
    const formats = [...this.#formats].map(
      ([code, id]) => `<numFmt numFmtId="${id}" formatCode="${escaped(code)}"/>`,
    );
    return `${head}<styleSheet xmlns="${main}"><numFmts>${formats.join("")}</numFmts><fills>${this.#fills
      .map((fill) => `<fill>${fill}</fill>`)
      .join(
        "",
      )}</fills><cellStyleXfs><xf numFmtId="0" fillId="0"/></cellStyleXfs><cellXfs>${this.#cells.join("")}</cellXfs><dxfs><dxf><fill><patternFill><bgColor rgb="FFFF0000"/></patternFill></fill></dxf></dxfs></styleSheet>`;
  }

  #formatNumber(format: number | string): number {
    if (typeof format === "number") {
      return format;
    }
    const id = this.#formats.get(format) ?? 164 + this.#formats.size;
    this.#formats.set(format, id);
    return id;
  }
}

function fillOf({ pattern = "solid", rgb, theme, tint, indexed }: Paint): string {
  const says = [
    rgb === undefined ? "" : ` rgb="FF${rgb}"`,
    theme === undefined ? "" : ` theme="${theme}"`,
    indexed === undefined ? "" : ` indexed="${indexed}"`,
    tint === undefined ? "" : ` tint="${tint}"`,
  ];
  return `<patternFill patternType="${pattern}"><fgColor${says.join("")}/><bgColor indexed="64"/></patternFill>`;
}

function place(list: string[], one: string): number {
  const at = list.indexOf(one);
  return at >= 0 ? at : list.push(one) - 1;
}

const officeTheme = [
  ...["000000", "FFFFFF", "44546A", "E7E6E6", "4472C4", "ED7D31"],
  ...["A5A5A5", "FFC000", "5B9BD5", "70AD47", "0563C1", "954F72"],
];

function themePart(colours: string[]): string {
  const names = [
    "dk1",
    "lt1",
    "dk2",
    "lt2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
  ];
  const slots = names.map((name, at) =>
    at < 2
      ? `<a:${name}><a:sysClr val="window" lastClr="${colours[at]}"/></a:${name}>`
      : `<a:${name}><a:srgbClr val="${colours[at]}"/></a:${name}>`,
  );
  return `${head}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office"><a:themeElements><a:clrScheme name="Office">${slots.join("")}</a:clrScheme></a:themeElements></a:theme>`;
}

export function columnName(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : columnName(Math.floor(column / 26) - 1) + columnName(column % 26);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
