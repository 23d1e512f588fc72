import {
  type BriefKind,
  type BriefPart,
  briefParts,
  type SessionKind,
  type ToldField,
  type WordingKind,
} from "@/db/reference/words";
import type { EditedWords, PlacedPart } from "@/db/schema/briefs";
import type { PaperLanguage } from "../paper/paper";
import type { ToldInPublic } from "../summary/summary";

export type { EditedWords, PlacedPart };

/** The version of what makes the paper of a brief; a brief keeps the one that it was made with. */
export const generator = "pre-session 2";

/** So many words an ask may have; in Chinese signs are counted, which are about two a word. */
export const mostAskWords = (language: PaperLanguage): number => (language === "zh" ? 60 : 30);

/** The rule of the paper. */
export const mostPages = 2;

/** How many sentences to lift a brief may hold. */
export const mostWordings = 8;

/** As long as the longest text of a case that papers tell. */
export const mostEditLength = 10_000;

/** What the paper of a brief is made from, as the database puts it together (`app.brief_inputs`). */
export interface BriefInputs {
  kind: BriefKind;
  language: PaperLanguage;
  ask: string;
  wordings: { kind: WordingKind; text: string }[];
  contact: string;
  day: string;
  organisation: string;
  /** The State under review in the language of the paper, as all States here. */
  state: string;
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
  /** Who agreed, and lets that be said in public. */
  agreed: string[];
  record: RecordedWord[];
}

/** What the paper always says, wherever it stands: who may read it, and how people are called. */
export const isAlwaysTold = (part: BriefPart): boolean => part === "care";

/** Every part in its place: as somebody put them, the others behind in their own order. */
export function inPlace(placed: readonly PlacedPart[] = []): PlacedPart[] {
  const known = placed.filter(
    ({ part }, at) =>
      briefParts.includes(part) && placed.findIndex((one) => one.part === part) === at,
  );
  const rest = briefParts.filter((part) => known.every((one) => one.part !== part));
  return [...known, ...rest.map((part) => ({ part, isOut: false }))].map(({ part, isOut }) => ({
    part,
    isOut: isOut && !isAlwaysTold(part),
  }));
}

/** One entry of the public record: what a State said of the State under review, or recommended to it. */
export interface RecordedWord {
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

/** A case that may be chosen for a brief: one that the actor edits, of the State under review. */
export interface BriefCase {
  id: string;
  reference: string;
  title: string;
  /** What must not be said of it: for whoever writes, never on the paper. */
  doNotMention: string;
  /** How far it may be told in public: not at all, without names, by name. */
  told: "no" | "situation" | "all";
}
