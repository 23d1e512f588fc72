import type { Paper } from "./paper";
import { isDrawn } from "./pdf/faces";

/** Stands for a sign that no face of a paper has. */
export const noSign = "□";

/** Spaces, ends of lines, and what joins or turns other signs: they need no drawing of their own. */
const needsNone = /^[\s\p{Default_Ignorable_Code_Point}\p{Cc}]$/u;

const isPrinted = (text: string): boolean =>
  [...text].every((sign) => isDrawn(sign.codePointAt(0) ?? 0) || needsNone.test(sign));

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** What is read as one sign of a text, where a paper can't show it. */
export const unprintedIn = (text: string): string[] =>
  isPrinted(text)
    ? []
    : [...segmenter.segment(text)].map(({ segment }) => segment).filter((one) => !isPrinted(one));

const printed = (text: string): string =>
  isPrinted(text)
    ? text
    : [...segmenter.segment(text)]
        .map(({ segment }) => (isPrinted(segment) ? segment : noSign))
        .join("");

/**
 * A paper as all its outputs show it: what can't be printed, such as a picture among letters or a script whose face is not
 * shipped, stands as an empty box in each of them. A PDF with a sign that can't be heard either is no PDF/UA.
 */
export function asPrinted(paper: Paper): Paper {
  const shown = shownAs.get(paper) ?? (eachText(paper, printed) as Paper);
  shownAs.set(paper, shown);
  return shown;
}

/** A paper is never changed, and the one that is written is the one that is checked. */
const shownAs = new WeakMap<Paper, Paper>();

/** The signs of a paper that stand as an empty box, each once. */
export function signsNotPrinted(paper: Paper): string[] {
  const found = new Set<string>();
  eachText(paper, (text) => {
    for (const sign of unprintedIn(text)) {
      found.add(sign);
    }
    return text;
  });
  return [...found];
}

/** Addresses are no text: whoever follows one needs it as it is. */
const addresses = new Set(["link", "address"]);

function eachText(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") {
    return change(value);
  }
  if (Array.isArray(value)) {
    return value.map((one) => eachText(one, change));
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([name, one]) => [
          name,
          addresses.has(name) ? one : eachText(one, change),
        ]),
      )
    : value;
}
