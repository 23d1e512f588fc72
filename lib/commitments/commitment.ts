import type {
  CommitmentVisibility,
  Confidentiality,
  Delivery,
  Forum,
  Modality,
  Naming,
  ShownStage,
  Stage,
  Word,
} from "@/db/reference/words";

import type { DatePrecision } from "@/lib/i18n/format";
import type { ShortTitle } from "@/lib/sessions/short-title";
import type { Condition, ConditionCount } from "./conditions";

export type Access = "lead" | "edit" | "contribute" | "comment" | "read";

/** A State as the tracker names it: `name` in the reader's language; addresses carry `key`, never `code`. */
export interface NamedState {
  code: string;
  key: string;
  name: string;
}

/** Somebody of the reader's organisation, who may be made the owner of an ask. */
export interface Colleague {
  id: string;
  name: string;
  /** Whether it is the reader. */
  isMe: boolean;
}

/** Whose an ask is. Of another organisation's people nobody learns more than the organisation. */
export interface Owner extends Colleague {
  /** Of a partner: its organisation; null where it is a colleague, or more than one organisation may be meant. */
  organisation: string | null;
}

/** One commitment as lists show it. Days are `YYYY-MM-DD`, moments ISO 8601. */
export interface CommitmentRow {
  id: string;
  version: number;
  state: NamedState;
  /** The regional group of the State, or empty. */
  region: string;
  case: { id: string; reference: string; title: string };
  session: { id: string; title: string; short: ShortTitle | null };
  forum: Forum;
  stage: Stage;
  isRaised: boolean;
  closedAs: "lapsed" | "withdrawn" | null;
  withCapital: boolean;
  leaning: "yes" | "no" | null;
  word: Word | null;
  modality: Modality | null;
  naming: Naming;
  /** The most that consent allows to be named in this forum, by this State, today. */
  mayName: Naming;
  confidentiality: Confidentiality;
  visibility: CommitmentVisibility;
  delivery: Delivery | null;
  nextStep: string;
  dueOn: string | null;
  owner: Owner | null;
  changedAt: string;
  /** The day of the last change where the reader is. */
  changedOn: string;
  mayChange: boolean;
}

export const sortOrders = ["changed", "due", "state", "stage", "case"] as const;
export type SortOrder = (typeof sortOrders)[number];
export const groupings = ["state", "case", "session", "region"] as const;
export type Grouping = (typeof groupings)[number];
export const dueFilters = ["late", "week", "any"] as const;
export type DueFilter = (typeof dueFilters)[number];

/** Which commitments a list shows, and in which order. A group decides the order before `sort` does. */
export interface CommitmentView {
  state?: string[];
  stage?: ShownStage[];
  caseId?: string;
  sessionId?: string;
  forum?: Forum;
  ownerId?: string;
  /** Only open asks of whoever looks. */
  needsMe?: boolean;
  due?: DueFilter;
  /** Only what stands so by an import of the actor's organisation. */
  importId?: string;
  q?: string;
  sort: SortOrder;
  direction: "asc" | "desc";
  group?: Grouping;
  /** What is counted below the list. */
  counts?: Condition[];
  after?: string;
  /** A cursor, or `lastPage`. */
  before?: string;
  limit: number;
}

/** The newest change first; everything else from its beginning. */
export function naturalDirection(sort: SortOrder): "asc" | "desc" {
  return sort === "changed" || sort === "case" ? "desc" : "asc";
}

export const lastPage = "end";
export const pageSize = 50;

/** Rows are counted up to this many; beyond it a list says "more than". */
export const countedUpTo = 1_000;

export interface CommitmentPage {
  rows: CommitmentRow[];
  /** Position of the first row, counted from 1; null when it is not known (the last page of an uncounted list). */
  from: number | null;
  next: string | null;
  previous: string | null;
  total: { n: number; atLeast: boolean };
  /** Promised and not raised yet; raised, promised or not. Counted over all pages, as far as `total` is. */
  toCome: number;
  raised: number;
  /** How many stand in each group of which this page shows a row, by the group's key (`groupKey`). */
  groups: Record<string, { n: number; atLeast: boolean }>;
  /** What the view counts below the list. */
  counts: ConditionCount[];
  /** Who may be made the owner of an ask: the actor's colleagues. */
  members: Colleague[];
  /** The view as the address writes it, without the page. */
  query: string;
  today: string;
  /** The moment before which everything is in it, by the clock of whoever served it. */
  asOf: string;
}

/** More rows than this are not selected, and changed, at once. */
export const mostSelected = 1_000;

/** What of a list may be selected at once. */
export interface Selectable {
  rows: CommitmentRow[];
  /** How many of those that were looked at are not the actor's to change. */
  others: number;
  /** Whether the list goes on where looking ended. */
  hasMore: boolean;
}

/** Stages in which an ask waits for somebody. */
export const openStages = [
  "planned",
  "asked",
  "considering",
  "no_answer",
] as const satisfies Stage[];

/** Stages in which a State owes an answer. */
export const waitingStages = ["asked", "considering", "no_answer"] as const satisfies Stage[];

/** How far a stage is from nothing: a State that stands at several is shown at the furthest. */
export const progress: Record<ShownStage, number> = {
  not_approached: 0,
  planned: 1,
  no_answer: 2,
  declined: 3,
  asked: 4,
  considering: 5,
  agreed: 6,
  raised: 7,
};

/** The ladder as sorted lists climb it. */
export const stageLadder: readonly ShownStage[] = [
  "raised",
  "agreed",
  "considering",
  "asked",
  "planned",
  "no_answer",
  "declined",
  "not_approached",
];

/** Of which group a row is. */
export function groupKey(
  row: Pick<CommitmentRow, "state" | "region" | "case" | "session">,
  group: Grouping,
): string {
  switch (group) {
    case "state":
      return row.state.code;
    case "region":
      return row.region;
    case "case":
      return row.case.id;
    default:
      return row.session.id;
  }
}

/** *Raised* is told by an intervention and never stored as a stage. */
export function shownStage(row: Pick<CommitmentRow, "stage" | "isRaised">): ShownStage {
  return row.isRaised ? "raised" : row.stage;
}

/** What a mark in the corner says: of the last two, which look alike, how strong the word is. */
export type Overlay = "due" | "restricted" | "writing" | "record";

/** The mark of a word that stands somewhere to be read. */
export const markOfWord = (word: number | null): "writing" | "record" | undefined =>
  word === 5 ? "record" : word === 4 ? "writing" : undefined;

/** At most one mark in the corner: a reply that is due says most, then a restriction, then writing. */
export function overlayOf(
  row: Pick<
    CommitmentRow,
    "stage" | "isRaised" | "closedAs" | "dueOn" | "word" | "confidentiality" | "visibility"
  >,
  today: string,
): Overlay | undefined {
  const waits = !row.isRaised && (waitingStages as readonly string[]).includes(row.stage);
  if (waits && !row.closedAs && row.dueOn && row.dueOn <= addDays(today, 7)) {
    return "due";
  }
  if (row.visibility === "team" || row.confidentiality === "team") {
    return "restricted";
  }
  return markOfWord(row.word);
}

/** Whether the reply is late on `today`. */
export function isLate(row: Pick<CommitmentRow, "dueOn" | "closedAs" | "isRaised">, today: string) {
  return !row.closedAs && !row.isRaised && row.dueOn !== null && row.dueOn < today;
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

const namingOrder: readonly Naming[] = ["theme", "country", "situation", "organisation", "person"];

/** The levels of naming that may be asked for when consent allows `most`. */
export function namingsUpTo(most: Naming): Naming[] {
  // Persons and organisations consent apart: naming one does not follow from naming the other.
  const upTo = namingOrder.slice(0, namingOrder.indexOf(most) + 1);
  return most === "person" ? upTo.filter((level) => level !== "organisation") : upTo;
}

/** Whether nobody may be named: the cell then says "do not name". */
export function namesNobody(mayName: Naming): boolean {
  return mayName !== "person" && mayName !== "organisation";
}

/** The key that sets a stage in the matrix and on a focused cell. *Raised* has none here: it opens a form. */
export const stageByKey: Readonly<Record<string, Stage>> = {
  p: "planned",
  a: "asked",
  c: "considering",
  y: "agreed",
  x: "declined",
  "?": "no_answer",
  ".": "not_approached",
  "·": "not_approached",
};

/** What may be changed by an event, as screens name it. */
export interface CommitmentChanges {
  stage?: Stage;
  withCapital?: boolean;
  leaning?: "yes" | "no" | null;
  closedAs?: "lapsed" | "withdrawn" | null;
  word?: Word | null;
  wordOn?: string | null;
  wordSaidBy?: string;
  wordHeardBy?: string;
  wordText?: string;
  modality?: Modality | null;
  naming?: Naming;
  wordingAsked?: string;
  wordingOffered?: string;
  condition?: string;
  confidentiality?: Confidentiality;
  delivery?: Delivery | null;
  visibility?: CommitmentVisibility;
  ownerId?: string | null;
  nextStep?: string;
  dueOn?: string | null;
  askedOn?: string | null;
}

/** How far the State has come with its answer; without one, an ask stands no further for having been asked again. */
const answered: Record<Stage, number> = {
  not_approached: 0,
  planned: 1,
  asked: 2,
  no_answer: 2,
  considering: 3,
  agreed: 4,
  declined: 4,
};

/**
 * What goes when a stage is set. How sure a word was, and who heard it, is said of an answer: where that is taken back or
 * turned round, it would be said of one that was never given. It stays where the State goes further, and where the
 * same change says a word. (Decision 44.)
 */
export function wordGoneWith(
  standing: Pick<CommitmentRow, "stage" | "word">,
  { stage, word }: Pick<CommitmentChanges, "stage" | "word">,
): CommitmentChanges {
  const isOf =
    stage === undefined ||
    stage === standing.stage ||
    answered[stage] > answered[standing.stage] ||
    (answered[stage] === answered[standing.stage] && answered[stage] < answered.agreed);
  return isOf || word !== undefined || standing.word === null
    ? {}
    : { word: null, wordOn: null, wordSaidBy: "", wordHeardBy: "", wordText: "" };
}

/**
 * The marks of *considering* that go with a stage: with capital and leaning are said of a State that is thinking about it, and
 * of no other, whatever else a change says.
 */
export function marksGoneWith(
  standing: Pick<CommitmentRow, "stage" | "withCapital" | "leaning">,
  changes: Pick<CommitmentChanges, "stage" | "withCapital" | "leaning">,
): CommitmentChanges {
  const { stage, withCapital, leaning } = { ...standing, ...changes };
  return stage === "considering"
    ? {}
    : { ...(withCapital && { withCapital: false }), ...(leaning && { leaning: null }) };
}

/** One commitment with everything that its own page shows. */
export interface CommitmentDetail extends CommitmentRow {
  caseCountry: string;
  wordOn: string | null;
  wordSaidBy: string;
  wordHeardBy: string;
  wordText: string;
  wordingAsked: string;
  /** Consent changed after they were written, and nobody has written others since. */
  areWordsSetBack: boolean;
  wordingOffered: string;
  condition: string;
  /** The same of what the State offered, or of its condition. */
  isOfferSetBack: boolean;
  askedOn: string | null;
  /** The earliest raising, no more precise than it is known. */
  raisedOn: string | null;
  raisedPrecision: DatePrecision;
  openedFrom: "ask" | "intervention";
  /** Recorded by another organisation than the case's own: everybody who reads the case reads it. */
  isOfPartner: boolean;
  /** Whether the actor's organisation says who reads it: it is its own ask on its own case. */
  choosesReaders: boolean;
  members: Colleague[];
  history: CommitmentEvent[];
}

/** A change of somebody else's, as an open tracker is told of it at once: opaque ids, and the version that stands now. */
export interface Move {
  id: string;
  stateCode: string;
  caseId: string;
  sessionId: string;
  version: number;
}

/**
 * A commitment that changed since a list was read, and not by whoever reads it. `isAfter`: surely since then; without
 * it, perhaps just before, and only its version tells. `fits`: the list's filters would show it now.
 */
export interface Moved {
  id: string;
  stateCode: string;
  caseId: string;
  version: number;
  isAfter: boolean;
  fits: boolean;
}

/** More than this are not told apart: the list says that there are more. */
export const mostMoved = 100;

/** Who changed a commitment last: the reader elsewhere, consent that was changed, or somebody, as the history names them. */
export type LastChange = { who: "me" } | { who: "consent" } | { who: "other"; name: string };

/** One line of a commitment's history. `changes` has the names of `CommitmentChanges`. */
export interface CommitmentEvent {
  id: string;
  kind: "opened" | "changed" | "undone" | "consent" | "raised";
  at: string;
  by: string | null;
  byPartner: string | null;
  /** Words that were set back since are there for the team alone. */
  changes: { field: string; from: unknown; to: unknown; isSetBack: boolean }[];
  /** Why, where its author said so. */
  reason: string;
  /** The import that did it, where the reader knows of it. */
  importId: string | null;
  mayUndo: boolean;
}

/**
 * A cell of the matrix, as short as it can be, since there are thousands: the shown stage, the version, the word (0
 * when none) and the mark in the corner. Null where nothing stands. A cell is addressed by State, case and occasion.
 */
export type MatrixCell =
  | readonly [
      stage: ShownStage,
      version: number,
      word: Word | 0,
      overlay: Overlay | "",
      /** How many commitments stand behind it, when the columns mix occasions. */
      count: number,
    ]
  | null;

export interface MatrixColumn {
  id: string;
  reference: string;
  title: string;
  /** The State concerned: it is never asked about its own case. */
  ownState: string;
  mayChange: boolean;
  mayName: Naming;
  /** Promised and not raised yet; raised, promised or not. */
  toCome: number;
  raised: number;
}

export interface MatrixRow extends NamedState {
  cells: MatrixCell[];
  /** The next thing to do with this State on these cases, and its day. */
  nextStep: string;
  nextDue: string | null;
}

export interface Matrix {
  session: { id: string; title: string; forum: Forum } | null;
  columns: MatrixColumn[];
  regions: { group: string; rows: MatrixRow[] }[];
  /** Where the next columns start; null on the last page. */
  next: string | null;
  isFirst: boolean;
  /** By whom a filter may ask. */
  members: Colleague[];
  today: string;
  /** The moment before which everything is in it, by the clock of whoever served it. */
  asOf: string;
}

export const matrixColumns = 15;
