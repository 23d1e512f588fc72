import type { AlertLanguage } from "@/db/reference/words";
import type { LanguageText } from "@/db/schema";
import type { PartName } from "@/lib/alerts/part-names";
import type { Piece } from "./compare";

/** The side of a comparison that is not a version: the text as it stands now. */
export const presentText = "now";

/** One section in which something changed; `pieces` is null where so much did that it can't be told word by word. */
export interface ChangedSection {
  section: PartName;
  pieces: Piece[] | null;
  before: string;
  now: string;
  /** Words, not letters. */
  added: number;
  removed: number;
}

/** A kept version in one language, word for word. */
export interface ReadVersion {
  id: string;
  number: number;
  /** Of versions that were opened for sign-on. */
  hash: string | null;
  madeAt: Date;
  languages: AlertLanguage[];
  language: AlertLanguage;
  text: LanguageText;
  /** Defender to label, in this language. */
  labels: Readonly<Record<string, string>>;
}

/** Why a version was kept: somebody was about to make the text what another one holds. */
export interface KeptBefore {
  /** The person, or the organisation where the reader may not know the person. */
  by: string;
  /** Of the version that was restored; null for whoever may not read it. */
  number: number | null;
  language: AlertLanguage;
}

/** What changed between two texts in one language. */
export interface Comparison {
  language: AlertLanguage;
  sections: ChangedSection[];
  /** How many sections with words read the same. */
  unchanged: number;
  /** Organisations that wrote in between in this language, and in which sections. */
  writers: { organisation: string; sections: PartName[] }[];
  /** False where a version on the way did not keep who wrote: there may be more than those named. */
  areAllWriters: boolean;
}
