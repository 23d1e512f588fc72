import Papa from "papaparse";
import { formula } from "./formula";
import type { SheetCell } from "./workbook-file";

/** What tells a spreadsheet that the file is UTF-8. */
export const byteOrderMark = "\ufeff";

/** Lines of CSV that a spreadsheet shows as they are, the last one ended too. */
export function csvLines(rows: readonly (readonly string[])[]): string {
  return `${Papa.unparse(rows as string[][], { quotes: true, escapeFormulae: formula, newline: "\r\n" })}\r\n`;
}

const linesAtOnce = 1_000;

/** A table as CSV, in pieces as they are taken; days as `YYYY-MM-DD`. */
export function* csvPieces({
  header,
  rows,
}: {
  header: readonly string[];
  rows: readonly (readonly SheetCell[])[];
}): Generator<string> {
  yield byteOrderMark;
  yield csvLines([header]);
  for (let start = 0; start < rows.length; start += linesAtOnce) {
    yield csvLines(
      rows
        .slice(start, start + linesAtOnce)
        .map((cells) => cells.map((cell) => (typeof cell === "object" ? cell.day : String(cell)))),
    );
  }
}
