import "server-only";
import type { BriefPart } from "@/db/reference/words";
import type { PlacedPart } from "@/db/schema/briefs";
import { factWords } from "@/lib/alerts/fact-words";
import { dayInZone, genevaZone } from "@/lib/i18n/format";
import type { ReportInputs } from "../accountability/inputs";
import { reportPaper } from "../accountability/report";
import { keptTogether } from "../paper/dates";
import { type MayGive, type Trim, trimsOf } from "../paper/fit";
import { type Code, type Paper, type PaperLanguage, plain } from "../paper/paper";
import { countPages } from "../paper/pdf/pdf";
import { countUnits } from "../paper/units";
import { blockLines } from "../paper/words";
import { paperWords } from "../words";
import { type BriefInputs, inPlace, mostAskWords, mostPages, type Stop } from "./brief";
import { type BriefWords, briefPaper, partsOf } from "./paper";
import { type Speech, speechOf, speechPaper } from "./speech-paper";

/** What says the phrases of a brief, in its language. What is spoken is typed as well, with spaces as a keyboard has them. */
export function wordsFor({
  kind,
  language,
}: {
  kind?: MadeFrom["kind"];
  language: PaperLanguage;
}): BriefWords {
  const facts = factWords(language);
  const date: typeof facts.date = (known) => keptTogether(facts.date(known));
  return { say: paperWords(language), facts: kind === "speaking" ? facts : { ...facts, date } };
}

/** What is frozen of a brief: what somebody wrote with what is known, or what is known of a session alone. */
export type MadeFrom = BriefInputs | ReportInputs;

/** The paper of these inputs, with the phrases of its language around it. */
export function paperOf(inputs: MadeFrom): Paper {
  const words = wordsFor(inputs);
  switch (inputs.kind) {
    case "accountability":
      return reportPaper(inputs, words);
    case "speaking":
      return speechPaper(inputs, words);
    default:
      return briefPaper(inputs, words);
  }
}

/** Where a guest reads a brief, and until when. */
export interface WebCopy {
  address: string;
  until: Date;
}

/**
 * The paper with a code that leads to the guest's own copy, beside its title. It has room for it, since it is measured with
 * one; of a brief of before that has none, it stands after the last page.
 */
export function withCode(inputs: MadeFrom, copy: WebCopy): Paper {
  const paper = paperOf(inputs);
  const code = codeOf(inputs, copy);
  const whole = { ...paper, blocks: [code, ...paper.blocks] };
  return countPages(whole) <= mostPages[inputs.kind]
    ? whole
    : { ...paper, blocks: [...paper.blocks, { kind: "break" }, code] };
}

function codeOf(inputs: MadeFrom, { address, until }: WebCopy): Code {
  const date = wordsFor(inputs).facts.date({
    precision: "day",
    from: dayInZone(until, genevaZone),
  });
  return { kind: "code", address, text: plain(paperWords(inputs.language)("webCopy", { date })) };
}

/** In the place of what any guest gets: an address as long as they come. */
const anyCopy = { address: `https://plenary.example/guest/${"0".repeat(100)}`, until: new Date(0) };

/** How many pages a brief takes, with room for the code of a guest's copy. */
export const countWithCode = (inputs: BriefInputs) => (paper: Paper) =>
  countPages({ ...paper, blocks: [codeOf(inputs, anyCopy), ...paper.blocks] });

/** The paper as it is before it may go out: each page says so. */
export const ownCopy = (paper: Paper): Paper => ({
  ...paper,
  frame: { ...paper.frame, watermark: paperWords(paper.language)("ownCopy") },
});

/** A part of the brief, told or left out. */
export interface SeenPart extends PlacedPart {
  /** How many it takes now, signs in Chinese; none where there is nothing to tell. */
  words: number;
}

/** A brief as it would be made now: the paper, how many pages it takes, and what keeps it from being made. */
export interface BriefPreview {
  paper: Paper;
  askWords: number;
  parts: SeenPart[];
  /** The first part that does not end on the first page; null where all do. */
  turns: BriefPart | null;
  /** The place of the block with which the second page begins, or in which it does. */
  turnsAt: number | null;
  pages: number;
  /** Where it can lose how many words; null where that alone does not help. */
  trims: Trim[] | null;
  stops: Stop[];
  /** Of a speech: what is spoken, and for how long. */
  speech: Speech | null;
}

/** What keeps a brief of these inputs from being made, and its paper: laid out once, as making many of them needs. */
export function glanceAt(inputs: BriefInputs) {
  const paper = paperOf(inputs);
  const most = mostPages[inputs.kind];
  const speech = inputs.kind === "speaking" ? speechOf(inputs, wordsFor(inputs)) : null;
  const count = speech ? countPages : countWithCode(inputs);
  const pages = count(paper);
  const askWords = countUnits(inputs.ask);
  const stops: [Stop, boolean][] = [
    ["noCase", inputs.cases.length === 0],
    ["noConsent", inputs.cases.some(({ situation }) => situation === null)],
    ["noAsk", askWords === 0],
    ["askTooLong", askWords > mostAskWords(inputs.language)],
    ["tooLong", pages > most || (speech !== null && speech.words > speech.mostWords)],
  ];
  return {
    ...{ paper, askWords, speech, pages, count },
    stops: stops.filter(([, isSo]) => isSo).map(([stop]) => stop),
  };
}

/** Looks at inputs as whoever writes a brief of them must. */
export function previewOf(inputs: BriefInputs): BriefPreview {
  const { count, ...glance } = glanceAt(inputs);
  const { pages, paper, speech } = glance;
  const most = mostPages[inputs.kind];
  const turnsAt = pages > 1 && !speech && countPages(paper) > 1 ? turnOf(paper) : null;
  return {
    ...glance,
    parts: seenParts(inputs),
    turns: turnsAt === null ? null : (partsByBlock(inputs)[turnsAt] ?? null),
    turnsAt,
    trims: pages > most ? trimsOf(paper, most, count, writtenIn(inputs)) : [],
  };
}

/**
 * What can be shortened of a brief, in the order in which it should be: the words of its cases, then with them the sentences
 * to lift. What is known, and what is always told, can only be left out.
 */
function writtenIn(inputs: BriefInputs): MayGive[] {
  const parts = partsByBlock(inputs);
  return [(at) => parts[at] === "cases", (at) => parts[at] === "cases" || parts[at] === "wordings"];
}

/** Of which part each block is; the ask, which stands before the first part, is of none. */
const partsByBlock = (inputs: BriefInputs): (BriefPart | null)[] => [
  null,
  ...partsOf(inputs, wordsFor(inputs)).flatMap(({ part, blocks }) => blocks.map(() => part)),
];

function seenParts(inputs: BriefInputs): SeenPart[] {
  const told = partsOf(inputs, wordsFor(inputs));
  return inPlace(inputs.kind, inputs.parts).map((placed) => ({
    ...placed,
    words: countUnits(
      told
        .filter(({ part }) => part === placed.part)
        .flatMap(({ blocks }) => blocks.flatMap(blockLines))
        .join(" "),
    ),
  }));
}

/** Found by laying out the beginnings of the paper, as the pages are. The ask is never the block that turns. */
function turnOf(paper: Paper): number {
  const endsOnFirst = (count: number) =>
    countPages({ ...paper, blocks: paper.blocks.slice(0, count) }) <= 1;
  let fits = 1;
  let turned = paper.blocks.length;
  while (turned - fits > 1) {
    const middle = Math.floor((fits + turned) / 2);
    if (endsOnFirst(middle)) {
      fits = middle;
    } else {
      turned = middle;
    }
  }
  return turned - 1;
}
