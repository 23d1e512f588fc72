import type { PaperLanguage } from "./paper";

/** French keeps its mark apart, on the same line. */
const marks: Record<PaperLanguage, string> = {
  ...{ en: "; ", es: "; ", ru: "; " },
  ...{ ar: "؛ ", fr: "\u202f; ", zh: "；" },
};

/** Names and words that each begin as they were written, and may hold a comma or an "or" of their own. */
export const beside = (language: PaperLanguage, words: readonly string[]): string =>
  words.join(marks[language]);

/** What stands between two sentences. */
export const gapIn = (language: PaperLanguage): string => (language === "zh" ? "" : " ");

/** Sentences of ours as one paragraph. */
export const together = (language: PaperLanguage, sentences: readonly string[]): string =>
  sentences.filter((one) => one !== "").join(gapIn(language));
