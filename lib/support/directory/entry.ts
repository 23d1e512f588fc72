import type { SupportRegion } from "@/db/reference/support-regions";
import type { SupportKind, SupportStatus } from "@/db/reference/support-words";
import type { Coverage } from "./regions";

/** A support organisation as one's own organisation sees it: the shipped facts, and over them what it knows better. */
export interface DirectoryEntry {
  /** Of the shipped record, or the id of an own entry. */
  key: string;
  name: string;
  /** Empty where nobody wrote down which. */
  kinds: readonly SupportKind[];
  coverage: Coverage;
  /** The shipped record's own words for where it works; null for what one's organisation says. */
  regionWords: string | null;
  /** Codes; empty where nobody wrote down which. */
  languages: readonly string[];
  eligibility: string;
  status: SupportStatus;
  /** Since when, and what is known of it; empty where nothing is. */
  statusNote: string;
  /** A line that is open day and night. */
  line: string;
  securePage: string;
  website: string;
  note: string;
  sources: readonly string[];
  /** `YYYY-MM-DD`; null where nobody of one's organisation, nor whoever made the record, says. */
  checkedOn: string | null;
  /** Who of one's organisation checked; null where it is the shipped record's day. */
  checkedBy: string | null;
  isOld: boolean;
  isRetired: boolean;
  /** What one's organisation wrote, over the shipped facts or as an entry of its own. */
  own: OwnEntry | null;
  /** The facts as they were shipped, where one's organisation corrected any; null for own entries. */
  shipped: ShippedFacts | null;
}

export interface OwnEntry {
  version: number;
  source: string;
  /** Which of the facts it says itself. */
  says: readonly EntryFact[];
}

/** The facts that can be corrected. */
export const entryFacts = [
  "name",
  "kinds",
  "regions",
  "languages",
  "eligibility",
  "status",
  "statusNote",
  "line",
  "securePage",
] as const;
export type EntryFact = (typeof entryFacts)[number];

export interface ShippedFacts {
  name: string;
  kinds: readonly SupportKind[];
  regions: readonly SupportRegion[];
  languages: readonly string[];
  eligibility: string;
  status: SupportStatus;
  statusNote: string;
  line: string;
  securePage: string;
}
