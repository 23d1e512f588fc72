import type { CautionKind, ShownStage, Word } from "@/db/reference/words";

/** What a mission says in a corridor. "asked" is what is left where they said nothing yet. */
export const corridorAnswers = ["agreed", "considering", "declined", "asked"] as const;

/** How sure it is, of the five words those that one comes by on foot: said to me, before two of us, in writing. */
export const corridorWords = [2, 3, 4] as const;

/** What was noted, as it is sent: the fields of the form, flat. Texts are empty where nothing was chosen. */
export interface NoteFields {
  stateKey: string;
  /** `ask.<id>`, `case.<id>`, `none`, or nothing chosen. */
  about: string;
  /** Where the ask stood when the person saw it. */
  seenStage: string;
  seenWord: string;
  /** The occasion at which an answer for a case opens an ask. */
  sessionId: string;
  answer: string;
  word: string;
  said: string;
  /** The day it was said, in the time zone of whoever notes it. */
  on: string;
}

/** Takes a note out of a form: what was seen is sent for each ask, and belongs to the one that was chosen. */
export function noteFrom(raw: Record<string, unknown>): NoteFields {
  const text = (name: string) => (typeof raw[name] === "string" ? raw[name].trim() : "");
  const about = text("about");
  // Somebody else moved the ask, and that is to stand: only the words are left.
  const answer = text("stand") === "theirs" ? "" : text("answer");
  return {
    stateKey: text("stateKey"),
    about,
    seenStage: text("seenStage") || text(`${about}.stage`),
    seenWord: text("seenWord") || text(`${about}.word`),
    sessionId: about.startsWith("case.") ? text("sessionId") : "",
    answer,
    // Where nothing was said, there is nothing to be sure of.
    word: answer === "asked" || answer === "" ? "" : text("word"),
    said: text("said"),
    on: text("on"),
  };
}

/** As many characters as the words of a note may have. */
export const mostSaid = 2_000;

/**
 * What is still missing or too much, by field: keys of the catalogue. The server asks the same; a note that it would refuse
 * must not wait on a device for it.
 */
export function faultsOf({ about, answer, word, said }: NoteFields): Record<string, string> {
  if (said.length > mostSaid) {
    return { said: "corridor.fault.saidTooLong" };
  }
  if (about === "") {
    return { about: "corridor.fault.about" };
  }
  if (about === "none") {
    return answer !== ""
      ? { about: "corridor.fault.aboutNeeded" }
      : said === ""
        ? { said: "corridor.fault.said" }
        : {};
  }
  if (answer === "") {
    // Words alone are worth keeping.
    return said === "" ? { answer: "corridor.fault.answer" } : {};
  }
  return answer !== "asked" && word === "" ? { word: "corridor.fault.word" } : {};
}

/** Where an ask stands now, which is not where it stood when the note was made. */
export interface Standing {
  stage: ShownStage;
  word: Word | null;
  /** A colleague's name, or the organisation of somebody else; null where that is not known. */
  by: string | null;
}

/** What became of one note. Nothing but `kept` was stored. */
export type NoteOutcome =
  | { outcome: "kept"; id: string }
  | { outcome: "conflict"; standing: Standing }
  | { outcome: "undone"; stands: boolean };

/** An ask of a State, with what must be known while one speaks of it. */
export interface CorridorAsk {
  id: string;
  reference: string;
  title: string;
  session: string;
  stage: ShownStage;
  word: Word | null;
  wordingAsked: string;
  /** Ours were set back when consent changed, and nobody has written others since. */
  areWordsSetBack: boolean;
  doNotMention: string;
  /** The most that consent lets one say of the person. */
  mayName: "person" | "organisation" | "situation" | "nothing";
}

/** A State with its open asks and what to mind, kept in the page so that it serves without a network. */
export interface CorridorPlace {
  key: string;
  name: string;
  asks: CorridorAsk[];
  cautions: { id: string; kind: CautionKind; note: string; saferAlternative: string }[];
  /** The State that a case is about is never asked about it. */
  notAbout: string[];
}

export interface Corridor {
  /** Those that one pinned, then those that one is likely to meet today. */
  places: CorridorPlace[];
  /** Keys of the places that one pinned. */
  pinned: string[];
  states: { key: string; name: string }[];
  /** Cases that an answer may open an ask for, at `occasion`. */
  cases: { id: string; reference: string; title: string }[];
  occasion: { id: string; title: string } | null;
}
