import type { Forum } from "@/db/reference/words";
import type { StateMatcher } from "@/lib/states/names";
import { readForum } from "./forum-words";
import { columnKinds, guessKind } from "./headings";
import { readStage } from "./stage-words";
import { type Merged, most, type Sheet } from "./workbook";

/** What a column is taken for: one of a list's kinds, a case of a matrix, or nothing. */
export const roles = [...columnKinds, "matrix-case", "none"] as const;
export type Role = (typeof roles)[number];

export interface Column {
  index: number;
  /** Its headings from the top, those of merged cells for each column beneath them. */
  headings: string[];
  role: Role;
  /** The forum that its headings name. */
  forum: Forum | null;
  /** It holds colours or words of stages. */
  hasStages: boolean;
}

/** How a sheet is laid out. All of it is a proposal: whoever imports may say otherwise. */
export interface Layout {
  /** A matrix has a State a row and a case a column; a list has an ask a row. */
  shape: "matrix" | "list";
  /** The first row of data, counted from 0. */
  firstRow: number;
  columns: Column[];
}

/** States stand further down than this only under a page of text. */
const mostTop = 40;
/** So many cells of a column are looked at. */
const mostLooked = 200;

/** Says how a sheet is laid out, or null where no column holds States. */
export function guessLayout(sheet: Sheet, matcher: StateMatcher): Layout | null {
  const isState = rememberedMatch(matcher);
  const stateColumn = findStateColumn(sheet, isState);
  if (stateColumn === null) {
    return null;
  }
  const firstRow = firstRowOf(sheet, stateColumn, isState);
  const width = Math.max(...sheet.rows.map((row) => row.length));
  const top = headingRows(sheet, firstRow, width);
  const columns = Array.from({ length: width }, (_, index): Column => {
    const headings = headingsOf(sheet, index, top);
    const guessed = guessKind(headings.at(-1) ?? "");
    const forums = headings.map(readForum).filter((forum) => forum !== null);
    return {
      index,
      headings,
      role: index === stateColumn ? "state" : (guessed?.kind ?? "none"),
      forum: forums.at(-1) ?? null,
      hasStages: holdsStages(sheet, index, firstRow),
    };
  });
  return { ...shapeOf(columns, stateColumn), firstRow };
}

/** The layout of a sheet in which no column of States was found: nothing is taken for anything. */
export function plainLayout(sheet: Sheet): Layout {
  const width = Math.max(0, ...sheet.rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, index): Column => {
    const headings = headingsOf(sheet, index, [0]);
    return { index, headings, role: "none", forum: null, hasStages: false };
  });
  return { shape: "list", firstRow: 1, columns };
}

/**
 * The layout with what whoever imports has said of its columns. One column holds the States, and one each of the other
 * kinds but notes and cases: what is said of another takes it away from the first.
 */
export function applyRoles(
  layout: Layout,
  said: Readonly<Record<string, Role>>,
  isState: (row: number, column: number) => boolean,
): Layout {
  const isSaid = ({ index }: Column) => said[index] !== undefined;
  if (!layout.columns.some(isSaid)) {
    return layout;
  }
  const taken = new Set<Role>(
    layout.columns.filter(isSaid).map(({ index }) => said[index] as Role),
  );
  const seen = new Set<Role>();
  const columns = layout.columns.map((column) => {
    const role =
      said[column.index] ??
      (isSingle(column.role) && taken.has(column.role) ? "none" : column.role);
    const isSecond = isSingle(role) && seen.has(role);
    seen.add(role);
    return { ...column, role: isSecond ? ("none" as const) : role };
  });
  const before = layout.columns.find(({ role }) => role === "state")?.index;
  const states = columns.find(({ role }) => role === "state")?.index;
  const firstRow =
    states === undefined || states === before
      ? layout.firstRow
      : firstStateRow(layout, states, isState);
  const shape = columns.some(({ role }) => role === "matrix-case") ? "matrix" : "list";
  return { shape, firstRow, columns };
}

const isSingle = (role: Role) => !["none", "note", "own", "matrix-case"].includes(role);

function firstStateRow(
  layout: Layout,
  column: number,
  isState: (row: number, column: number) => boolean,
): number {
  for (let row = 0; row < mostTop; row++) {
    if (isState(row, column)) {
      return row;
    }
  }
  return layout.firstRow;
}

/** A list says in one column where the ask stands; a matrix has columns for it that are called after cases. */
function shapeOf(columns: Column[], stateColumn: number): Omit<Layout, "firstRow"> {
  const isTaken = new Set<Role>(["state"]);
  const single = columns.map((column) => {
    if (column.index === stateColumn) {
      return column;
    }
    // Two columns of one kind: the first counts, but notes may be as many as they like.
    const role = isSingle(column.role) && isTaken.has(column.role) ? "none" : column.role;
    isTaken.add(role);
    return { ...column, role };
  });
  const hasNoHeadings = single.every(({ headings }) => headings.length === 0);
  const isCase = ({ index, role, hasStages, headings }: Column) =>
    index > stateColumn &&
    hasStages &&
    (headings.length > 0 || hasNoHeadings) &&
    mayBeCase(role, headings);
  const cases = single.filter(isCase);
  const isList =
    isTaken.has("stage") &&
    (isTaken.has("case") ? !cases.some(({ role }) => role === "case") : cases.length === 0);
  if (isList || cases.length === 0) {
    return { shape: "list", columns: single };
  }
  if (hasNoHeadings && cases.length === 1) {
    const columns = single.map((column) =>
      isCase(column) ? { ...column, role: "stage" as const } : column,
    );
    return { shape: "list", columns };
  }
  return {
    shape: "matrix",
    columns: single.map((column) => (isCase(column) ? { ...column, role: "matrix-case" } : column)),
  };
}

/** "Note-taker arrested" is a case whatever it begins with; "Notes" is none, and "Status (May)" is not either. */
function mayBeCase(role: Role, headings: string[]): boolean {
  return (
    role === "none" ||
    role === "case" ||
    role === "forum" ||
    role === "session" ||
    (role !== "stage" && role !== "state" && guessKind(headings.at(-1) ?? "")?.isWhole === false)
  );
}

function rememberedMatch(matcher: StateMatcher): (text: string) => boolean {
  const known = new Map<string, boolean>();
  return (text) => {
    if (text.length < 2 || text.length > 80 || !/\p{L}/u.test(text)) {
      return false;
    }
    const is = known.get(text) ?? matcher.isState(text);
    known.set(text, is);
    return is;
  };
}

function findStateColumn(sheet: Sheet, isState: (text: string) => boolean): number | null {
  const hits = new Map<number, number>();
  for (const row of sheet.rows.slice(0, mostLooked)) {
    for (const [column, cell] of row.slice(0, 40).entries()) {
      if (cell && isState(cell.text)) {
        hits.set(column, (hits.get(column) ?? 0) + 1);
      }
    }
  }
  const named = (column: number) =>
    sheet.rows
      .slice(0, mostTop)
      .map((row) => row[column]?.text ?? "")
      .some((text) => guessKind(text)?.kind === "state" && !isState(text));
  // A column called "State" wins over one that happens to hold more of them, such as the country concerned.
  const ranked = [...hits].sort(
    ([a, inA], [b, inB]) => Number(named(b)) - Number(named(a)) || inB - inA || a - b,
  );
  return ranked[0]?.[0] ?? null;
}

/**
 * Where the data begin: below the heading of the States, so that a name which nobody knows can stand first; where there
 * is none, at the first State.
 */
function firstRowOf(sheet: Sheet, column: number, isState: (text: string) => boolean): number {
  const textOf = (row: number) => sheet.rows[row]?.[column]?.text ?? "";
  const firstState = sheet.rows.findIndex((_, row) => isState(textOf(row)));
  const heading = sheet.rows.slice(0, firstState).findLastIndex((_, row) => {
    const kind = guessKind(textOf(row));
    return kind?.kind === "state" && kind.isWhole;
  });
  const first = sheet.rows.findIndex(
    (cells, row) =>
      row > heading && textOf(row) !== "" && cells.filter((one) => one?.text).length > 1,
  );
  return heading < 0 || first < 0 ? firstState : Math.min(first, firstState);
}

/** The rows of headings: those right above the data that fill more than one cell, without a title or a gap between. */
function headingRows(sheet: Sheet, firstRow: number, width: number): number[] {
  const rows: number[] = [];
  for (let row = firstRow - 1; row >= 0 && rows.length < 3; row--) {
    const cells = sheet.rows[row] ?? [];
    const filled = cells.filter((cell) => cell?.text).length;
    const spans = sheet.merged.some(
      (range) => range.row === row && range.lastColumn > range.column,
    );
    // A section's name ("Africa") may stand between the headings and the first State.
    if (filled === 0 || (filled === 1 && width > 2 && !spans)) {
      if (rows.length > 0 || filled === 0) {
        break;
      }
      continue;
    }
    rows.unshift(row);
  }
  return rows;
}

function headingsOf(sheet: Sheet, column: number, rows: number[]): string[] {
  const headings: string[] = [];
  for (const row of rows) {
    const text = textAt(sheet, row, column);
    if (text && headings.at(-1) !== text) {
      headings.push(text.replace(/\s+/g, " "));
    }
  }
  return headings;
}

/** The text of a cell, or of the merged range that it lies in. */
export function textAt(sheet: Sheet, row: number, column: number): string {
  const own = sheet.rows[row]?.[column]?.text;
  if (own) {
    return own;
  }
  const first = coverOf(sheet).get(row * most.columns + column);
  return first ? (sheet.rows[first.row]?.[first.column]?.text ?? "") : "";
}

const covers = new WeakMap<Sheet, Map<number, Merged>>();

/** Which merged range lies over a place; worked out once for a sheet, which the reader keeps within bounds. */
function coverOf(sheet: Sheet): Map<number, Merged> {
  const known = covers.get(sheet);
  if (known) {
    return known;
  }
  const cover = new Map<number, Merged>();
  for (const range of sheet.merged) {
    for (let row = range.row; row <= range.lastRow; row++) {
      for (let column = range.column; column <= range.lastColumn; column++) {
        cover.set(row * most.columns + column, range);
      }
    }
  }
  covers.set(sheet, cover);
  return cover;
}

function holdsStages(sheet: Sheet, column: number, firstRow: number): boolean {
  let words = 0;
  let colours = 0;
  let others = 0;
  for (const row of sheet.rows.slice(firstRow, firstRow + mostLooked)) {
    const cell = row[column];
    if (cell?.fill && cell.fill !== "#ffffff") {
      colours++;
    } else if (cell?.text) {
      const { read } = readStage(cell.text);
      words += read === "unclear" || read === "empty" ? 0 : 1;
      others += read === "unclear" ? 1 : 0;
    }
  }
  return words + colours > others;
}
