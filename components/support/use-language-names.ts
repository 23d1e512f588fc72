import { useLocale, useTranslations } from "next-intl";
import { supportLanguage } from "@/lib/support/requests/languages";

/** The names of languages by their codes, in the reader's language. */
export function useLanguageNames(): (code: string) => string {
  const t = useTranslations("support.languages");
  const locale = useLocale();
  return (code) => supportLanguage(code, t, locale);
}
