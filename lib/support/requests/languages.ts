import { languageName } from "@/lib/i18n/language-name";

/** The languages that support organisations of the directory say they answer in; any other is told in words. */
export const requestLanguages = ["ar", "en", "es", "fr", "pt", "ru", "vi", "zh"] as const;

/** The name of a language: of these as the catalogue has it, of any other as the platform knows it. */
export function supportLanguage(
  code: string,
  name: (key: (typeof requestLanguages)[number]) => string,
  locale: string,
): string {
  const known = requestLanguages.find((one) => one === code);
  return known ? name(known) : languageName(code, locale);
}
