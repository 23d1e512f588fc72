import type {
  AlertLanguage,
  AlertRight,
  AlertSection,
  AlertStage,
  Audience,
  SectionStatus,
} from "@/db/reference/words";
import type { TextNode } from "@/db/schema";

export type { TextNode };

import type { PartName } from "./part-names";

/** A part of the text as it was kept last, and how far it is. */
export interface DeskPart {
  section: PartName;
  content: TextNode;
  plain: string;
  status: SectionStatus;
}

/** Somebody as the desk names them: their organisation, and their own name where the reader may know it. */
export interface DeskPerson {
  organisation: string;
  name: string | null;
}

export interface DeskComment {
  id: string;
  body: string;
  by: DeskPerson;
  isMine: boolean;
  at: string;
}

/** A discussion of some words. One without comments says who made the suggestion of the same id. */
export interface DeskThread {
  id: string;
  section: PartName;
  quote: string;
  by: DeskPerson;
  isMine: boolean;
  settled: boolean;
  comments: DeskComment[];
}

/** A defender of the case as the text may hold them: by label. */
export interface DeskDefender {
  id: string;
  label: string;
  hasIdentity: boolean;
}

/** How one person appears to an audience. */
export interface ShownPerson {
  defenderId: string;
  label: string;
  /** `held`: agreed to be named to States, but partners who read it before them may not know the name. */
  shown: "name" | "held" | "label" | "missing";
  isIn: boolean;
}

/** What one audience would read today. */
export interface Preview {
  text: { title: string; sections: Partial<Record<AlertSection, TextNode>> };
  people: ShownPerson[];
  /** Sections that were not looked at with the protected names of now: nothing of them is in `text`. */
  unchecked: PartName[];
}

/** The last time that somebody made a text what a version holds. */
export interface Restoration {
  id: string;
  by: DeskPerson;
  isMine: boolean;
  /** Of the version; null for whoever may not read it. */
  number: number | null;
  /** The version that keeps what stood there before. */
  keptIn: string;
}

/** What stands beside the text and changes while it is written; read again after each save. */
export interface Beside {
  /** The membership that it was read by. */
  reader: string;
  /** What was typed last is not in it: the sections are worked out a moment after it is stored. */
  isBehind: boolean;
  parts: DeskPart[];
  /** Protected names that somebody typed by hand, for the team alone. */
  typed: { section: PartName; id: string; words: string }[];
  threads: DeskThread[];
  /** Who has written in the text, by membership: a suggestion's id begins with its author's. */
  authors: Record<string, DeskPerson>;
  /** Audiences whose edition this reader may see. */
  offered: Audience[];
  /** What one of them would read: the one that was asked for. */
  previews: Partial<Record<Audience, Preview>>;
  stage: AlertStage;
  version: number | null;
  restored: Restoration | null;
}

/** One source of the case, and how many States it tells of. */
export interface DeskSource {
  source: string;
  address: string | null;
  grades: string[];
  states: number;
}

/** What the case knows of the reprisal, in the reader's words; null where it is not known. */
export interface DeskFacts {
  when: string | null;
  precision: string | null;
  where: string;
  /** Where they are changed; null for whoever may not. */
  edit: string | null;
  sources: DeskSource[];
}

/** Who may be spoken to in a comment: a colleague by name, or another organisation as a whole. */
export interface Mentionable {
  /** Of the membership, or of the organisation. */
  id: string;
  /** Null for an organisation. */
  name: string | null;
  organisation: string;
}

/** Who is spoken to. */
export interface Mentions {
  mentions: string[];
  organisations: string[];
}

export interface DeskText {
  id: string;
  language: AlertLanguage;
  state: "drafting" | "ready";
  /** Sections whose source has changed since they were translated. */
  behind: number;
}

/** Everything that the desk starts from. */
export interface Desk {
  alertId: string;
  caseId: string;
  number: number;
  sourceLanguage: AlertLanguage;
  audience: Audience;
  right: AlertRight;
  inTeam: boolean;
  /** Presence is off where nobody should learn who works on the case at this moment. */
  showsPresence: boolean;
  me: { membershipId: string; organisation: string; name: string };
  texts: DeskText[];
  text: DeskText;
  beside: Beside;
  /** The words behind sealed passages, by id; empty for everybody outside the team. */
  passages: Record<string, string>;
  defenders: DeskDefender[];
  mentionable: Mentionable[];
}
