import type {
  AlertKind,
  AlertLanguage,
  AlertSection,
  AlertStage,
  ApprovalKind,
  Audience,
  EndorsementAnswer,
} from "@/db/reference/words";
import type { AlertStanding, PartState, Task } from "./alert";
import type { PartName } from "./part-names";
import type { MendedWord } from "./typing-error";

/*
 * What the pages of alerts show; read by queries.ts, drawn by components.
 */

/** One language of a text as somebody reads it. */
export interface ReadText {
  title: string;
  sections: Partial<Record<AlertSection, ReadNode>>;
}

interface ReadNode {
  type: string;
  attrs?: Record<string, unknown>;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  content?: ReadNode[];
  text?: string;
}

/** One language of an alert, and how far it is. */
export interface AlertLanguageState {
  id: string;
  language: AlertLanguage;
  state: "drafting" | "ready";
  /** An edition in it is out, and no withdrawal closed it. */
  isIssued: boolean;
}

export interface AlertRow {
  id: string;
  number: number;
  kind: AlertKind;
  stage: AlertStage;
  audience: Audience;
  sourceLanguage: AlertLanguage;
  signOnDeadline: Date | null;
  changedAt: Date;
  /** Of the source language; empty while nobody has written one. */
  title: string;
  languages: AlertLanguageState[];
  /** Sections of the source language that hold nothing. */
  missing: Task["section"][];
  isReviewed: boolean;
  isConsentChecked: boolean;
  /** Consent covers the text that is open for sign-on; true where there is none. */
  isCovered: boolean;
  /** A change of consent closed the newest edition of an audience and language that the alert is meant for. */
  hasClosedEdition: boolean;
  /** Organisations by what they answered to the text that is open. */
  answers: { asked: number; signed: number; withChange: number; cannot: number; waiting: number };
}

export interface FullAlert extends AlertRow {
  caseId: string;
  createdBy: string;
  createdAt: Date;
  parts: PartState[];
  /** The actor's organisation is asked to sign. */
  isAsked: boolean;
  /** The actor may sign for their organisation. */
  maySign: boolean;
}

/** What an open page needs to know that an alert went on without it. */
export interface AlertNews {
  /** Another one whenever something else is shown of the alert. */
  mark: string;
  standing: AlertStanding;
  audience: Audience;
}

export interface VersionRow {
  id: string;
  number: number;
  purpose: "saved" | "sign_on" | "issued";
  isMinor: boolean;
  /** The words in which typing errors were mended since the version before; null where it is no such version. */
  mended: MendedWord[] | null;
  note: string;
  hash: string | null;
  madeAt: Date;
  /** Their organisation, for somebody of another one; null where they wrote nothing in it either. */
  madeBy: string | null;
  /** The actor made it. */
  isSender: boolean;
  /** Nobody but the actor wrote in it. */
  isOnlyAuthor: boolean;
  /** In how many of its parts the actor wrote. */
  wroteIn: number;
  languages: string[];
  /** The newest earlier version that holds the same words; null where none does. */
  sameAs: number | null;
  /** What the team knows of names typed into it; null for everybody else and where there are none. */
  names: NamesInVersion | null;
  /** Those of the same words in earlier versions, too. */
  approvals: {
    version: number;
    kind: ApprovalKind;
    by: string | null;
    organisation: string;
    note: string;
    /** In how many parts its giver had written, too. */
    wroteIn: number;
    at: Date;
  }[];
}

/** Somebody who can take a step. */
export interface Able {
  /** Null for somebody of another organisation, and for the reader. */
  name: string | null;
  organisation: string;
  isMe: boolean;
}

export interface TextToSign {
  versionId: string;
  number: number;
  hash: string;
  madeAt: Date;
  isMinor: boolean;
  note: string;
  texts: Record<string, ReadText>;
  /** The people concerned agree to it today. */
  isCovered: boolean;
}

export interface GivenAnswer {
  id: string;
  answer: EndorsementAnswer;
  section: string | null;
  reason: string;
  capacity: string;
  displayNames: Record<string, string>;
  publishName: boolean;
  at: Date;
  versionId: string;
  versionNumber: number;
  /** Of the text to which it was given. */
  hash: string;
  /** It covers the text that is open now: the same, or only typing errors were mended since. */
  holds: boolean;
  /** Null for somebody of another organisation. */
  by: string | null;
}

export interface SignOnRow {
  requestId: string;
  orgId: string;
  name: string;
  isOwn: boolean;
  /** Keeps the case and with it the text. */
  holdsText: boolean;
  /** Somebody of them opened the text, or did something in it that only its readers can. */
  hasOpened: boolean;
  /** The newest version that somebody of them approved; null where none. */
  approved: number | null;
  nudgedAt: Date | null;
  answer: GivenAnswer | null;
  /** Sections in which they wrote and in which words stand. */
  drafted: string[];
  commented: string[];
  /** Comments of this organisation in threads that are not settled. */
  openComments: number;
  /** The first of those: its discussion, and the language of the text that it is about. */
  firstTalk: { threadId: string; commentId: string; language: AlertLanguage } | null;
  /** They read the case no more; told to its team alone. */
  hasEnded: boolean;
  /** Since when the name that they signed with is not shown any more; told to the team, and to themselves. */
  withheldAt: Date | null;
  /** When they last commented or answered. */
  lastAt: Date | null;
}

/** How one person would appear to an audience today. */
export interface ShownPerson {
  defenderId: string;
  label: string;
  /** `held`: agreed to be named to States, but partners who read it before them may not know the name. */
  shown: "name" | "held" | "label" | "missing";
  /** The day on which consent was withdrawn, where that is why it is missing. */
  withdrawnOn?: string;
}

/** Whose consent does not cover an audience. */
export interface MissingConsent {
  defenderId: string;
  label: string;
  /** The day on which they withdrew it, where they had given it. */
  withdrawnOn?: string;
}

/** Somebody who would be called by a label that nobody has written in the text's language. */
export interface Unlabelled {
  defenderId: string;
  /** The English one, by which the screens know them. */
  label: string;
  language: AlertLanguage;
}

/** A name or a sealed passage that stands in a text for people who may not read it. */
export interface FoundWords {
  /** The label of the person whose name it is; empty for a passage. */
  label: string;
  kind: "name" | "partOfName" | "passage";
  language: string;
  section: string;
}

/**
 * What came of a step that consent or a name typed by hand can stop: done, or whom to ask and where the words stand.
 */
export type ClearedOutcome =
  | { cleared: true }
  | {
      cleared: false;
      audience: Audience;
      /** The widest audience below it to which everybody agrees, where some do not agree to this one. */
      lowerTo: Audience | null;
      hasNobody: boolean;
      missing: MissingConsent[];
      found: FoundWords[];
      unlabelled: Unlabelled[];
    };

/** Something in a section that should be looked at before the text is reviewed. */
export type TextNote =
  /** A protected name stands in its words as somebody typed it; told to the team alone. */
  | { kind: "typedName"; language: AlertLanguage; section: PartName }
  /** Passages that the alert's audience does not read, with nothing in their place. */
  | { kind: "gap"; language: AlertLanguage; section: PartName; count: number }
  /** Discussions that are not settled, and suggestions that nobody accepted or declined. */
  | { kind: "open"; language: AlertLanguage; section: PartName; count: number };

/** What the team knows of a kept version's words. */
export interface NamesInVersion {
  versionId: string;
  holdsName: boolean;
  /** It was signed or issued, and stays as it is. */
  stays: boolean;
  takenOutAt: Date | null;
}
