import type { SectionStatus } from "@/db/reference/words";
import type { Piece } from "@/lib/alert-history/compare";
import type { PartName } from "@/lib/alerts/part-names";
import type { TextNode } from "@/lib/editions/edition";

/** How one section of a translation stands to the source. */
export type Standing = "empty" | "notTranslated" | "changed" | "current";

export function standingOf(
  source: { plain: string },
  translation: { plain: string; translatedFrom: string | null } | undefined,
): Standing {
  if (!source.plain) {
    return "empty";
  }
  if (!translation || translation.translatedFrom === null) {
    return "notTranslated";
  }
  return translation.translatedFrom === source.plain ? "current" : "changed";
}

/** One section in the source and in a translation, with what became of the source since it was translated. */
export interface TranslatedSection {
  section: PartName;
  source: TextNode | null;
  translation: TextNode | null;
  status: SectionStatus;
  standing: Standing;
  /** The digest of the source's words, sent along when it is called translated. */
  seen: string;
  /** Word by word since it was translated; null where nothing changed or too much did. */
  since: Piece[] | null;
}
