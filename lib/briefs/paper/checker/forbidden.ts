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

const lookAlike = new RegExp(`[${Object.keys(lookAlikes).join("")}]`, "gu");

/** Nothing but signs that every normal form leaves as they are. */
const isPlain = (text: string) => !/[^\x20-\x7e\s]/.test(text);

/**
 * A text as letters and figures alone: without case, accents, vowel signs, joins, spaces and signs between, so that a
 * word is found however it is written or cut up.
 */
export function bare(text: string): string {
  if (isPlain(text)) {
    return text.toLowerCase().replace(/[^a-z0-9]/g, "");
  }
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
const asItLooks = (text: string) => text.replace(lookAlike, (sign) => lookAlikes[sign] ?? sign);

/** A search for these strings, as places in the list: to be made once for many texts. */
export function searchFor(forbidden: readonly string[]): (text: string) => number[] {
  const wanted = forbidden.flatMap((string, at) => {
    const letters = bare(string);
    return [...letters].length >= shortest ? [{ at, letters, looks: asItLooks(letters) }] : [];
  });
  if (wanted.length === 0) {
    return () => [];
  }
  const least = Math.min(...wanted.map(({ looks }) => looks.length));
  return (text) => {
    const letters = bare(text);
    const looks = asItLooks(letters);
    // Letters that look like two of another script make a text longer, never shorter.
    if (looks.length < least) {
      return [];
    }
    return wanted.flatMap((one) =>
      letters.includes(one.letters) || looks.includes(one.looks) ? [one.at] : [],
    );
  };
}

/** Which of these strings stand in a text, as places in the list. */
export const findForbidden = (text: string, forbidden: readonly string[]): number[] =>
  searchFor(forbidden)(text);
