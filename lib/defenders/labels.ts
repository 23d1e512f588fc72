import { type AlertLanguage, alertLanguages } from "@/db/reference/words";
import type { PublicLabels } from "@/db/schema/cases";

/** Somebody by their labels. */
export interface Labelled {
  id: string;
  /** In English, the language of the screens. */
  publicLabel: string;
  publicLabels: PublicLabels;
}

/** The languages whose labels stand beside the English one. */
export const labelLanguages = alertLanguages.filter(
  (language): language is keyof PublicLabels => language !== "en",
);

/** How somebody is called in a language; null where nobody has written it yet, as app.label_in decides. */
export function labelIn(of: Labelled, language: AlertLanguage): string | null {
  return language === "en" ? of.publicLabel : of.publicLabels[language]?.trim() || null;
}

/** Labels by defender for a draft in a language; the English one stands in where there is none yet. */
export function draftLabels(
  defenders: readonly Labelled[],
  language: AlertLanguage,
): Record<string, string> {
  return Object.fromEntries(
    defenders.map((one) => [one.id, labelIn(one, language) ?? one.publicLabel]),
  );
}

/** The languages among those of the alerts in which somebody has no label yet. */
export function unlabelledIn(of: Labelled, languages: readonly AlertLanguage[]): AlertLanguage[] {
  return languages.filter((language) => labelIn(of, language) === null);
}
