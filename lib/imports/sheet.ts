import type { Forum, ShownStage, Word } from "@/db/reference/words";
import type { StateAlias } from "@/lib/states/names";
import type { Role } from "./layout";
import type { MeantCase, SkippedBecause, Standing, Taking, UndatedBecause } from "./plan";
import type { DayOrder, TypedDate } from "./typed-dates";
import type { TypedState } from "./typed-states";
import type { Unreadable } from "./workbook";

/*
 * What the server and the process that reads a sheet say to one another, in this order: `Opening` with the file,
 * `Facts`, `Asking`, `Preview`. Plain shapes, since they go through a pipe.
 */

/** What whoever imports has said about how the sheet is laid out. */
export interface LayoutChoices {
  /** The sheet's place in the workbook; its first that shows when nothing is said. */
  sheet: number | null;
  /** By the column's index. */
  roles: Readonly<Record<string, Role>>;
  /** How days are written, where that may be read in two ways. */
  dayOrder: DayOrder | null;
}

export interface Opening extends LayoutChoices {
  kind: "file" | "block";
  /** Of the file that follows, in bytes. */
  size: number;
  names: readonly StateAlias[];
  /** The States' own names, folded: what else a State is called is an alias. */
  ownNames: readonly (readonly [code: string, folded: string])[];
}

export interface FactColumn {
  index: number;
  headings: string[];
  role: Role;
  forum: Forum | null;
  /** The first things that stand in it. */
  samples: string[];
}

/** Something typed that has to be given a meaning, once however often it stands there. */
export interface Typed {
  key: string;
  text: string;
  count: number;
}

/** What stands in a sheet, before anybody has said what it means. */
export interface Facts {
  sheets: { name: string; rows: number; isHidden: boolean }[];
  sheet: number;
  shape: "matrix" | "list";
  /** No column of States was found, or said. */
  hasNoStates: boolean;
  columns: FactColumn[];
  rows: number;
  cells: number;
  states: (Typed & Pick<TypedState, "code" | "isName" | "offered" | "isGroup" | "isExample">)[];
  cases: Typed[];
  owners: Typed[];
  /** The sessions that the sheet names. */
  sessions: Typed[];
  /** Where it names none: its forums, and (null) where it names neither. */
  forums: { forum: Forum | null; count: number }[];
  fills: { fill: string | null; count: number; said: ShownStage | null }[];
  /** What its heading says that the column of dates holds; null where there is none. */
  dates: DateMeaning | null;
  /** Days that may be two dates: the first of them as typed, and the order that others of the column tell; null where there are none. */
  twoWayDays: (Pick<Typed, "text" | "count"> & { told: DayOrder | null }) | null;
  hasRuleColours: boolean;
}

/** When an answer is due, or when something was asked or said. */
export const dateMeanings = ["due", "said"] as const;
export type DateMeaning = (typeof dateMeanings)[number];

/** `Meanings` and what stands already, as lists. */
export interface Asking {
  states: [key: string, code: string | null][];
  cases: [key: string, found: MeantCase | null][];
  named: [key: string, id: string | null][];
  sessions: [forum: Forum | null, id: string | null][];
  owners: [key: string, id: string][];
  fills: [fill: string | null, stage: ShownStage | null][];
  dates: DateMeaning;
  today: string;
  standing: [key: string, standing: Standing][];
  /** How many rows are shown. */
  rows: number;
  /** Whether what would be written is wanted, too. */
  wantsPieces: boolean;
}

/** One cell of the preview. */
export interface PreviewCell {
  place: number;
  case: string;
  fill: string | null;
  words: string;
  stage: ShownStage | null;
  word: Word | null;
  outcome: "set" | "changed" | "same" | "silent" | "skipped";
  why: SkippedBecause | null;
  before: ShownStage | null;
  /** What changes of what stands, and what of it was there. */
  takes: Taking[];
  was: (Pick<Standing, "word" | "ownerId" | "note"> & { next: string; day: string | null }) | null;
  /** The key of the session as typed. */
  session: string;
  note: string;
  next: string;
  owner: string;
  date: TypedDate;
}

export interface PreviewRow {
  /** As the spreadsheet counts it, from 1. */
  line: number;
  state: string;
  key: string;
  code: string | null;
  cells: PreviewCell[];
}

/** What the database is told of a cell: see app.carry_out_import. */
export interface ImportCell {
  line: number;
  place: number;
  case_id: string;
  state_code: string;
  session_id: string;
  stage: ShownStage | null;
  word: Word | null;
  note: string;
  next_step: string;
  owner_id: string | null;
  due_on: string | null;
  said_on: string | null;
  said_precision: "day" | "month" | "year" | "unknown";
  version: number | null;
}

export interface Preview {
  set: number;
  changed: number;
  /** It stands there just so. */
  same: number;
  skipped: number;
  why: Partial<Record<SkippedBecause, number>>;
  /** Days of lines that are not skipped themselves, a line once. */
  undated: Partial<Record<UndatedBecause, number>>;
  /** How many interventions it would record at which session. */
  raised: [session: string, count: number][];
  rows: PreviewRow[];
  allRows: number;
  /** The same for the same cells with the same versions: whether what is imported is what was shown. */
  digest: string;
  /** What would be written, as the database is told it; nobody in between reads it. */
  pieces: Piece[];
}

/** Some of the cells, as JSON; how many they are. */
export interface Piece {
  size: number;
  cells: string;
}

export type Report<Said> = { read: Said } | { refused: Unreadable };
