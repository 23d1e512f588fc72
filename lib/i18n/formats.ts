import { useLocale, useTranslations } from "next-intl";
import {
  type DateStyle,
  type DateWords,
  genevaZone,
  type KnownDate,
  writeChoice,
  writeCount,
  writeDate,
  writeLaterTime,
  writeList,
  writeMoney,
  writeNearDay,
  writePlaceTime,
  writeRelativeDay,
  writeTime,
} from "./format";

/** The writers of `format.ts`, bound to one language. */
export function formatsFor(locale: string, words: DateWords) {
  return {
    date: (date: KnownDate, style?: DateStyle) => writeDate(date, locale, words, style),
    /** A full calendar day, `YYYY-MM-DD`. */
    day: (day: string, style?: DateStyle) =>
      writeDate({ precision: "day", from: day }, locale, words, style),
    nearDay: (day: string, today: string) => writeNearDay(day, today, locale, words),
    time: (at: Date, zone: string) => writeTime(at, locale, zone),
    laterTime: (later: Date, earlier: Date, zone: string) =>
      writeLaterTime(later, earlier, locale, zone),
    genevaTime: (at: Date, readerZone: string) =>
      writePlaceTime(at, genevaZone, readerZone, locale, words),
    /** For what may be held in New York. */
    placeTime: (at: Date, zone: string, readerZone: string) =>
      writePlaceTime(at, zone, readerZone, locale, words),
    relativeDay: (day: string, today: string, options?: { asSentence?: boolean }) =>
      writeRelativeDay(day, today, locale, options),
    count: (count: number) => writeCount(count, locale),
    money: (money: { amount: string; currency: string }) => writeMoney(money, locale),
    list: (items: string[]) => writeList(items, locale),
    choice: (items: string[]) => writeChoice(items, locale),
  };
}

export type Formats = ReturnType<typeof formatsFor>;

/**
 * The writers in the reader's language, for components that are not async. In the browser the
 * namespace `dates` must be among the messages passed down.
 */
export function useFormats(): Formats {
  return formatsFor(useLocale(), useTranslations("dates"));
}
