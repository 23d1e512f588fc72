import { alertLanguages } from "@/db/reference/words";
import type { PaperLanguage } from "@/lib/briefs/paper/paper";
import ar from "./messages/paper/ar.json";
import en from "./messages/paper/en.json";
import es from "./messages/paper/es.json";
import fr from "./messages/paper/fr.json";
import ru from "./messages/paper/ru.json";
import zh from "./messages/paper/zh.json";

/** What stands on papers around what somebody wrote. A missing key is a type error. */
export type PaperMessages = typeof en;

/** The fixed phrases of papers in every language in which one may be made, whatever the screens ship in. */
export const paperMessages: Record<PaperLanguage, PaperMessages> = { ar, en, es, fr, ru, zh };

/** The language of a paper by a tag; English where it is none of the six. */
export function paperLanguageOf(tag: string): PaperLanguage {
  const start = tag.toLowerCase().split("-")[0];
  return alertLanguages.find((language) => language === start) ?? "en";
}
