/**
 * A date in words, as every language of papers but Chinese writes it: "13 April 2018", "13 de abril de 2018", a month with
 * both its names in Arabic. With `gap` between its parts.
 */
const datedWith = (gap: string) =>
  `(?:[0-9]{1,2}${gap})?(?:[\\p{L}./]+${gap}){1,4}[0-9]{4}(?:${gap}г[.])?`;

const spaced = new RegExp(datedWith(" "), "gu");

/** Dates with spaces at which no line breaks. */
export const keptTogether = (written: string): string =>
  written.replace(spaced, (date) => date.replaceAll(" ", "\u00a0"));

/**
 * Such a date in a text. Lines also break behind a stroke, as between the two names of a month, and between the signs of
 * Chinese: a format that shows a date whole finds it by this. Read by JavaScript and by the layout of the PDF alike.
 */
export const wholeDate = `${datedWith("\u00a0")}|[0-9]{4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?`;
