import type { CommitmentVisibility, Forum, ShownStage, Word } from "@/db/reference/words";
import type { Role } from "./layout";
import { type Taking, typedKey } from "./plan";
import type { DateMeaning, Facts, Preview } from "./sheet";
import type { DayOrder } from "./typed-dates";

/** What whoever imports has said of their sheet; what is not here has not been said. An empty text leaves out. */
export interface Choices {
  sheet: number | null;
  roles: Record<string, Role>;
  states: Record<string, string>;
  cases: Record<string, string>;
  /** By the session's name as typed. */
  named: Record<string, string>;
  /** By forum. */
  sessions: Record<string, string>;
  owners: Record<string, string>;
  fills: Record<string, ShownStage | "">;
  dates: DateMeaning | null;
  dayOrder: DayOrder | null;
  visibility: CommitmentVisibility;
}

export const noChoices: Choices = {
  sheet: null,
  roles: {},
  states: {},
  cases: {},
  named: {},
  sessions: {},
  owners: {},
  fills: {},
  dates: null,
  dayOrder: null,
  visibility: "organisation",
};

/** The name of what has none of its own: cells without a fill, rows without a forum. */
export const unnamed = "none";

export type CaseChoice = {
  id: string;
  reference: string;
  title: string;
  countryCode: string;
  /** The reader may not set its commitments. */
  isReadOnly: boolean;
};
export type SessionChoice = {
  id: string;
  title: string;
  /** What it is called in little room; its title where it has no other name. */
  shortName: string;
  forum: Forum;
  startsOn: string | null;
  isPast: boolean;
};
export type MemberChoice = { id: string; name: string };

/**
 * The case that a typed name certainly means: its reference, or a title that no other case has. One that may be changed
 * is meant before any that is only read.
 */
export function matchCases(cases: readonly CaseChoice[]): (key: string) => CaseChoice | null {
  const [own, others] = [false, true].map((isReadOnly) =>
    learnCases(cases.filter((one) => one.isReadOnly === isReadOnly)),
  );
  return (key) => {
    const found = own?.get(key);
    return key === "" ? null : ((found === undefined ? others?.get(key) : found) ?? null);
  };
}

function learnCases(cases: readonly CaseChoice[]): Map<string, CaseChoice | null> {
  const found = new Map<string, CaseChoice | null>();
  const learn = (text: string, one: CaseChoice) => {
    const key = typedKey(text);
    found.set(key, found.has(key) && found.get(key) !== one ? null : one);
  };
  for (const one of cases) {
    learn(one.title, one);
    learn(one.reference, one);
    learn(`${one.reference} ${one.title}`, one);
  }
  return found;
}

/** The session that a typed name certainly means: the title or the short name of one alone ("HRC63" is "HRC 63"). */
export function matchSessions(
  sessions: readonly SessionChoice[],
): (key: string) => SessionChoice | null {
  const plain = (key: string) => key.replaceAll(" ", "");
  const found = new Map<string, SessionChoice | null>();
  for (const one of sessions) {
    for (const name of new Set([one.title, one.shortName].map((text) => plain(typedKey(text))))) {
      found.set(name, found.has(name) ? null : one);
    }
  }
  return (key) => found.get(plain(key)) ?? null;
}

const mostNear = 3;

/** Cases that are called nearly so, best first: to be offered, never taken. */
export function nearestCases(cases: readonly CaseChoice[], key: string): CaseChoice[] {
  const wanted = pairs(key);
  return cases
    .map((one) => ({
      one,
      near: likeness(wanted, pairs(typedKey(`${one.title} ${one.reference}`))),
    }))
    .filter(({ near }) => near > 0.15)
    .sort((a, b) => b.near - a.near)
    .slice(0, mostNear)
    .map(({ one }) => one);
}

function pairs(text: string): Set<string> {
  const found = new Set<string>();
  for (let at = 0; at + 1 < text.length; at++) {
    found.add(text.slice(at, at + 2));
  }
  return found;
}

function likeness(a: Set<string>, b: Set<string>): number {
  let common = 0;
  for (const pair of a) {
    common += b.has(pair) ? 1 : 0;
  }
  return a.size + b.size === 0 ? 0 : common / Math.max(1, Math.min(a.size, b.size));
}

/** The colleague that a typed name certainly means: their name, or a first name or initials that only they have. */
export function matchOwners(
  members: readonly MemberChoice[],
): (key: string) => MemberChoice | null {
  const found = new Map<string, MemberChoice | null>();
  for (const one of members) {
    const words = typedKey(one.name).split(" ").filter(Boolean);
    const ways = new Set([words.join(" "), words[0] ?? "", words.map((word) => word[0]).join("")]);
    for (const way of ways) {
      found.set(way, found.has(way) ? null : one);
    }
  }
  return (key) => (key === "" ? null : (found.get(key) ?? null));
}

/** The occasions of a forum that are still to come, the nearest first; all of them where no forum is named. */
export function occasionFor(
  sessions: readonly SessionChoice[],
  forum: Forum | null,
  today: string,
) {
  if (forum === null) {
    return null;
  }
  return (
    sessions.find(
      (one) => one.forum === forum && (one.startsOn === null || one.startsOn >= today),
    ) ?? null
  );
}

/** Which of the sessions where something is raised have not begun by `today`. */
export function earlyOnes(
  raised: Preview["raised"],
  sessions: readonly SessionChoice[],
  today: string,
): Draft["early"] {
  return raised.flatMap(([id, count]) => {
    const session = sessions.find((one) => one.id === id);
    return session?.startsOn && session.startsOn > today ? [{ session, count }] : [];
  });
}

/** An import as it stands. What only its author knows is null for everybody else. */
export interface ImportEvent {
  id: string;
  status: "draft" | "done" | "undone";
  source: "file" | "block";
  isMine: boolean;
  byName: string | null;
  fileName: string | null;
  at: string;
  setCount: number;
  changedCount: number;
  leftCount: number;
  skippedCount: number;
  /** Null of what was imported before anybody counted it. */
  unchangedCount: number | null;
  undatedCount: number | null;
  keptCount: number;
  undoneAt: string | null;
}

/** One cell of an import that was carried out, as far as the reader may see what it became. */
export interface ImportedRow {
  line: number;
  place: number;
  outcome: "set" | "changed" | "left";
  stage: ShownStage | null;
  word: Word | null;
  /** What it changed of what stood. */
  took: Taking[];
  stateCode: string;
  stateName: string;
  caseReference: string;
  caseTitle: string;
  sessionTitle: string;
  commitmentId: string | null;
  isTakenBack: boolean;
}

/** Everything that the page of a draft shows. */
export interface Draft {
  import: ImportEvent;
  facts: Facts;
  preview: Preview;
  choices: Choices;
  /** What is meant where nothing was said, beside what was. */
  meant: {
    states: Record<string, string | null>;
    cases: Record<string, string | null>;
    named: Record<string, string | null>;
    sessions: Record<string, string | null>;
    owners: Record<string, string | null>;
    fills: Record<string, ShownStage | null>;
    dates: DateMeaning;
  };
  /** What is certain of itself of none of these, whether or not it was answered by now. */
  asked: { cases: string[]; named: string[] };
  cases: CaseChoice[];
  /** Cases of nearly that name, for each that is asked about. */
  nearCases: Record<string, string[]>;
  /** What the sheet calls raised at sessions that have not begun. */
  early: { session: SessionChoice; count: number }[];
  sessions: SessionChoice[];
  members: MemberChoice[];
  /** Names of States in the reader's language, by code. */
  stateNames: Record<string, string>;
}
