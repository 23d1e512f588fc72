import "server-only";
import { getLocale, getTranslations } from "next-intl/server";
import { type Formats, formatsFor } from "./formats";

/** The writers in the reader's language, for async server components, actions and exports. */
export async function getFormats(): Promise<Formats> {
  const [locale, words] = await Promise.all([getLocale(), getTranslations("dates")]);
  return formatsFor(locale, words);
}
