import { foldName, type StateMatcher } from "@/lib/states/names";
import { isExampleName } from "./example-names";
import { applyRoles, guessLayout, type Layout, plainLayout } from "./layout";
import { type Entry, orderOfDays, readEntries, typedDays, typedKey } from "./plan";
import { remembered } from "./remembered";
import type { DateMeaning, Facts, LayoutChoices, Typed } from "./sheet";
import { countSwatches } from "./swatches";
import { isEitherWay } from "./typed-dates";
import { matchTyped } from "./typed-states";
import type { Sheet, Workbook } from "./workbook";

/** What a person can answer for; a sheet that calls more cases than this by name is not one. */
const mostAsked = 2_000;
const mostSamples = 3;

/** A sheet as it is laid out, by what whoever imports has said and otherwise by what it looks like. */
export interface LaidOut {
  sheet: Sheet;
  layout: Layout;
  entries: Entry[];
}

export function layOut(
  sheet: Sheet,
  { roles, dayOrder }: Pick<LayoutChoices, "roles" | "dayOrder">,
  matcher: StateMatcher,
): LaidOut {
  // Invented States fill a column of States too, also where they are none: their rows are skipped with the reason.
  const isState = (text: string) => matcher.isState(text) || isExampleName(text);
  const layout = applyRoles(
    guessLayout(sheet, { ...matcher, isState }) ?? plainLayout(sheet),
    roles,
    (row, column) => {
      const text = sheet.rows[row]?.[column]?.text ?? "";
      return text !== "" && isState(text);
    },
  );
  return { sheet, layout, entries: readEntries(sheet, layout, dayOrder) };
}

/** Which sheet of a workbook is meant: the one that was said, or else the first that shows and holds something. */
export function chosenSheet({ sheets }: Workbook, said: number | null): number {
  if (said !== null && sheets[said]) {
    return said;
  }
  const first = sheets.findIndex(({ isHidden, rows }) => !isHidden && rows.length > 0);
  return Math.max(first, 0);
}

/** What has to be given a meaning. `isNameOf` tells whether the words are a State's own name. */
export function factsOf(
  book: Workbook,
  at: number,
  { sheet, layout, entries: all }: LaidOut,
  matcher: StateMatcher,
  isNameOf: (code: string, text: string) => boolean,
): Facts {
  const key = remembered(typedKey);
  const entries = all.filter(({ state }) => state !== "");
  const typed = matchTyped(
    rowsOf(entries).map(({ row, state }) => ({ row, text: state })),
    matcher,
    isNameOf,
  );
  return {
    sheets: book.sheets.map(({ name, rows, isHidden }) => ({ name, rows: rows.length, isHidden })),
    sheet: at,
    shape: layout.shape,
    hasNoStates: layout.columns.every(({ role }) => role !== "state"),
    columns: layout.columns.map(({ index, headings, role, forum }) => ({
      index,
      headings,
      role,
      forum,
      samples: samplesOf(sheet, index, layout.firstRow),
    })),
    rows: new Set(entries.map(({ row }) => row)).size,
    cells: entries.length,
    states: typed.slice(0, mostAsked).map(({ text, rows, ...match }) => ({
      key: key(text),
      text,
      count: rows.length,
      ...match,
    })),
    cases: counted(entries, (entry) => entry.case, key),
    owners: counted(rowsOf(entries), (entry) => entry.owner, key).filter(({ text }) =>
      /\p{L}/u.test(text),
    ),
    sessions: counted(
      entries.filter(({ session }) => session !== ""),
      (entry) => entry.session,
      key,
    ),
    forums: countForums(entries.filter(({ session }) => session === "")),
    fills: countSwatches(sheet, entries).map(({ fill, cells, said }) => ({
      fill,
      count: cells.length,
      said,
    })),
    dates: datesOf(layout),
    twoWayDays: twoWayDaysOf(sheet, layout),
    hasRuleColours: sheet.hasRuleColours,
  };
}

function rowsOf(entries: readonly Entry[]): Entry[] {
  const seen = new Set<number>();
  return entries.filter(({ row }) => !seen.has(row) && seen.add(row));
}

function samplesOf(sheet: Sheet, column: number, firstRow: number): string[] {
  const samples = new Set<string>();
  for (const row of sheet.rows.slice(firstRow, firstRow + 200)) {
    const text = row[column]?.text;
    if (text) {
      samples.add(text.slice(0, 60));
    }
    if (samples.size === mostSamples) {
      break;
    }
  }
  return [...samples];
}

function counted(
  entries: readonly Entry[],
  of: (entry: Entry) => string,
  key: (text: string) => string,
): Typed[] {
  const found = new Map<string, Typed>();
  for (const entry of entries) {
    const text = of(entry);
    const known = found.get(key(text));
    if (known) {
      known.count += 1;
    } else if (found.size < mostAsked) {
      found.set(key(text), { key: key(text), text, count: 1 });
    }
  }
  return [...found.values()];
}

function countForums(entries: readonly Entry[]): Facts["forums"] {
  const counts = new Map<Entry["forum"], number>();
  for (const { forum } of entries) {
    counts.set(forum, (counts.get(forum) ?? 0) + 1);
  }
  return [...counts].map(([forum, count]) => ({ forum, count }));
}

const dueWords = /\b(due|deadline|by when|echeance|delai|prochaine?|next)\b/;

function datesOf({ columns }: Layout): DateMeaning | null {
  const column = columns.find(({ role }) => role === "date");
  return column ? (dueWords.test(foldName(column.headings.at(-1) ?? "")) ? "due" : "said") : null;
}

function twoWayDaysOf(sheet: Sheet, layout: Layout): Facts["twoWayDays"] {
  const days = typedDays(sheet, layout).filter(isEitherWay);
  const [text] = days;
  return text ? { text, count: days.length, told: orderOfDays(sheet, layout) } : null;
}
