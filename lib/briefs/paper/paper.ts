import type { AlertLanguage, Grade } from "@/db/reference/words";

/** A language in which a paper is written, one of the six of the United Nations. */
export type PaperLanguage = AlertLanguage;

/** Words in one look. `language` only where it differs from that of the paper around them. */
export interface Piece {
  text: string;
  strong?: boolean;
  /** Slanted where the script knows that; never in Arabic or Chinese. */
  emphasis?: boolean;
  /** A web or mail address. It is never one of a file. */
  link?: string;
  language?: PaperLanguage;
}

/** Running words, as they are read one after the other. Spaces between pieces stand in the pieces. */
export type Rich = readonly Piece[];

/** The one sentence for which the paper is written. */
export interface Ask {
  kind: "ask";
  label: string;
  text: Rich;
}

/** A part of the paper whose heading stands beside it. */
export interface Section {
  kind: "section";
  heading: string;
  blocks: readonly Block[];
}

/** A heading above what follows, for papers of many pages. */
export interface Heading {
  kind: "heading";
  level: 2 | 3;
  text: string;
}

export interface Paragraph {
  kind: "paragraph";
  text: Rich;
}

/** What is said in passing: how something was counted, what is not known. */
export interface Note {
  kind: "note";
  text: Rich;
}

export interface List {
  kind: "list";
  items: readonly Rich[];
  /** Short items, such as names of States, beside each other. */
  columns?: 1 | 2 | 3;
}

/** Sentences to lift word for word, each with what is told beside it: for how long it is spoken, or where it belongs. */
export interface Wordings {
  kind: "wordings";
  isNumbered: boolean;
  items: readonly { label: string; aside: string; text: Rich }[];
}

export interface Facts {
  kind: "facts";
  rows: readonly { label: string; value: Rich }[];
}

/** What somebody said, who and where, and how well it is evidenced. */
export interface Quotation {
  kind: "quotation";
  text: Rich;
  source: Rich;
  grade?: Evidence;
}

/** A grade by its letter and in words. */
export interface Evidence {
  letter: Grade;
  words: string;
}

export interface Table {
  kind: "table";
  /** What the table shows, for whoever hears it. */
  caption: string;
  head: readonly string[];
  rows: readonly (readonly Rich[])[];
}

/** Sources and other small print, numbered; the number stands in the text where it is meant. */
export interface Annex {
  kind: "annex";
  items: readonly Rich[];
}

/** An address for the eye and as a code for a telephone. */
export interface Code {
  kind: "code";
  address: string;
  text: Rich;
}

export interface PageBreak {
  kind: "break";
}

export type Block =
  | Ask
  | Section
  | Heading
  | Paragraph
  | Note
  | List
  | Wordings
  | Facts
  | Quotation
  | Table
  | Annex
  | Code
  | PageBreak;

/** What stands on each page around the text. */
export interface Frame {
  /** Who writes, in bold, and with whom. */
  from: string;
  beside: string;
  day: string;
  /** For whom and which copy. */
  foot: Rich;
  /** With `{page}` and `{pages}`. */
  pageOf: string;
  /** Recipient and time, across each page. */
  watermark?: string;
}

/** One paper as plain data: all outputs are made from this and hold the same words. */
export interface Paper {
  language: PaperLanguage;
  title: string;
  subtitle: Rich;
  frame: Frame;
  blocks: readonly Block[];
}

/** Where a language is read from right to left. */
export const isRightToLeft = (language: PaperLanguage) => language === "ar";

/** Words in one look as rich words. */
export const plain = (text: string): Rich => [{ text }];

/** Words that are strong as a whole are the label of what follows, and stay on one page with it. */
export const isLabel = (text: Rich): boolean =>
  text.length > 0 && text.every(({ strong }) => strong);

/** Whether words are of the other direction than what stands around them: they keep their own marks at their ends. */
export const isTurned = ({ language }: Piece, around: PaperLanguage): boolean =>
  isRightToLeft(language ?? around) !== isRightToLeft(around);

/** Whether words as a whole are in a language of the other direction, and so run in that. */
export const runsTheOtherWay = (text: Rich, { language }: Paper): boolean =>
  text.length > 0 && text.every((piece) => isTurned(piece, language));

/** The addresses of the product itself that stand in a paper as codes. */
export const codesOf = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) =>
    block.kind === "section" ? codesOf(block.blocks) : block.kind === "code" ? [block.address] : [],
  );

/** Every address that a paper leads to. */
export function linksOf(paper: Paper): string[] {
  const inRich = (text: Rich) => text.flatMap((piece) => (piece.link ? [piece.link] : []));
  const inBlock = (block: Block): string[] => {
    switch (block.kind) {
      case "section":
        return block.blocks.flatMap(inBlock);
      case "list":
      case "annex":
        return block.items.flatMap(inRich);
      case "wordings":
        return block.items.flatMap(({ text }) => inRich(text));
      case "facts":
        return block.rows.flatMap(({ value }) => inRich(value));
      case "table":
        return block.rows.flatMap((row) => row.flatMap(inRich));
      case "quotation":
        return [...inRich(block.text), ...inRich(block.source)];
      case "code":
        return [block.address, ...inRich(block.text)];
      case "ask":
      case "paragraph":
      case "note":
        return inRich(block.text);
      case "heading":
      case "break":
        return [];
    }
  };
  return [...inRich(paper.subtitle), ...paper.blocks.flatMap(inBlock)];
}
