import type { AlertLanguage } from "@/db/reference/words";

/** How the United Nations write dates in their languages: Arabic with the figures that both halves of its world read. */
export const dateTags: Record<AlertLanguage, string> = {
  ar: "ar-SY-u-nu-latn",
  en: "en-GB",
  es: "es",
  fr: "fr",
  ru: "ru",
  zh: "zh",
};

const monthsOf = (tag: string) => {
  const write = new Intl.DateTimeFormat(tag, { timeZone: "UTC", month: "long" });
  return Array.from({ length: 12 }, (_, month) => write.format(Date.UTC(2026, month, 15)));
};

const western = monthsOf("ar-EG");
const both = new Map(monthsOf(dateTags.ar).map((name, at) => [name, `${name}/${western[at]}`]));
const anyMonth = new RegExp([...both.keys()].join("|"), "g");

/**
 * Arabic gives the month by both its names, as the United Nations do: readers in the east and the west of the region
 * know one each. `written` holds months in their eastern names.
 */
export function withBothMonths(written: string): string {
  return written.replace(anyMonth, (name) => both.get(name) ?? name);
}
