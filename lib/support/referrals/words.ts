import "server-only";
import { getLocale, getTranslations } from "next-intl/server";
import { getFormats } from "@/lib/i18n/request-formats";
import { stateName } from "@/lib/states/names";
import { supportLanguage } from "../requests/languages";
import type { TextWords } from "./referral-text";

/** The words of a text for a support organisation, in the reader's language. */
export async function referralWords(): Promise<TextWords> {
  const [t, locale, formats] = await Promise.all([
    getTranslations("support"),
    getLocale(),
    getFormats(),
  ]);
  return {
    heading: (part) => t(`text.${part}`),
    field: (field) => t(`fields.${field}`),
    kind: (kind) => t(`kinds.${kind}`),
    urgency: (urgency) => t(`urgencies.${urgency}`),
    heldBy: (channel, holder) => t("text.heldBy", { channel, holder }),
    language: (code) => supportLanguage(code, (key) => t(`languages.${key}`), locale),
    state: (names) => stateName({ names }, locale),
    day: (day) => formats.day(day),
  };
}
