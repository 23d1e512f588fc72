import type { PaperLanguage } from "../paper/paper";

/** Words with which what somebody is called begins, and which are no name, so that they may stand small in a sentence. */
const beginnings: Partial<Record<PaperLanguage, readonly string[]>> = {
  en: "a an the one two three four five six several some many first second third member members his her their".split(
    " ",
  ),
  fr: "un une des le la les deux trois quatre cinq six plusieurs certains certaines quelques premier première deuxième second seconde membre membres son sa ses leur leurs".split(
    " ",
  ),
  es: "un una unos unas el la los las dos tres cuatro cinco seis varios varias algunos algunas primer primera segundo segunda miembro miembros su sus".split(
    " ",
  ),
  ru: "один одна два две двое три трое четыре четверо несколько член члены первый первая второй вторая его ее их".split(
    " ",
  ),
};

/**
 * What somebody is called, as it stands within a sentence: "a lawyer". What may be a name, and what is in a language whose
 * words tell nothing of that, keeps its capital.
 */
export function inSentence(label: string, language: PaperLanguage): string {
  const [first = "", next = ""] = label.trim().split(/\s+/u, 2);
  const known = [...(beginnings[language] ?? []), ...(beginnings.en ?? []).slice(0, 3)];
  if (!known.includes(first.toLocaleLowerCase(language)) || !/^\p{Ll}/u.test(next)) {
    return label;
  }
  // In a list a label does without the article that a sentence needs.
  const isCounted = language === "en" && /^(?:first|second|third)$/iu.test(first);
  return (isCounted ? "the " : "") + small(label, language);
}

/**
 * Whether a label can stand in a sentence of this language. One that nobody wrote in it is an English one, which French and
 * Spanish share their letters with: there it must begin as a label of theirs does.
 */
export function canRunOn(label: string, language: PaperLanguage): boolean {
  const [first = ""] = label.trim().split(/\s+/u, 1);
  return (
    (language !== "fr" && language !== "es") ||
    (beginnings[language] ?? []).includes(first.toLocaleLowerCase(language))
  );
}

/** A word of ours within a sentence. */
export const small = (words: string, language: PaperLanguage): string =>
  words.charAt(0).toLocaleLowerCase(language) + words.slice(1);

/** Spanish draws a preposition and the article behind it together, also before the others of a list. */
export const drawnTogether = (sentence: string, language: PaperLanguage): string =>
  language === "es"
    ? sentence
        .replace(/ a el (?=\p{Ll})/gu, " al ")
        .replace(/(,|;| y| e) el (?=\p{Ll})/gu, "$1 al ")
    : sentence;
