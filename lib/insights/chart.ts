import type { RegionalGroup } from "@/db/reference/regional-groups";
import { type ChartName, chartNames, type ShownStage } from "@/db/reference/words";
import { progress } from "@/lib/commitments/commitment";
import type { KnownDate } from "@/lib/i18n/format";

export { type ChartName, chartNames };

/** As what a chart leaves. */
export const chartFiles = ["xlsx", "csv", "svg"] as const;
export type ChartFile = (typeof chartFiles)[number];

/** What the charts are narrowed to. An id stands here only where its reader may read what it names. */
export interface Scope {
  session: { id: string; title: string; startsOn: string | null } | null;
  case: { id: string; reference: string; title: string } | null;
}

/** A case as a chart calls it; the files leave the title out. */
export interface ChartCase {
  id: string;
  reference: string;
  title: string;
}

/** Promises of one session: one State x one case that agreed, and what came of it. */
export interface SessionPromises {
  /** `on` is null where the session is always open. */
  session: { id: string; title: string; on: KnownDate | null };
  /** Agreed and not raised. */
  open: number;
  /** Agreed and raised. */
  kept: number;
  /** Raised by a State that had not agreed. */
  unasked: number;
  /** What is open can still be raised: the session has not begun, or never ends. Absent where it has: the words kept for these figures still hold. */
  isToCome?: true;
}

export interface PromisedRaised {
  /** The latest first. */
  sessions: SessionPromises[];
  /** Only the latest sessions are among them. Absent where all are: the words kept for these figures still hold. */
  isPart?: true;
  /**
   * How many different States spoke, over all sources, a joint statement for each of its States; null where the chart
   * is of everything, since a State that spoke at two sessions is one State there and two at the sessions.
   */
  spoke: number | null;
}

export type StageCounts = Record<ShownStage, number>;

export interface StageLadder {
  /** With an ask at least; those that came furthest first. */
  cases: { case: ChartCase; counts: StageCounts }[];
  /** Whether only the cases that changed last are among them. */
  isPart: boolean;
}

export interface QuietCases {
  /** Open cases, those that nobody carries first. States are counted once in each case. */
  cases: { case: ChartCase; carried: number; waiting: number }[];
  isPart: boolean;
}

export type Group = RegionalGroup | "none";

export interface RegionalBalance {
  /** The UN's five in their order, then what else occurs. Each State counts once, at the furthest that it came. */
  groups: { group: Group; raised: number; agreed: number; members: number }[];
}

export interface AsksOutstanding {
  late: { n: number; atLeast: boolean };
  /** From today on; the days after the last of them together. */
  days: { day: string; n: number; atLeast?: true }[];
  later: { n: number; atLeast: boolean };
}

export interface Tile {
  code: string;
  key: string;
  name: string;
  group: Group;
  /** The furthest that it came; not approached where it was never asked. */
  stage: ShownStage;
}

export interface TileMap {
  /** By group, then by code. */
  tiles: Tile[];
}

export interface Charts {
  "promised-raised": PromisedRaised;
  "stage-ladder": StageLadder;
  "quiet-cases": QuietCases;
  "regional-balance": RegionalBalance;
  "asks-outstanding": AsksOutstanding;
  "tile-map": TileMap;
}

/** One chart with its figures. */
export type Chart = { [Name in ChartName]: { name: Name; of: Charts[Name] } }[ChartName];

export function isChartName(text: string): text is ChartName {
  return chartNames.some((name) => name === text);
}

/** The stages in which a bar shows them: what is won first. */
export const ladder = [
  "raised",
  "agreed",
  "considering",
  "asked",
  "planned",
  "not_approached",
  "no_answer",
  "declined",
] as const satisfies readonly ShownStage[];

export const noCounts = (): StageCounts => ({
  not_approached: 0,
  planned: 0,
  asked: 0,
  considering: 0,
  agreed: 0,
  raised: 0,
  declined: 0,
  no_answer: 0,
});

/** The furthest stage of each State among rows that count something. */
export function furthestByState(
  rows: readonly { stateCode: string; stage: ShownStage; n: number }[],
): Map<string, ShownStage> {
  const furthest = new Map<string, ShownStage>();
  for (const { stateCode, stage, n } of rows) {
    const known = furthest.get(stateCode);
    if (n > 0 && (!known || progress[stage] > progress[known])) {
      furthest.set(stateCode, stage);
    }
  }
  return furthest;
}
