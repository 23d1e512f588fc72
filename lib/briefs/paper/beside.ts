import type { PaperLanguage } from "./paper";

/** Names and words that each begin as they were written, and may hold a comma or an "or" of their own. */
export const beside = (language: PaperLanguage, words: readonly string[]): string =>
  words.join(language === "zh" ? "；" : language === "ar" ? "؛ " : "; ");

/** What stands between two sentences. */
export const gapIn = (language: PaperLanguage): string => (language === "zh" ? "" : " ");

/** Sentences of ours as one paragraph. */
export const together = (language: PaperLanguage, sentences: readonly string[]): string =>
  sentences.filter((one) => one !== "").join(gapIn(language));
