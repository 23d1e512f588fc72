import type {
  BriefKind,
  BriefPart,
  DraftKind,
  Grade,
  Naming,
  SessionKind,
  ToldField,
  WordingKind,
} from "@/db/reference/words";
import type {
  EditedWords,
  LikelyQuestion,
  PlacedPart,
  PlacedPoint,
  Reach,
} from "@/db/schema/briefs";
import type { DatePrecision } from "@/lib/i18n/format";
import type { PaperLanguage } from "../paper/paper";
import type { ToldInPublic } from "../summary/summary";

export type { EditedWords, LikelyQuestion, PlacedPart, PlacedPoint, Reach };

/** The version of what makes the paper of a brief; a brief keeps the one that it was made with. */
export const generators: Record<BriefKind, string> = {
  pre_session: "pre-session 6",
  mission: "mission 5",
  speaking: "speaking 5",
  accountability: "accountability 4",
};

/** The same of a brief that was made with others in a pack: its author did not look at each before. */
export const packGenerator = `${generators.mission} in a pack`;

/** So many words an ask may have; in Chinese signs are counted, which are about two a word. */
export const mostAskWords = (language: PaperLanguage): number => (language === "zh" ? 60 : 30);

/** The rule of the paper. A speech is measured in minutes, and a report follows the record. */
export const mostPages: Record<BriefKind, number> = {
  pre_session: 2,
  mission: 1,
  speaking: Number.POSITIVE_INFINITY,
  accountability: Number.POSITIVE_INFINITY,
};

/** The parts of each kind, in the order in which they stand unless somebody moves them; of a speech, below its points. */
const partsOfKind: Record<DraftKind, readonly BriefPart[]> = {
  pre_session: [
    "cases",
    "recommended",
    "spoken",
    "agreed",
    "wordings",
    "care",
    "afterwards",
    "contact",
    "sources",
  ],
  mission: ["saidBefore", "wordings", "cases", "care", "contact", "afterwards", "sources"],
  speaking: ["care", "contact"],
};

/** How many sentences to lift a brief may hold. */
export const mostWordings = 8;

/** How many questions that are likely to be asked a speaker is prepared for. */
export const mostQuestions = 6;

/** As long as the longest text of a case that papers tell. */
export const mostEditLength = 10_000;

/** What the paper of a brief is made from, as the database puts it together (`app.brief_inputs`). */
export interface BriefInputs {
  kind: DraftKind;
  language: PaperLanguage;
  ask: string;
  wordings: { kind: WordingKind; text: string }[];
  contact: string;
  day: string;
  organisation: string;
  /**
   * The State under review or that of the mission, in the language of the paper, as all States here; null where a speech is on
   * several.
   */
  state: string | null;
  /** Of a mission's: of which countries the cases are, and what the State said of these cases before. */
  countries?: string[];
  said?: SaidBefore[];
  session: {
    kind: SessionKind;
    startsOn: string | null;
    endsOn: string | null;
    precision: string;
  };
  cases: ({
    id: string;
    reference: string;
    people: string[];
    /** What the paper says in the place of words of the case; empty where those may not be told. */
    edited?: Partial<Record<ToldField, string>>;
  } & ToldInPublic)[];
  /** Not in briefs that "pre-session 1" made, nor is `edited`. */
  parts?: PlacedPart[];
  /** Of a speech: how long it may take, and its points as its author placed them, with what is said instead of their own. */
  seconds?: number;
  points?: { point: string; isOut: boolean; text?: string }[];
  /** Who agreed, and lets that be said in public. */
  agreed: string[];
  record: RecordedWord[];
}

/** Everything in it that somebody wrote for it. */
export const writtenIn = ({ ask, cases, contact, points = [], wordings }: BriefInputs): string =>
  [
    ask,
    contact,
    ...wordings.map(({ text }) => text),
    ...cases.flatMap(({ edited = {} }) => Object.values(edited)),
    ...points.map(({ text = "" }) => text),
  ].join("\n");

/** What the paper always says, wherever it stands: who may read it, and how people are called. */
export const isAlwaysTold = (part: BriefPart): boolean => part === "care";

/** Every part in its place: as somebody put them, the others behind in their own order. */
export function inPlace(kind: DraftKind, placed: readonly PlacedPart[] = []): PlacedPart[] {
  const all = partsOfKind[kind];
  const known = placed.filter(
    ({ part }, at) => all.includes(part) && placed.findIndex((one) => one.part === part) === at,
  );
  const rest = all.filter((part) => known.every((one) => one.part !== part));
  return [...known, ...rest.map((part) => ({ part, isOut: false }))].map(({ part, isOut }) => ({
    part,
    isOut: isOut && !isAlwaysTold(part),
  }));
}

/** What the State of a mission said of the cases before, as we keep it. */
export interface SaidBefore {
  date: string | null;
  until: string | null;
  precision: DatePrecision;
  naming: Naming | null;
  grade: Grade | null;
  /** Only where these words may be told. */
  quote?: string;
  document?: string;
  source?: string | null;
}

/** One entry of the public record: what a State said of the State under review, or recommended to it. */
export interface RecordedWord {
  /** Of a mission's: whether it is on a country of which the brief speaks. */
  isThere?: boolean;
  group: string;
  state: string;
  type: string;
  body: string;
  date: string | null;
  precision: "day" | "month" | "year" | "session";
  description: string;
  document: string | null;
  confidence: string;
  sources: string[];
}

/** Why a brief can't be made as it stands. */
export type Stop = "noCase" | "noConsent" | "noAsk" | "askTooLong" | "tooLong";

const ownWords = {
  pre_session: {},
  mission: { noConsent: "noConsentMission", tooLong: "tooLongMission" },
  speaking: { tooLong: "tooLongSpeaking" },
} as const satisfies Record<DraftKind, Partial<Record<Stop, string>>>;

type OwnWords = (typeof ownWords)[DraftKind];
type OwnWord = OwnWords extends infer Words
  ? Words extends object
    ? Words[keyof Words]
    : never
  : never;

/** How a stop is called in the catalogue (`briefs.stop`): each kind has its own rule, and says what that is. */
export function stopWord(kind: DraftKind, stop: Stop): Stop | OwnWord {
  const own: Partial<Record<Stop, OwnWord>> = ownWords[kind];
  return own[stop] ?? stop;
}

/** A case that may be chosen for a brief: one that the actor edits, of the right State. */
export interface BriefCase {
  id: string;
  reference: string;
  title: string;
  /** What must not be said of it: for whoever writes, never on the paper. */
  doNotMention: string;
  /** How far its readers may be told of it: not at all, without names, by name. */
  told: "no" | "situation" | "all";
  /** The public labels of those whose consent is missing, where that is known. */
  ask?: string[];
}

/** The cases with which a mission's one-pager begins: those about which its State was asked, or just the first. */
export interface Proposal {
  caseIds: string[];
  because: "asked" | "first";
}
