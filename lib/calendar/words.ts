import "server-only";
import { createTranslator } from "next-intl";
import { catalogueFor } from "@/lib/i18n/catalogue";
import { availableLocales, localeDetails } from "@/lib/i18n/locales";
import type { FeedWords } from "./feed";

/**
 * The neutral words of a calendar in a person's language. Not the request's: whoever asks for a calendar is a program,
 * and no cookie of it is looked at.
 */
export function calendarWords(locale: string): FeedWords & { name: string } {
  const code = availableLocales().find((one) => one.code === locale)?.code ?? "en";
  const t = createTranslator({
    locale: localeDetails(code).tag,
    messages: catalogueFor(code),
    namespace: "calendar.feed",
  });
  return {
    name: t("name"),
    kind: (kind, number) =>
      number === null ? t(`kind.${kind}`) : t("numbered", { kind: t(`kind.${kind}`), number }),
    deadline: (rule) => t(`deadline.${rule}`),
    task: t("task"),
    reply: t("reply"),
    step: t("step"),
    signature: t("signature"),
  };
}
