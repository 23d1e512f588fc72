/*
 * What is left of a spreadsheet once it has been read: plain text, colours and notes, nothing that could act. Imports
 * nothing, since the process that reads files apart from the server has nothing else at hand.
 */

/** One cell that says something. A cell with neither text, fill nor note is null. */
export interface Cell {
  /** As typed; of a formula, the value that stood there when the file was saved; a date as `YYYY-MM-DD[ HH:MM]`. */
  text: string;
  /** `#rrggbb`, in small letters. */
  fill?: string;
  /** Notes and threads of comments on the cell, one after another. */
  note?: string;
  /** The value came from a formula, or (in CSV) would be taken for one. It was not calculated. */
  formula?: true;
  /** `text` is a calendar date of the spreadsheet's own, as precise as it was shown: `2018`, `2018-04`, `2018-04-13`. */
  date?: true;
}

/** A merged range, counted from 0, both ends within it. Its value stands in the first cell. */
export interface Merged {
  row: number;
  column: number;
  lastRow: number;
  lastColumn: number;
}

export interface Sheet {
  name: string;
  isHidden: boolean;
  /** Row and column 0 are the spreadsheet's row 1 and column A. Rows are as long as their last cell. */
  rows: (Cell | null)[][];
  merged: Merged[];
  /** Some colours of this sheet come from rules, not from fills: those are not read. */
  hasRuleColours: boolean;
}

export interface Workbook {
  sheets: Sheet[];
}

/** Why a file can't be read: exactly one for each bad file. `imports.refused` has a sentence for each. */
export const unreadables = [
  "empty",
  "notSpreadsheet",
  "otherSpreadsheet",
  "legacyXls",
  "encrypted",
  "malformed",
  "misencoded",
  "tooLarge",
  "tooManyRows",
  "tooManyColumns",
  "tooManySheets",
  "inflates",
  "overLimits",
  "busy",
] as const;
export type Unreadable = (typeof unreadables)[number];

/** What a file may hold. Far above what people keep by hand, far below what would hurt. */
export const most = {
  /** Of the file as it came. */
  bytes: 10 * 1024 * 1024,
  rows: 20_000,
  columns: 256,
  sheets: 40,
  /** Places between the first cell and the last of each row, over all sheets; merged ranges count too. */
  cells: 400_000,
  /** Of all texts together. */
  characters: 4_000_000,
} as const;
