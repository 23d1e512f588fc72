import type { Forum, ShownStage, Stage, Word } from "@/db/reference/words";
import { foldName } from "@/lib/states/names";
import { readForum } from "./forum-words";
import { type Layout, type Role, textAt } from "./layout";
import { remembered } from "./remembered";
import { readStage, type SaidStage } from "./stage-words";
import { fillAt, type Place } from "./swatches";
import { dayOrderOf, readTypedDate, type TypedDate } from "./typed-dates";
import type { TypedState } from "./typed-states";
import type { Sheet } from "./workbook";

/** One cell of the sheet that could become a commitment. */
export interface Entry extends Place {
  /** As typed. */
  state: string;
  case: string;
  forum: Forum | null;
  words: string;
  fill: string | null;
  note: string;
  owner: string;
  date: TypedDate;
  /** The words are what a formula in CSV would show, which nobody knows. */
  isFormula: boolean;
}

/** What whoever imports has said, or accepted. Nothing that is missing here is guessed. */
export interface Meanings {
  /** What a State's typed name means, by its `typedKey`; null: leave it out. */
  states: ReadonlyMap<string, string | null>;
  /** Which case a heading or a cell means, by its `typedKey`; null: leave it out. */
  cases: ReadonlyMap<string, { id: string; ownState: string } | null>;
  /** Which occasion is meant where a forum is named, and (null) where none is; null: leave it out. */
  sessions: ReadonlyMap<Forum | null, string | null>;
  /** Which colleague is meant, by `typedKey`; who is not here owns nothing. */
  owners: ReadonlyMap<string, string>;
  /** What a colour means; null: nothing. The key of cells without a fill is null. */
  fills: ReadonlyMap<string | null, ShownStage | null>;
  /** Today, where the dates of the sheet say when something was said; null where they say something else. */
  saidUntil: string | null;
}

/** What stands already for a State and a case on an occasion. */
export interface Standing {
  version: number;
  stage: Stage;
  isRaised: boolean;
  word: Word | null;
}

export const skippedBecause = [
  "unknown-state",
  "left-out",
  "unknown-case",
  "unknown-occasion",
  "own-state",
  "unknown-colour",
  "unclear-words",
  "words-and-colour",
  "formula",
  "said-again",
  "not-said-yet",
] as const;
export type SkippedBecause = (typeof skippedBecause)[number];

export interface Planned extends Entry {
  code: string;
  caseId: string;
  sessionId: string;
  ownerId: string | null;
  /** *Raised* becomes an intervention with the sheet as its evidence, never a stage. */
  stage: ShownStage | null;
  word: Word | null;
}

/** What an import would do. */
export interface Plan {
  set: Planned[];
  /** What stands already and would be another: shown as a change. */
  changed: (Planned & { before: Standing })[];
  /** It stands there just so, or the sheet says nothing of it. */
  same: Planned[];
  skipped: (Entry & { why: SkippedBecause })[];
  /** An import takes nothing away. */
  removed: 0;
}

/** Names that differ in case, accents or signs only are one. */
export const typedKey = (text: string) => foldName(text) || text;

export const standingKey = (code: string, caseId: string, sessionId: string) =>
  `${code} ${caseId} ${sessionId}`;

/**
 * The cells of a sheet that say something about an ask. `layout` as accepted; a list without a column of cases is one
 * case, which is called nothing. Rows that name a State and nothing else than it are the headings of sections and say nothing.
 */
export function readEntries(sheet: Sheet, layout: Layout): Entry[] {
  const of = (role: Role) => layout.columns.filter((column) => column.role === role);
  const [stateColumn] = of("state");
  if (!stateColumn) {
    return [];
  }
  const [caseColumn, forumColumn, stageColumn, ownerColumn, dateColumn] = (
    ["case", "forum", "stage", "owner", "date"] as const
  ).map((role) => of(role)[0]);
  const order = dateColumn
    ? dayOrderOf(sheet.rows.map((row) => row[dateColumn.index]?.text ?? ""))
    : "unclear";
  const entries: Entry[] = [];
  for (let row = layout.firstRow; row < sheet.rows.length; row++) {
    const state = textAt(sheet, row, stateColumn.index);
    if (!state || isSection(sheet, layout, row)) {
      continue;
    }
    const text = (column: { index: number } | undefined) =>
      column ? textAt(sheet, row, column.index) : "";
    const shared = {
      row,
      state,
      owner: text(ownerColumn),
      date: readTypedDate(text(dateColumn), order),
    };
    const notes = of("note").map(({ index, headings }) => {
      const said = joined(text({ index }), sheet.rows[row]?.[index]?.note ?? "");
      return said && of("note").length > 1 ? `${headings.at(-1)}: ${said}` : said;
    });
    if (layout.shape === "list") {
      const place = spokenPlace(sheet, row, stageColumn?.index, stateColumn.index);
      entries.push({
        ...shared,
        ...place,
        case: text(caseColumn),
        forum: readForum(text(forumColumn)),
        words: text(stageColumn),
        fill: fillAt(sheet, place),
        isFormula: isUnread(sheet, place),
        note: joined(...notes, sheet.rows[row]?.[place.column]?.note ?? ""),
      });
      continue;
    }
    for (const { index, headings, forum } of of("matrix-case")) {
      const place = { row, column: index };
      entries.push({
        ...shared,
        ...place,
        case: headings.at(-1) ?? columnName(index),
        forum: forum ?? readForum(text(forumColumn)),
        words: text({ index }),
        fill: fillAt(sheet, place),
        isFormula: isUnread(sheet, place),
        note: joined(sheet.rows[row]?.[index]?.note ?? "", ...notes),
      });
    }
  }
  return entries;
}

/** Where a list says it by colour alone, its State is often what was painted. */
function spokenPlace(sheet: Sheet, row: number, stage: number | undefined, state: number): Place {
  const place = { row, column: stage ?? state };
  const isSilent = textAt(sheet, row, place.column) === "" && fillAt(sheet, place) === null;
  return isSilent ? { row, column: state } : place;
}

/** What would come of the entries. `standing` by `standingKey`. Nothing is written. */
export function planImport(
  entries: readonly Entry[],
  meanings: Meanings,
  standing: ReadonlyMap<string, Standing>,
): Plan {
  const plan: Plan = { set: [], changed: [], same: [], skipped: [], removed: 0 };
  const readers = { key: remembered(typedKey), stage: remembered(readStage) };
  const readable: { key: string; read: Planned }[] = [];
  for (const entry of entries) {
    const read = readEntry(entry, meanings, readers);
    if (typeof read === "string") {
      plan.skipped.push({ ...entry, why: read });
    } else {
      readable.push({ key: standingKey(read.code, read.caseId, read.sessionId), read });
    }
  }
  const unclear = saidDifferently(readable);
  const said = new Map<string, Planned>();
  for (const { key, read } of readable) {
    const before = said.get(key);
    if (unclear.has(key) && isSaying(read)) {
      // Which of them is right is not for a program to say.
      plan.skipped.push({ ...read, why: "said-again" });
    } else if (before && before.stage === read.stage && before.word === read.word && !read.note) {
      plan.same.push(read);
    } else if (before) {
      plan.skipped.push({ ...read, why: "said-again" });
    } else {
      said.set(key, read);
      file(plan, read, standing.get(key));
    }
  }
  return plan;
}

const isSaying = ({ stage, word }: Planned) => stage !== null || word !== null;

/** The asks of which the sheet says two different things: none of these is imported. */
function saidDifferently(readable: readonly { key: string; read: Planned }[]): Set<string> {
  const first = new Map<string, Planned>();
  const unclear = new Set<string>();
  for (const { key, read } of readable) {
    if (isSaying(read)) {
      const before = first.get(key);
      if (!before) {
        first.set(key, read);
      } else if (before.stage !== read.stage || before.word !== read.word) {
        unclear.add(key);
      }
    }
  }
  return unclear;
}

function file(plan: Plan, read: Planned, before: Standing | undefined): void {
  const isSilent = read.stage === null && read.word === null && !read.note;
  if (!before) {
    (isSilent ? plan.same : plan.set).push(read);
    return;
  }
  const stands: ShownStage = before.isRaised ? "raised" : before.stage;
  // What has been said in a room is not taken back by a sheet, and an empty cell takes nothing back at all.
  const isLower = before.isRaised || read.stage === "not_approached";
  const isStage = read.stage !== null && read.stage !== stands && !isLower;
  const isWord = read.word !== null && read.word !== before.word;
  if (isStage || isWord) {
    plan.changed.push({ ...read, stage: isStage ? read.stage : null, before });
  } else {
    plan.same.push(read);
  }
}

interface Readers {
  key(text: string): string;
  stage(text: string): SaidStage;
}

function readEntry(entry: Entry, meanings: Meanings, readers: Readers): Planned | SkippedBecause {
  const code = meanings.states.get(readers.key(entry.state));
  const found = meanings.cases.get(readers.key(entry.case));
  if (code === null || found === null) {
    return "left-out";
  }
  if (code === undefined) {
    return "unknown-state";
  }
  if (found === undefined) {
    return "unknown-case";
  }
  if (found.ownState === code) {
    return "own-state";
  }
  const sessionId = meanings.sessions.get(entry.forum);
  if (!sessionId) {
    return sessionId === null ? "left-out" : "unknown-occasion";
  }
  const says = whatItSays(entry, meanings, readers);
  if (typeof says === "string") {
    return says;
  }
  // Nobody has raised on a day that has not come.
  if (says.stage === "raised" && isAfter(entry.date, meanings.saidUntil)) {
    return "not-said-yet";
  }
  const ownerId = meanings.owners.get(readers.key(entry.owner)) ?? null;
  return { ...entry, ...says, code, caseId: found.id, sessionId, ownerId };
}

const isAfter = (date: TypedDate, day: string | null) =>
  day !== null && date !== null && date !== "unclear" && date.on > day;

function whatItSays(
  entry: Entry,
  { fills }: Meanings,
  readers: Readers,
): Pick<Planned, "stage" | "word" | "note"> | SkippedBecause {
  if (entry.isFormula) {
    return "formula";
  }
  const { read, rest } = readers.stage(entry.words);
  const meant = fills.get(entry.fill);
  const ofFill = meant ?? null;
  const note = joined(rest, entry.note);
  if (read === "unclear") {
    // Free words beside a colour that speaks are a note.
    return ofFill && entry.fill ? { stage: ofFill, word: null, note } : "unclear-words";
  }
  const word = typeof read === "object" && "word" in read ? read.word : null;
  const inWords =
    read === "raised" ? read : typeof read === "object" && "stage" in read ? read.stage : null;
  if (inWords) {
    const differs = entry.fill && ofFill && ofFill !== inWords;
    return differs ? "words-and-colour" : { stage: inWords, word, note };
  }
  if (entry.fill && meant === undefined) {
    return "unknown-colour";
  }
  return { stage: word !== null && !entry.fill ? null : ofFill, word, note };
}

function isUnread(sheet: Sheet, { row, column }: Place): boolean {
  const cell = sheet.rows[row]?.[column];
  return cell?.formula === true && /^[=@+-]/.test(cell.text);
}

/** A name alone in its row heads those beneath it, unless a list says by its colour where it stands. */
function isSection(sheet: Sheet, { columns, shape }: Layout, row: number): boolean {
  return columns.every(({ index, role }) => {
    const isSilent = fillAt(sheet, { row, column: index }) === null;
    return role === "state"
      ? shape === "matrix" || isSilent
      : isSilent && textAt(sheet, row, index) === "";
  });
}

/** What a spreadsheet calls a column: A to Z, AA and so on. */
function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last;
}

const joined = (...texts: string[]) => texts.filter(Boolean).join("\n");

/** What the certain matches say, before anybody has chosen. */
export function certainStates(typed: readonly TypedState[]): Map<string, string | null> {
  return new Map(typed.flatMap(({ text, code }) => (code ? [[typedKey(text), code]] : [])));
}
