/** Shorter than this a string says nothing by itself: it would be found in any text. */
const shortest = 2;

/** Letters that look alike, which is enough to tell a name: those of Greek and Cyrillic that stand in Latin words. */
const lookAlikes: Record<string, string> = {
  а: "a",
  е: "e",
  о: "o",
  р: "p",
  с: "c",
  у: "y",
  х: "x",
  і: "i",
  ј: "j",
  ѕ: "s",
  ԁ: "d",
  һ: "h",
  α: "a",
  ο: "o",
  ρ: "p",
  ν: "v",
  υ: "u",
  ι: "i",
  κ: "k",
  τ: "t",
  ı: "i",
  ł: "l",
  ø: "o",
  đ: "d",
  ß: "ss",
  æ: "ae",
  œ: "oe",
};

/**
 * A text as letters and figures alone: without case, accents, vowel signs, joins, spaces and signs between, so that a
 * word is found however it is written or cut up.
 */
export function bare(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "")
    .replace(/[أإآٱ]/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .replace(/ـ/g, "");
}

/** The same with letters of one script put for those of another that look like them. */
const asItLooks = (text: string) => text.replace(/./gu, (sign) => lookAlikes[sign] ?? sign);

/** Which of these strings stand in a text, as places in the list. */
export function findForbidden(text: string, forbidden: readonly string[]): number[] {
  const letters = bare(text);
  const looks = asItLooks(letters);
  return forbidden.flatMap((string, at) => {
    const wanted = bare(string);
    return [...wanted].length >= shortest &&
      (letters.includes(wanted) || looks.includes(asItLooks(wanted)))
      ? [at]
      : [];
  });
}
