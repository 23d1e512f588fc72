/** The words of a text with the spaces around them; in Chinese its signs. */
export const units = (text: string): string[] =>
  text.match(/\s*(?:\p{Script=Han}|(?:(?!\p{Script=Han})\S)+)\s*/gu) ?? [];

/** How many words a text has, as papers count them. */
export const countUnits = (text: string): number => units(text).length;
