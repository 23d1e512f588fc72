import { type AlertSection, alertSections } from "@/db/reference/words";
import type { TextToSign } from "@/lib/alerts/shown";

/** The sections that stand in a text, in any of its languages. */
export function sectionsIn({ texts }: Pick<TextToSign, "texts">): AlertSection[] {
  return alertSections.filter((section) =>
    Object.values(texts).some(({ sections }) => sections[section] !== undefined),
  );
}
