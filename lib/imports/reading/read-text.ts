import Papa from "papaparse";
import { readBlock } from "../../commitments/block.ts";
import { asTyped } from "../../text/formula.ts";
import { type Cell, most, type Workbook } from "../workbook.ts";
import { Budget } from "./budget.ts";
import { decodeText } from "./decode-text.ts";
import { Refused } from "./refused.ts";
import { trimRows } from "./trim.ts";

/** Reads a CSV file, whatever separates its cells. */
export function readCsv(bytes: Uint8Array): Workbook {
  const text = decodeText(bytes);
  if (/^\s*<(!doctype|html|table|\?xml|svg)/i.test(text)) {
    throw new Refused(
      text.includes("urn:schemas-microsoft-com:office:spreadsheet")
        ? "otherSpreadsheet"
        : "notSpreadsheet",
    );
  }
  if (/^\s*[{[]\s*["{[]/.test(text) || text.startsWith("%PDF") || text.startsWith("{\\rtf")) {
    throw new Refused("notSpreadsheet");
  }
  // Excel's own way of telling the separator to whoever opens the file.
  const told = /^sep=(.)\r?\n/i.exec(text);
  const body = told ? text.slice(told[0].length) : text;
  const { data, errors, meta } = Papa.parse<string[]>(body, {
    delimiter: told?.[1] ?? guessSeparator(body),
    preview: most.rows + 1,
  });
  if (errors.some(({ code }) => code === "MissingQuotes")) {
    throw new Refused("malformed");
  }
  if (meta.truncated) {
    throw new Refused("tooManyRows");
  }
  return onlySheet(data.map((row) => row.map(asTyped)));
}

/**
 * What makes the most of the first lines equally long, without broken quotes. (The parser's own guess takes the commas
 * within French numbers for it.)
 */
function guessSeparator(text: string): string {
  let best = { sign: ",", even: 0, width: 1 };
  for (const sign of ["\t", ";", ",", "|"]) {
    const { data, errors } = Papa.parse<string[]>(text, { delimiter: sign, preview: 50 });
    const widths = new Map<number, number>();
    for (const { length } of data) {
      widths.set(length, (widths.get(length) ?? 0) + (length > 1 ? 1 : 0));
    }
    const broken = errors.filter(({ type }) => type === "Quotes").length;
    for (const [width, lines] of widths) {
      const even = lines / data.length - broken;
      if (even > best.even || (even === best.even && width > best.width)) {
        best = { sign, even, width };
      }
    }
  }
  return best.sign;
}

/** Reads a block as spreadsheets put it on the clipboard. */
export function readPasted(text: string): Workbook {
  return onlySheet(readBlock(text));
}

function onlySheet(data: string[][]): Workbook {
  const budget = new Budget();
  const rows = trimRows(
    data.map((row) => row.map((text) => cellOf(text.trim()))),
    budget,
  );
  if (rows.length === 0) {
    throw new Refused("empty");
  }
  return { sheets: [{ name: "", isHidden: false, rows, merged: [], hasRuleColours: false }] };
}

function cellOf(text: string): Cell | null {
  if (text === "") {
    return null;
  }
  // A dash or a plus alone is how people write "nothing" and "yes".
  return /^=|^[+@-]\s*[\p{L}(]/u.test(text) ? { text, formula: true } : { text };
}
