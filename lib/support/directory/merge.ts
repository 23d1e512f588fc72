import type { SupportRegion } from "@/db/reference/support-regions";
import type { SupportKind, SupportStatus } from "@/db/reference/support-words";
import { type DirectoryEntry, type EntryFact, entryFacts, type ShippedFacts } from "./entry";
import { coverageOfWords, nowhereKnown } from "./regions";

/** A row of the shipped record. */
export interface ShippedRow {
  id: string;
  name: string;
  kinds: string[];
  website: string | null;
  emergencyContactPage: string | null;
  region: string | null;
  languages: string[];
  status: string;
  note: string | null;
  sources: string[];
}

/** What one's own organisation wrote; null leaves the shipped fact as it is. */
export interface OwnRow {
  id: string;
  shippedId: string | null;
  name: string | null;
  kinds: SupportKind[] | null;
  regions: SupportRegion[] | null;
  languages: string[] | null;
  eligibility: string | null;
  status: SupportStatus | null;
  statusNote: string | null;
  line: string | null;
  securePage: string | null;
  source: string;
  checkedOn: string | null;
  checkedBy: string | null;
  version: number;
  retiredAt: Date | null;
}

/** The shipped record's own words: "active when seen", "halted January 2025", "unknown in 2026". */
const statusWords = /^(active|halted|unknown)(?: when seen)?\s*/;

const statusOf = (words: string): SupportStatus =>
  (statusWords.exec(words)?.[1] as SupportStatus | undefined) ?? "unknown";

/** The shipped record tells in its notes of lines that are open day and night; where one is found stands on a page. */
const roundTheClock = /\b24\/7\b/;

/** Shipped organisations with what one's own organisation knows better, and its own entries; by name. */
export function mergeDirectory(
  shipped: readonly ShippedRow[],
  own: readonly OwnRow[],
  { asOf, today }: { asOf: string | null; today: string },
): DirectoryEntry[] {
  const corrections = new Map(own.map((row) => [row.shippedId, row]));
  const entries = [
    ...shipped.map((row) => entryOf(row, corrections.get(row.id) ?? null, asOf, today)),
    ...own
      .filter(({ shippedId }) => shippedId === null)
      .map((row) => entryOf(null, row, asOf, today)),
  ];
  return entries.sort((a, b) => a.name.localeCompare(b.name, "en"));
}

function entryOf(
  shipped: ShippedRow | null,
  own: OwnRow | null,
  asOf: string | null,
  today: string,
): DirectoryEntry {
  const facts: ShippedFacts | null = shipped && {
    name: shipped.name,
    kinds: shipped.kinds as SupportKind[],
    regions: coverageOfWords(shipped.region).whole,
    languages: shipped.languages,
    eligibility: "",
    status: statusOf(shipped.status),
    statusNote: shipped.status.replace(statusWords, ""),
    line: roundTheClock.test(shipped.note ?? "") ? (shipped.emergencyContactPage ?? "") : "",
    securePage: shipped.emergencyContactPage ?? "",
  };
  const checkedOn = own?.checkedOn ?? (shipped ? asOf : null);
  return {
    key: shipped?.id ?? own?.id ?? "",
    name: own?.name ?? facts?.name ?? "",
    kinds: own?.kinds ?? facts?.kinds ?? [],
    coverage: own?.regions
      ? { ...nowhereKnown, whole: own.regions }
      : coverageOfWords(shipped?.region ?? null),
    regionWords: own?.regions || shipped?.region === "global" ? null : (shipped?.region ?? null),
    languages: own?.languages ?? facts?.languages ?? [],
    eligibility: own?.eligibility ?? facts?.eligibility ?? "",
    status: own?.status ?? facts?.status ?? "unknown",
    // The shipped words tell of the shipped status alone.
    statusNote: own?.statusNote ?? (own?.status ? "" : (facts?.statusNote ?? "")),
    line: own?.line ?? facts?.line ?? "",
    securePage: own?.securePage ?? facts?.securePage ?? "",
    website: shipped?.website ?? "",
    note: shipped?.note ?? "",
    sources: shipped?.sources ?? [],
    checkedOn,
    checkedBy: own?.checkedOn ? own.checkedBy : null,
    isOld: checkedOn === null || checkedOn < sixMonthsBefore(today),
    isRetired: Boolean(own?.retiredAt),
    own: own && {
      version: own.version,
      source: own.source,
      says: entryFacts.filter((fact: EntryFact) => own[fact] !== null),
    },
    shipped: facts,
  };
}

/** The same day six months before, or the last of a shorter month. */
export function sixMonthsBefore(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 6, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 7, Math.min(date, last))).toISOString().slice(0, 10);
}
