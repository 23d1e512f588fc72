import "server-only";
import { createTranslator } from "next-intl";
import { paperMessages } from "@/lib/i18n/paper-messages";
import type { PaperLanguage } from "./paper/paper";

/** Says a fixed phrase of papers in the language of the paper. */
export type PaperWords = (key: string, values?: Record<string, string | number>) => string;

/** The fixed phrases in one language. */
export const paperWords = (language: PaperLanguage): PaperWords =>
  createTranslator({
    locale: language,
    messages: paperMessages[language],
  }) as unknown as PaperWords;
