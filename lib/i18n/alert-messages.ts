import type { AlertLanguage } from "@/db/reference/words";
import ar from "./messages/alert/ar.json";
import es from "./messages/alert/es.json";
import fr from "./messages/alert/fr.json";
import ru from "./messages/alert/ru.json";
import zh from "./messages/alert/zh.json";
import en from "./messages/en";

const { about, range, since, until, unknown } = en.dates;
const { engagement, perpetrator, reprisal, response, verification } = en.cases;

const english = {
  facts: en.alerts.facts,
  dates: { about, range, since, until, unknown },
  reprisal,
  perpetrator,
  engagement,
  verification,
  response,
};

/** What stands around the facts of a first text: that of English, from the catalogue of the screens. */
export type AlertMessages = typeof english;

/**
 * The words of a first text in every language in which an alert may be written, whether or not the screens ship in it.
 * A missing key is a type error.
 */
export const alertMessages: Record<AlertLanguage, AlertMessages> = {
  ar,
  en: english,
  es,
  fr,
  ru,
  zh,
};
