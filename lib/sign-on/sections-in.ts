import { type AlertSection, alertSections } from "@/db/reference/words";
import type { LanguageText } from "@/db/schema";
import type { TextToSign } from "@/lib/alerts/shown";
import { writtenSections } from "@/lib/editions/edition";

/** The sections of which words stand in a text, in any of its languages: one that its audience does not read has none. */
export function sectionsIn({ texts }: Pick<TextToSign, "texts">): AlertSection[] {
  const written = new Set(
    Object.values(texts).flatMap((text) =>
      writtenSections(text as LanguageText).map(({ name }) => name),
    ),
  );
  return alertSections.filter((section) => written.has(section));
}
