import "server-only";
import { createTranslator } from "next-intl";
import { eachLanguageOnce } from "@/lib/i18n/each-language-once";
import { paperMessages } from "@/lib/i18n/paper-messages";
import { type PaperLanguage, plain, type Rich } from "./paper/paper";

/** Says a fixed phrase of papers in the language of the paper. */
export type PaperWords = (key: string, values?: Record<string, string | number>) => string;

/** The fixed phrases in one language. */
export const paperWords = eachLanguageOnce(
  (language: PaperLanguage): PaperWords =>
    createTranslator({
      locale: language,
      messages: paperMessages[language],
    }) as unknown as PaperWords,
);

/** Around the place of something written, while a phrase is said. */
const place = "\uE000";

/** A fixed phrase with names and words that somebody wrote in it, each in a language and direction of its own. */
export function phraseWith(
  say: PaperWords,
  key: string,
  written: Readonly<Record<string, Rich>>,
  values: Record<string, string | number> = {},
): Rich {
  const places = Object.keys(written).map((name) => [name, place + name + place]);
  return say(key, { ...values, ...Object.fromEntries(places) })
    .split(place)
    .flatMap((part, at) => (at % 2 === 1 ? (written[part] ?? []) : part === "" ? [] : plain(part)));
}
