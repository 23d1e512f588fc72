import "server-only";
import { createTranslator } from "next-intl";
import type { AlertLanguage } from "@/db/reference/words";
import { dateTags, withBothMonths } from "@/lib/i18n/alert-dates";
import { alertMessages } from "@/lib/i18n/alert-messages";
import { eachLanguageOnce } from "@/lib/i18n/each-language-once";
import { type DateWords, type KnownDate, writeDate } from "@/lib/i18n/format";
import type { FactWords } from "./facts";

/**
 * The words around the facts of a first text, in the text's own language. Facts stand as they were entered. Languages
 * that inflect say what they say as "label: value".
 */
export const factWords = eachLanguageOnce((language: AlertLanguage): FactWords => {
  const messages = alertMessages[language];
  const say = createTranslator({ locale: language, messages }) as unknown as (
    key: string,
    values?: Record<string, string | number>,
  ) => string;
  const dates: DateWords = (key, values) => say(`dates.${key}`, values);
  const lists = new Intl.ListFormat(language === "en" ? "en-GB" : language, {
    type: "conjunction",
  });
  const write = (date: KnownDate): string =>
    // Chinese writes a range in figures alone; two dates in words read like the others.
    language === "zh" && date.precision === "range" && date.from && date.to
      ? dates("range", {
          from: write({ precision: "day", from: date.from }),
          to: write({ precision: "day", from: date.to }),
        })
      : writeDate(date, dateTags[language], dates);
  return {
    say: (key, values) => sentence(say(`facts.${key}`, values), language),
    word: (list, key) => say(`${list}.${key}`),
    date: (date) => (language === "ar" ? withBothMonths(write(date)) : write(date)),
    list: (items) => lists.format(items),
    listParts: (items) => lists.formatToParts(items),
  };
});

/** A capital at the start, where a date may stand, and one full stop at the end, which a fact or a date may bring. */
function sentence(words: string, language: AlertLanguage): string {
  return (words.charAt(0).toLocaleUpperCase(language) + words.slice(1)).replace(
    /(?<!\.)\.\.(?!\.)/g,
    ".",
  );
}
