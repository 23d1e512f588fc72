import type { RegionalGroup } from "@/db/reference/regional-groups";
import type { SupportKind, SupportUrgency } from "@/db/reference/support-words";
import type { DirectoryEntry } from "./directory/entry";
import { covers } from "./directory/regions";

/** What is asked for, as far as it tells whom to ask. */
export interface Wanted {
  kind: SupportKind;
  urgency: SupportUrgency;
  /** Where they are now, or else the State of the case; null where neither is known. */
  state: { code: string; regionalGroup: RegionalGroup | null } | null;
  /** Codes of languages in which they can be answered; empty where nobody said. */
  languages: readonly string[];
}

export type MatchReason =
  | "kind"
  | "kindNot"
  | "kindUnknown"
  | "region"
  | "regionNot"
  | "regionUnknown"
  | "languages"
  | "languagesNot"
  | "languagesUnknown"
  | "line"
  | "halted"
  | "statusUnknown"
  | "old"
  | "unchecked";

export interface Match {
  key: string;
  name: string;
  isHalted: boolean;
  statusNote: string;
  eligibility: string;
  fits: MatchReason[];
  against: MatchReason[];
  unknown: MatchReason[];
}

/**
 * The organisations of the directory for what is asked for, those that fit best first, each with what speaks for and
 * against it and what nobody knows. An unknown fact never counts as a fit. Whoever does not give this kind of support, or
 * works elsewhere, stands below all others; a halted programme stands last, whatever else fits.
 */
export function matches(entries: readonly DirectoryEntry[], wanted: Wanted): Match[] {
  return entries
    .map((entry) => ({ match: matchOf(entry, wanted), name: entry.name }))
    .sort((a, b) => rank(b.match) - rank(a.match) || a.name.localeCompare(b.name, "en"))
    .map(({ match }) => match);
}

function matchOf(entry: DirectoryEntry, wanted: Wanted): Match {
  const match: Match = {
    key: entry.key,
    name: entry.name,
    isHalted: entry.status === "halted",
    statusNote: entry.statusNote,
    eligibility: entry.eligibility,
    fits: [],
    against: [],
    unknown: [],
  };
  const judge = (reason: "kind" | "region" | "languages", isFit: boolean | null) => {
    if (isFit === null) {
      match.unknown.push(`${reason}Unknown`);
    } else if (isFit) {
      match.fits.push(reason);
    } else {
      match.against.push(`${reason}Not`);
    }
  };
  judge("kind", entry.kinds.length === 0 ? null : entry.kinds.includes(wanted.kind));
  judge("region", wanted.state && covers(entry.coverage, wanted.state));
  if (wanted.languages.length > 0) {
    const isSpoken = wanted.languages.some((language) => entry.languages.includes(language));
    judge("languages", entry.languages.length === 0 ? null : isSpoken);
  }
  if (wanted.urgency === "today" && entry.line) {
    match.fits.push("line");
  }
  if (entry.status === "halted") {
    match.against.push("halted");
  } else if (entry.status === "unknown") {
    match.unknown.push("statusUnknown");
  }
  if (!entry.checkedOn) {
    match.unknown.push("unchecked");
  } else if (entry.isOld) {
    match.unknown.push("old");
  }
  return match;
}

const weights: Partial<Record<MatchReason, number>> = {
  halted: -1000,
  kindNot: -100,
  regionNot: -60,
  languagesNot: -10,
  kind: 20,
  region: 8,
  languages: 6,
  kindUnknown: -12,
  line: 5,
  statusUnknown: -8,
  old: -1,
  unchecked: -1,
};

function rank({ fits, against, unknown }: Match): number {
  return [...fits, ...against, ...unknown].reduce((sum, reason) => sum + (weights[reason] ?? 0), 0);
}

/**
 * Whom to ask next: the best that was not asked, is not halted and does not give other kinds of support alone. Whoever is
 * known to give this kind, and to take requests, comes before all of whom nobody knows.
 */
export function nextToAsk(of: readonly Match[], asked: ReadonlySet<string>): Match | null {
  const left = of.filter(
    ({ key, isHalted, against }) => !isHalted && !against.includes("kindNot") && !asked.has(key),
  );
  const isKnown = ({ fits, unknown }: Match) =>
    fits.includes("kind") && !unknown.includes("statusUnknown");
  return left.find(isKnown) ?? left[0] ?? null;
}
