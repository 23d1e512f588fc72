import "server-only";
import { createTranslator } from "next-intl";
import type { AlertLanguage } from "@/db/reference/words";
import { writeDate, writeList } from "@/lib/i18n/format";
import en from "@/lib/i18n/messages/en";
import type { FactWords } from "./facts";

/**
 * The words around the facts of a first text. Facts stand as they were entered; what Plenary says around them is in
 * English until a catalogue of the alert's language exists, and the form that starts an alert says so.
 */
export function factWords(_language: AlertLanguage): FactWords {
  const base = { locale: "en", messages: en } as const;
  const say = createTranslator({ ...base, namespace: "alerts.facts" });
  const dates = createTranslator({ ...base, namespace: "dates" });
  const words = createTranslator({ ...base, namespace: "cases" });
  return {
    say: (key, values) => say(key, values as never),
    word: (list, key) => words(`${list}.${key}` as Parameters<typeof words>[0]),
    date: (date) => writeDate(date, "en", dates),
    list: (items) => writeList(items, "en"),
  };
}
