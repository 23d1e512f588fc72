import { asXml } from "@/lib/text/xml";
import { isRightToLeft, isTurned, type PaperLanguage, type Piece, type Rich } from "../paper";

/** The languages as Word calls them. */
export const wordLanguages: Record<PaperLanguage, string> = {
  ar: "ar-SA",
  en: "en-GB",
  es: "es-ES",
  fr: "fr-FR",
  ru: "ru-RU",
  zh: "zh-CN",
};

/** Words of other scripts inside of Arabic, with the brackets around them, which would part from them at line ends. */
const otherScripts =
  /([([]?[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Han}][^\p{Script=Arabic}،؛؟«»]*[^\p{Script=Arabic}،؛؟«»\s:,;.]|[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Han}])/u;

/** What turns an address into the number under which the file knows it. */
export type LinkNumber = (address: string) => string;

/** Rich words as runs of a paragraph. */
export function runs(text: Rich, language: PaperLanguage, link: LinkNumber): string {
  return text
    .map((piece) => {
      const own = piece.language ?? language;
      const written = stretches(held(piece, language), own)
        .map(({ words, isReversed }) => run(words, piece, own, isReversed))
        .join("");
      return piece.link
        ? `<w:hyperlink r:id="${link(piece.link)}" w:history="1">${written}</w:hyperlink>`
        : written;
    })
    .join("");
}

/**
 * The words of a piece, between marks of its direction where that is the other one: else a full stop or a quotation mark at
 * its end would go to the other side. Word knows these marks, and not the signs that set words apart.
 */
function held(piece: Piece, around: PaperLanguage): string {
  const mark = isRightToLeft(piece.language ?? around) ? "\u200f" : "\u200e";
  return isTurned(piece, around) ? mark + piece.text + mark : piece.text;
}

/** Words in one look. */
export const plainRun = (text: string, language: PaperLanguage, strong = false): string =>
  runs([{ text, strong }], language, () => "");

function stretches(text: string, language: PaperLanguage) {
  return isRightToLeft(language)
    ? text
        .split(otherScripts)
        .map((words, at) => ({ words, isReversed: at % 2 === 0 }))
        .filter(({ words }) => words !== "")
    : [{ words: text, isReversed: false }];
}

function run(words: string, look: Piece, language: PaperLanguage, isReversed: boolean): string {
  const slants = look.emphasis && language !== "ar" && language !== "zh";
  const properties = [
    look.link ? `<w:rStyle w:val="Hyperlink"/>` : "",
    look.strong ? "<w:b/><w:bCs/>" : "",
    slants ? "<w:i/><w:iCs/>" : "",
    isReversed ? "<w:rtl/>" : "",
    languageOf(language, isReversed),
  ].join("");
  return `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${asXml(words)}</w:t></w:r>`;
}

function languageOf(language: PaperLanguage, isReversed: boolean): string {
  if (isRightToLeft(language)) {
    return isReversed ? `<w:lang w:bidi="${wordLanguages.ar}"/>` : "";
  }
  const attribute = language === "zh" ? "eastAsia" : "val";
  return `<w:lang w:${attribute}="${wordLanguages[language]}"/>`;
}
