import "server-only";
import { factWords } from "@/lib/alerts/fact-words";
import { fitTo, type Trim } from "../paper/fit";
import type { Paper } from "../paper/paper";
import { countPages } from "../paper/pdf/pdf";
import { countUnits } from "../paper/units";
import { paperWords } from "../words";
import { type BriefInputs, mostAskWords, mostPages, type Stop } from "./brief";
import { preSessionPaper } from "./paper";

/** The paper of these inputs, with the phrases of its language around it. */
export const paperOf = (inputs: BriefInputs): Paper =>
  preSessionPaper(inputs, {
    say: paperWords(inputs.language),
    facts: factWords(inputs.language),
  });

/** A brief as it would be made now: the paper, how many pages it takes, and what keeps it from being made. */
export interface BriefPreview {
  paper: Paper;
  askWords: number;
  pages: number;
  /** Where it can lose how many words; null where that alone does not help. */
  trims: Trim[] | null;
  stops: Stop[];
}

/** Looks at inputs as whoever makes a brief of them must. */
export function previewOf(inputs: BriefInputs): BriefPreview {
  const paper = paperOf(inputs);
  const { pages, trims } = fitTo(paper, mostPages, countPages);
  const askWords = countUnits(inputs.ask);
  const stops: [Stop, boolean][] = [
    ["noCase", inputs.cases.length === 0],
    ["noConsent", inputs.cases.some(({ situation }) => situation === null)],
    ["noAsk", askWords === 0],
    ["askTooLong", askWords > mostAskWords(inputs.language)],
    ["tooLong", pages > mostPages],
  ];
  return {
    paper,
    askWords,
    pages,
    trims,
    stops: stops.filter(([, isSo]) => isSo).map(([stop]) => stop),
  };
}
