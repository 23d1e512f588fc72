import type { RegionalGroup } from "@/db/reference/regional-groups";
import type { SupportRegion } from "@/db/reference/support-regions";

/** Where an organisation works, as far as its words can be read. */
export interface Coverage {
  /** Regions that it covers as a whole. */
  whole: readonly SupportRegion[];
  /** Groups of States of which it covers some, nobody here knows which. */
  part: readonly SupportRegion[];
  /** Single States, by code. */
  states: readonly string[];
}

export const nowhereKnown: Coverage = { whole: [], part: [], states: [] };

/**
 * The words of the shipped record for where an organisation works. What they leave open stays open: "Asia" is not the
 * group of Asia and the Pacific, and a list that stands elsewhere is not known here.
 */
const shippedWords: Record<string, Coverage> = {
  global: { ...nowhereKnown, whole: ["global"] },
  "global (sister funds by region)": { ...nowhereKnown, whole: ["global"] },
  Africa: { ...nowhereKnown, whole: ["AFRICAN"] },
  "East and Horn of Africa": { ...nowhereKnown, part: ["AFRICAN"] },
  Asia: { ...nowhereKnown, part: ["ASIA_PACIFIC"] },
  "Euro-Mediterranean region": {
    ...nowhereKnown,
    part: ["AFRICAN", "ASIA_PACIFIC", "EASTERN_EUROPEAN", "WEOG"],
  },
  Brazil: { ...nowhereKnown, states: ["BRA"] },
};

export function coverageOfWords(words: string | null): Coverage {
  return shippedWords[words ?? ""] ?? nowhereKnown;
}

/** Whether an organisation works where somebody is; null where nobody knows. */
export function covers(
  { whole, part, states }: Coverage,
  state: { code: string; regionalGroup: RegionalGroup | null },
): boolean | null {
  const isNear = (of: readonly string[]) =>
    state.regionalGroup !== null && of.includes(state.regionalGroup);
  if (whole.includes("global") || isNear(whole) || states.includes(state.code)) {
    return true;
  }
  const isSilent = whole.length === 0 && part.length === 0 && states.length === 0;
  // A State in no group of the UN could be in any region.
  return isSilent || isNear(part) || (state.regionalGroup === null && states.length === 0)
    ? null
    : false;
}
