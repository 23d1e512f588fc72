import type { Forum, Grade, Modality, Naming } from "@/db/reference/words";
import type { NamedState } from "@/lib/commitments/commitment";

export interface Evidence {
  id: string;
  kind: "official_record" | "webcast" | "own_text" | "first_hand_note" | "secondary_report";
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
  /** States that the fullest source has and this one has not. */
  missing: NamedState[];
  /** States that this one has and the fullest has not. */
  extra: NamedState[];
}

export interface CountBySource {
  /** Different States over all sources: "12". A joint statement credits each of its States once. */
  total: number;
  /** The fullest source first; sources of the same fullness in the order in which they were recorded. */
  sources: SourceCount[];
}

/**
 * How many States each source says raised it, and in whom a source differs from the fullest. Nothing is decided here
 * about who is right: both counts are shown. An intervention that several sources tell of counts in each of them.
 */
export function countBySource(
  interventions: readonly Pick<Intervention, "states" | "evidence">[],
): CountBySource {
  const bySource = new Map<
    string,
    { address: string | null; grades: Set<Grade>; states: Map<string, NamedState> }
  >();
  const all = new Map<string, NamedState>();
  for (const { states, evidence } of interventions) {
    for (const state of states) {
      all.set(state.code, state);
    }
    for (const { source, sourceUrl, grade } of evidence) {
      const told = bySource.get(source) ?? {
        address: null,
        grades: new Set(),
        states: new Map(),
      };
      told.address ??= sourceUrl;
      told.grades.add(grade);
      for (const state of states) {
        told.states.set(state.code, state);
      }
      bySource.set(source, told);
    }
  }
  const ranked = [...bySource].sort(([, a], [, b]) => b.states.size - a.states.size);
  const fullest = ranked[0]?.[1].states ?? new Map<string, NamedState>();
  return {
    total: all.size,
    sources: ranked.map(([source, told]) => ({
      source,
      address: told.address,
      grades: [...told.grades].sort(),
      states: told.states.size,
      missing: [...fullest.values()].filter((state) => !told.states.has(state.code)),
      extra: [...told.states.values()].filter((state) => !fullest.has(state.code)),
    })),
  };
}

/** Every State that spoke or was spoken for, once, the speaker first. */
export function creditedStates(speaker: string, others: readonly string[]): string[] {
  return [...new Set([speaker, ...others])];
}
