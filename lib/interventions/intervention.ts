import type { Forum, Grade, Modality, Naming } from "@/db/reference/words";
import type { NamedState } from "@/lib/commitments/commitment";

export interface Evidence {
  id: string;
  kind:
    | "official_record"
    | "webcast"
    | "own_text"
    | "first_hand_note"
    | "secondary_report"
    | "imported_sheet";
  grade: Grade;
  quote: string;
  quoteLanguage: string;
  source: string;
  sourceUrl: string | null;
  symbol: string;
  timeCode: string;
  recordedAt: string;
}

/** What a State said or did, with why we believe it. `states` are credited once each. */
export interface Intervention {
  id: string;
  session: { id: string; title: string };
  forum: Forum;
  modality: Modality | null;
  deliveredBy: NamedState;
  onBehalfOf: string;
  isJoint: boolean;
  saidOn: string | null;
  saidUntil: string | null;
  saidPrecision: "day" | "month" | "year" | "about" | "range" | "unknown";
  /** The minute, where it was stamped in the room: ISO 8601. */
  saidAt: string | null;
  naming: Naming | null;
  summary: string;
  isExample: boolean;
  states: NamedState[];
  caseIds: string[];
  commitmentIds: string[];
  evidence: Evidence[];
  mayAddEvidence: boolean;
}

export interface SourceCount {
  source: string;
  /** Where it can be read; null where no evidence from it has an address. */
  address: string | null;
  grades: Grade[];
  /** How many different States this source says spoke. */
  states: number;
  /** The other sources that tell of at least one same intervention, and so can differ from it. */
  rivals: string[];
  /** The fullest rival that stands before it; null where there is none, and nothing is compared. */
  comparedWith: string | null;
  /** States that the source it is compared with has and this one has not. */
  missing: NamedState[];
  /** States that this one has and the source it is compared with has not. */
  extra: NamedState[];
}

export interface CountBySource {
  /** Different States over all sources: "12". A joint statement credits each of its States once. */
  total: number;
  /** The fullest source first; sources of the same fullness in the order in which they were recorded. */
  sources: SourceCount[];
}

interface Told {
  address: string | null;
  grades: Set<Grade>;
  states: Map<string, NamedState>;
  rivals: Set<string>;
  /** Of how many it tells. */
  statements: number;
}

/**
 * How many States each source says raised it, and in whom a source differs from a fuller one. Nothing is decided here
 * about who is right: both counts are shown. An intervention that several sources tell of counts in each of them.
 * Sources that meet on no intervention tell of separate statements: they add up and are not compared.
 */
export function countBySource(
  interventions: readonly {
    states: readonly NamedState[];
    evidence: readonly Pick<Evidence, "source" | "sourceUrl" | "grade">[];
  }[],
): CountBySource {
  const bySource = new Map<string, Told>();
  const all = new Map<string, NamedState>();
  for (const { states, evidence } of interventions) {
    for (const state of states) {
      all.set(state.code, state);
    }
    for (const { source, sourceUrl, grade } of evidence) {
      const told: Told = bySource.get(source) ?? {
        address: null,
        grades: new Set(),
        states: new Map(),
        rivals: new Set(),
        statements: 0,
      };
      told.statements += 1;
      told.address ??= sourceUrl;
      told.grades.add(grade);
      for (const state of states) {
        told.states.set(state.code, state);
      }
      for (const other of evidence) {
        if (other.source !== source) {
          told.rivals.add(other.source);
        }
      }
      bySource.set(source, told);
    }
  }
  const ranked = [...bySource].sort(([, a], [, b]) => b.states.size - a.states.size);
  return {
    total: all.size,
    sources: ranked.map(([source, told], place) => {
      // What tells of one statement alone, beside accounts of several, leaves nobody out.
      const fuller = ranked
        .slice(0, place)
        .find(
          ([other, { statements }]) =>
            told.rivals.has(other) && (told.statements > 1 || statements === 1),
        );
      const theirs = fuller?.[1].states ?? told.states;
      return {
        source,
        address: told.address,
        grades: [...told.grades].sort(),
        states: told.states.size,
        rivals: [...told.rivals],
        comparedWith: fuller?.[0] ?? null,
        missing: [...theirs.values()].filter((state) => !told.states.has(state.code)),
        extra: [...told.states.values()].filter((state) => !theirs.has(state.code)),
      };
    }),
  };
}

/**
 * In how many of the sources that can differ on a State it is named; null where none of them leaves it out. Sources of
 * separate statements do not count among them.
 */
export function partlyNamed(
  stateCode: string,
  count: CountBySource,
  interventions: readonly Pick<Intervention, "states" | "evidence">[],
): { n: number; of: number } | null {
  const telling = new Set(
    interventions
      .filter((said) => said.states.some(({ code }) => code === stateCode))
      .flatMap((said) => said.evidence.map(({ source }) => source)),
  );
  const naming = count.sources.filter(
    ({ source, rivals }) => telling.has(source) && rivals.length > 0,
  );
  const rivals = new Set(naming.flatMap((source) => [source.source, ...source.rivals]));
  return naming.length < rivals.size ? { n: naming.length, of: rivals.size } : null;
}

/** Every State that spoke or was spoken for, once, the speaker first. */
export function creditedStates(speaker: string, others: readonly string[]): string[] {
  return [...new Set([speaker, ...others])];
}
