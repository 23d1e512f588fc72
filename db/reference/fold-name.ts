export type NameToken = {
  /** The word as it is compared. */
  folded: string;
  /** Where the word stands in the original text. */
  start: number;
  end: number;
};

/**
 * Cuts a text into the words by which names are compared: without case, diacritics, Arabic vowel signs
 * or punctuation. Each Chinese character is a word of its own, since Chinese writes no spaces; letters
 * between dots are one word ("U.K." is "uk"); "&" is "and" and "St." is "saint".
 */
export function nameTokens(text: string): NameToken[] {
  const tokens: NameToken[] = [];
  for (const match of text.matchAll(words)) {
    const word = match[0];
    const start = match.index;
    const folded = foldWord(word);
    if (folded) {
      tokens.push({ folded: abbreviations[folded] ?? folded, start, end: start + word.length });
    }
  }
  return tokens;
}

/** The form of a name that is stored and compared: its words, one space between each. */
export function foldName(text: string): string {
  return nameTokens(text)
    .map((token) => token.folded)
    .join(" ");
}

// In this order: one Chinese character; single letters joined by dots ("U.K." and "U.K"); a run of
// letters, marks and digits. Two surprises: some apostrophes (U+02B9 to U+02BC) are letters to Unicode,
// and so is the tatweel (U+0640), which stretches an Arabic word and folds away.
const words =
  /\p{Script=Han}|(?<![\p{L}\p{M}\p{N}])\p{L}\p{M}*(?:\.\p{L}\p{M}*)+(?![\p{L}\p{M}\p{N}])|(?:(?![\p{Script=Han}\u02b9-\u02bc])[\p{L}\p{M}\p{N}])+|&/gu;

const abbreviations: Record<string, string> = { st: "saint", ste: "sainte", "&": "and" };

function foldWord(word: string): string {
  if (word === "&") {
    return word;
  }
  // Lower case first: the capital İ of Turkish becomes i and a combining dot, which then falls away.
  return word
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\p{M}\u0640.]/gu, "")
    .replace(/[\u0649\u06cc]/g, "\u064a")
    .replace(/\u0629/g, "\u0647")
    .replace(/\u06a9/g, "\u0643")
    .replace(/\u0131/g, "i");
}
