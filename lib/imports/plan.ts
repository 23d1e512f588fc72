import type { Forum, ShownStage, Stage, Word } from "@/db/reference/words";
import { foldName } from "@/lib/states/names";
import { cleanText } from "@/lib/text/clean-text";
import { isExampleName } from "./example-names";
import { isForumAlone, readForum } from "./forum-words";
import { type Layout, type Role, textAt } from "./layout";
import { remembered } from "./remembered";
import { readStage, type SaidStage } from "./stage-words";
import { fillAt, type Place } from "./swatches";
import {
  type DayOrder,
  dayOrderOf,
  readTypedDate,
  type TypedDate,
  type WholeDate,
} from "./typed-dates";
import type { TypedState } from "./typed-states";
import { readWord } from "./word-words";
import type { Sheet } from "./workbook";

/** As the database holds them. */
const longest = { note: 5_000, next: 500 } as const;

/** One cell of the sheet that could become a commitment. */
export interface Entry extends Place {
  /** As typed. */
  state: string;
  case: string;
  /** Empty where the sheet names none. */
  session: string;
  forum: Forum | null;
  words: string;
  fill: string | null;
  /** What a column of its own says of how sure it is. */
  word: string;
  note: string;
  next: string;
  owner: string;
  date: TypedDate;
  /** One of many in its row: what stands beside them speaks of those that say something. */
  isInMatrix: boolean;
  /** The words are what a formula in CSV would show, which nobody knows. */
  isFormula: boolean;
}

/** A case that is meant; of one that is only read, nothing is changed. */
export interface MeantCase {
  id: string;
  ownState: string;
  isReadOnly?: boolean;
}

/** What whoever imports has said, or accepted. Nothing that is missing here is guessed. */
export interface Meanings {
  /** What a State's typed name means, by its `typedKey`; null: leave it out. */
  states: ReadonlyMap<string, string | null>;
  /** Which case a heading or a cell means, by its `typedKey`; null: leave it out. */
  cases: ReadonlyMap<string, MeantCase | null>;
  /** Which occasion is meant by a session's typed name, by its `typedKey`; null: leave it out. */
  named: ReadonlyMap<string, string | null>;
  /** Which is meant where no session but a forum is named, and (null) where neither is; null: leave it out. */
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
  wordOn: string | null;
  askedOn: string | null;
  note: string;
  nextStep: string;
  dueOn: string | null;
  ownerId: string | null;
  /** The stages that take its step and its day along, as what led there. */
  stepGoneWith: readonly ShownStage[];
  /** What is recorded of what the State said. */
  heard: readonly string[];
}

/** What a sheet may change of what stands. */
export const takings = ["stage", "word", "said", "next", "due", "owner", "note"] as const;
export type Taking = (typeof takings)[number];

export const skippedBecause = [
  "no-state",
  "unknown-state",
  "example-state",
  "left-out",
  "unknown-case",
  "unknown-occasion",
  "own-state",
  "read-only",
  "unknown-colour",
  "unclear-words",
  "unclear-word",
  "words-and-colour",
  "formula",
  "said-again",
  "not-said-yet",
] as const;
export type SkippedBecause = (typeof skippedBecause)[number];

/** Why the day of a line is left out of what is imported. */
export const undatedBecause = ["two-days", "no-date", "no-whole-day", "not-come-yet"] as const;
export type UndatedBecause = (typeof undatedBecause)[number];

export interface Planned extends Omit<Entry, "word"> {
  code: string;
  caseId: string;
  isReadOnly: boolean;
  sessionId: string;
  ownerId: string | null;
  /** *Raised* becomes an intervention with the sheet as its evidence, never a stage. */
  stage: ShownStage | null;
  word: Word | null;
  /** By when an answer is due; half a date would look like a whole one. */
  dueOn: string | null;
  /** When it was asked or said. */
  said: WholeDate | null;
}

/** What an import would do. */
export interface Plan {
  set: Planned[];
  /** What stands already and would be another: shown as a change of what it `takes`. */
  changed: (Planned & { before: Standing; takes: Taking[] })[];
  /** It stands there just so. */
  same: Planned[];
  /** The sheet says nothing of it. */
  silent: Planned[];
  skipped: ((Entry | Planned) & { why: SkippedBecause })[];
  /** An import takes nothing away. */
  removed: 0;
}

/** Names that differ in case, accents or signs only are one. */
export const typedKey = (text: string) => foldName(text) || text;

export const standingKey = (code: string, caseId: string, sessionId: string) =>
  `${code} ${caseId} ${sessionId}`;

/**
 * The cells of a sheet that say something about an ask. `layout` as accepted; a list without a column of cases is one
 * case, which is called nothing. Rows that name a State and nothing else than it are the headings of sections and say
 * nothing; where a row says something and names no State, its cells come without one. `saidOrder` is how whoever imports says that days are written; otherwise their column may tell.
 */
export function readEntries(
  sheet: Sheet,
  layout: Layout,
  saidOrder: DayOrder | null = null,
): Entry[] {
  const of = (role: Role) => layout.columns.filter((column) => column.role === role);
  const [stateColumn] = of("state");
  if (!stateColumn) {
    return [];
  }
  const [caseColumn, forumColumn, stageColumn, ownerColumn, dateColumn] = (
    ["case", "forum", "stage", "owner", "date"] as const
  ).map((role) => of(role)[0]);
  const [sessionColumn, wordColumn, nextColumn] = (["session", "word", "next"] as const).map(
    (role) => of(role)[0],
  );
  const order = saidOrder ?? orderOfDays(sheet, layout);
  const lastState = sheet.rows.findLastIndex((cells) => cells[stateColumn.index]?.text);
  const entries: Entry[] = [];
  for (let row = layout.firstRow; row < sheet.rows.length; row++) {
    const state = textAt(sheet, row, stateColumn.index);
    if (state ? isSection(sheet, layout, row) : !saysSomething(sheet, layout, row, lastState)) {
      continue;
    }
    const text = (column: { index: number } | undefined) =>
      column ? textAt(sheet, row, column.index) : "";
    const shared = {
      row,
      state,
      session: text(sessionColumn),
      word: text(wordColumn),
      next: text(nextColumn),
      owner: text(ownerColumn),
      isInMatrix: layout.shape === "matrix",
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
        session: shared.session || sessionOf(headings),
        case: caseOf(headings) ?? columnName(index),
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

/** The texts of the column of dates. */
export const typedDays = (sheet: Sheet, { columns }: Layout): string[] => {
  const column = columns.find(({ role }) => role === "date");
  return column ? sheet.rows.map((row) => row[column.index]?.text ?? "") : [];
};

/** How the column of dates writes days, where one of them tells. */
export const orderOfDays = (sheet: Sheet, layout: Layout) => dayOrderOf(typedDays(sheet, layout));

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
  const plan: Plan = { set: [], changed: [], same: [], silent: [], skipped: [], removed: 0 };
  const readers = {
    key: remembered(typedKey),
    stage: remembered(readStage),
    word: remembered(readWord),
  };
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
    } else if (before && repeats(read, before)) {
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

/** Whether a line says what the one before it says, or less, and nothing else. */
function repeats(read: Planned, before: Planned): boolean {
  const isSaid = (field: "note" | "next" | "ownerId" | "dueOn") =>
    !read[field] || read[field] === before[field];
  return (
    before.stage === read.stage &&
    before.word === read.word &&
    isSaid("note") &&
    isSaid("next") &&
    isSaid("ownerId") &&
    isSaid("dueOn") &&
    (!read.said || read.said.on === before.said?.on)
  );
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
  if (!before) {
    const isSilent = isSilentOf(read) && !read.note && !read.next;
    if (isSilent) {
      plan.silent.push(read);
    } else if (read.isReadOnly) {
      plan.skipped.push({ ...read, why: "read-only" });
    } else {
      plan.set.push(read);
    }
    return;
  }
  const { stage, next, dueOn, said, ownerId, note } = read;
  const isEmpty = isSilentOf(read) && ![next, dueOn, said, ownerId, note].some(Boolean);
  // An empty cell of a matrix takes nothing from what stands beside it in its row.
  if (isEmpty || (read.isInMatrix && isSilentOf(read))) {
    plan.silent.push(read);
    return;
  }
  // What has been said in a room is not taken back by a sheet, and nothing is taken back to the beginning.
  const isOverruled = before.isRaised || stage === "not_approached";
  const left = {
    ...read,
    stage: isOverruled ? null : stage,
    said: isOverruled && stage !== null ? null : said,
    // Of what stands as said, the note is recorded with it.
    note: before.isRaised && before.heard.includes(note) ? "" : note,
  };
  const takes = takenOf(left, before);
  if (takes.length === 0) {
    plan.same.push(read);
  } else if (read.isReadOnly) {
    plan.skipped.push({ ...read, why: "read-only" });
  } else {
    plan.changed.push({ ...left, takes, before });
  }
}

const isSilentOf = ({ stage, word }: Planned) => stage === null && word === null;

/** In what a line of the sheet differs from what stands. What it leaves empty differs in nothing. */
function takenOf(
  { stage, word, said, next, dueOn, ownerId, note }: Planned,
  before: Standing,
): Taking[] {
  const day = said?.precision === "day" && stage !== "raised" ? said.on : null;
  const isStepGone = stage !== null && before.stepGoneWith.includes(stage);
  const differs: Record<Taking, boolean> = {
    stage: stage !== null && stage !== before.stage,
    word: word !== null && word !== before.word,
    said: day !== null && day !== (stage === "asked" ? before.askedOn : before.wordOn),
    next: next === "" ? isStepGone : next !== asKept(before.nextStep, longest.next),
    due: dueOn !== null && dueOn !== before.dueOn,
    owner: ownerId !== null && ownerId !== before.ownerId,
    note: note !== "" && note !== asKept(before.note, longest.note),
  };
  return takings.filter((taking) => differs[taking]);
}

/** A text as it is kept, so that one that went out and came back is the same. */
const asKept = (text: string, most: number) =>
  cleanText(text.replaceAll("\r\n", "\n")).trim().slice(0, most);

interface Readers {
  key(text: string): string;
  stage(text: string): SaidStage;
  word(text: string): Word | "unclear" | null;
}

function readEntry(entry: Entry, meanings: Meanings, readers: Readers): Planned | SkippedBecause {
  if (entry.state === "") {
    return "no-state";
  }
  const code = meanings.states.get(readers.key(entry.state));
  const found = meanings.cases.get(readers.key(entry.case));
  if (code === null || found === null) {
    return "left-out";
  }
  if (code === undefined) {
    return isExampleName(entry.state) ? "example-state" : "unknown-state";
  }
  if (found === undefined) {
    return "unknown-case";
  }
  if (found.ownState === code) {
    return "own-state";
  }
  const sessionId =
    entry.session === ""
      ? meanings.sessions.get(entry.forum)
      : meanings.named.get(readers.key(entry.session));
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
  const isBlank = entry.isInMatrix && says.stage === null && says.word === null;
  const date = wholeDate(entry.date);
  const { saidUntil } = meanings;
  return {
    ...entry,
    ...says,
    note: asKept(says.note, longest.note),
    next: isBlank ? "" : asKept(entry.next, longest.next),
    code,
    caseId: found.id,
    isReadOnly: found.isReadOnly ?? false,
    sessionId,
    ownerId: meanings.owners.get(readers.key(entry.owner)) ?? null,
    dueOn: saidUntil === null && date?.precision === "day" ? date.on : null,
    // A day that has not come is no day on which something was said.
    said: saidUntil !== null && date && date.on <= saidUntil ? date : null,
  };
}

/** Why the day that a line names is not taken; null where it is, or there is none. */
export function whyUndated(
  { date }: Pick<Entry, "date">,
  { saidUntil }: Pick<Meanings, "saidUntil">,
): UndatedBecause | null {
  if (typeof date === "string") {
    return date === "unclear" ? "two-days" : "no-date";
  }
  if (saidUntil === null) {
    return date && date.precision !== "day" ? "no-whole-day" : null;
  }
  return isAfter(date, saidUntil) ? "not-come-yet" : null;
}

const wholeDate = (date: TypedDate): WholeDate | null => (typeof date === "string" ? null : date);

function isAfter(typed: TypedDate, day: string | null): boolean {
  const date = wholeDate(typed);
  return day !== null && date !== null && date.on > day;
}

/** What a cell says, and how sure that is: by a digit in itself, or by a column for it. */
function whatItSays(
  entry: Entry,
  meanings: Meanings,
  readers: Readers,
): Pick<Planned, "stage" | "word" | "note"> | SkippedBecause {
  const says = whatTheCellSays(entry, meanings, readers);
  if (typeof says === "string" || (entry.isInMatrix && says.stage === null)) {
    return says;
  }
  const beside = readers.word(entry.word);
  const isTwo = says.word !== null && beside !== null && says.word !== beside;
  return beside === "unclear" || isTwo ? "unclear-word" : { ...says, word: says.word ?? beside };
}

function whatTheCellSays(
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

/** A case stands above its forums as often as below: it is the last heading that is not merely one. */
const caseOf = (headings: readonly string[]): string | undefined =>
  headings.findLast((heading) => !isForumAlone(heading)) ?? headings.at(-1);

/** A session that heads columns of cases, by its number; a forum without one is asked about as a forum. */
const sessionOf = (headings: readonly string[]): string =>
  headings.length < 2
    ? ""
    : (headings.find((heading) => isForumAlone(heading) && /\d/.test(heading)) ?? "");

/** Whether a row without a State holds what could be an ask. In a matrix what stands below all States is mostly a key. */
function saysSomething(
  sheet: Sheet,
  { columns, shape }: Layout,
  row: number,
  lastState: number,
): boolean {
  const says = ({ index, role }: Layout["columns"][number]) =>
    shape === "matrix"
      ? role === "matrix-case" &&
        row < lastState &&
        (fillAt(sheet, { row, column: index }) !== null || textAt(sheet, row, index) !== "")
      : (role === "stage" || role === "case") && textAt(sheet, row, index) !== "";
  return columns.some(says);
}

/**
 * A name alone in its row heads those beneath it, unless a list says by its colour where it stands, or holds nothing but
 * names.
 */
function isSection(sheet: Sheet, { columns, shape }: Layout, row: number): boolean {
  return (
    columns.length > 1 &&
    columns.every(({ index, role }) => {
      const isSilent = fillAt(sheet, { row, column: index }) === null;
      return role === "state"
        ? shape === "matrix" || isSilent
        : isSilent && textAt(sheet, row, index) === "";
    })
  );
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
