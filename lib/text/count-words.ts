/** Words as a reader counts them, in languages that write no spaces too. */
export function countWords(text: string, language: string): number {
  const segments = new Intl.Segmenter(language, { granularity: "word" }).segment(text);
  return [...segments].filter((segment) => segment.isWordLike).length;
}
