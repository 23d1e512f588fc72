import { type RegionalGroup, unRegionalGroups } from "@/db/reference/regional-groups";
import { waitingStages } from "@/lib/commitments/commitment";
import type {
  AsksOutstanding,
  PromisedRaised,
  QuietCases,
  RegionalBalance,
  StageLadder,
  TileMap,
} from "./chart";

/*
 * What a chart shows, as the sentence that stands above it. Each finding is true of nothing and of one, and says only
 * what the figures say: a State that has not spoken yet has not refused.
 */

const total = <Row>(rows: readonly Row[], of: (row: Row) => number) =>
  rows.reduce((sum, row) => sum + of(row), 0);

export function findPromised({ sessions }: PromisedRaised) {
  const kept = total(sessions, (one) => one.kept);
  const promised = kept + total(sessions, (one) => (one.isToCome ? 0 : one.open));
  const toCome = total(sessions, (one) => (one.isToCome ? one.open : 0));
  const unasked = total(sessions, (one) => one.unasked);
  const key = promised > 0 ? "promised" : toCome > 0 ? "toCome" : unasked > 0 ? "unasked" : "none";
  return { key, values: { promised, toCome, kept, unasked } } as const;
}

/** Nobody has been asked yet at these stages. */
const beforeAsking = ["not_approached", "planned"] as const;

/** What is only planned is no ask yet. */
export function findLadder({ cases }: StageLadder) {
  const all = total(cases, ({ counts }) => total(Object.values(counts), (n) => n));
  const planned = total(cases, ({ counts }) => total(beforeAsking, (stage) => counts[stage]));
  const asks = all - planned;
  const carried = total(cases, ({ counts }) => counts.raised + counts.agreed);
  const waiting = total(cases, ({ counts }) => total(waitingStages, (stage) => counts[stage]));
  return {
    key: asks > 0 ? "asks" : planned > 0 ? "planned" : "none",
    values: { asks, planned, cases: cases.length, carried, waiting },
  } as const;
}

export function findQuiet({ cases, isPart }: QuietCases) {
  const quiet = cases.filter(({ carried }) => carried === 0).length;
  const key =
    cases.length === 0 ? "none" : quiet === 0 ? "carried" : isPart ? "quietOfLatest" : "quiet";
  return { key, values: { quiet, cases: cases.length } } as const;
}

/** Of the UN's five groups alone; invented States stand in groups of their own and fill no gap. */
export function findBalance({ groups }: RegionalBalance) {
  const carriedBy = (group: RegionalGroup) =>
    groups.find((one) => one.group === group) ?? { raised: 0, agreed: 0 };
  const present = unRegionalGroups.filter((group) => {
    const { raised, agreed } = carriedBy(group);
    return raised + agreed > 0;
  });
  const missing = unRegionalGroups.filter((group) => !present.includes(group));
  const states = total(present, (group) => carriedBy(group).raised + carriedBy(group).agreed);
  const others = total(groups, ({ raised, agreed }) => raised + agreed) - states;
  const key =
    present.length === 0
      ? others > 0
        ? "outside"
        : "none"
      : missing.length === 0
        ? "every"
        : present.length === 1
          ? "only"
          : "missing";
  return { key, present, missing, values: { states, others } } as const;
}

export function findOutstanding({ late, days, later }: AsksOutstanding) {
  const due = late.n + total(days, ({ n }) => n) + later.n;
  return {
    key: due === 0 ? "none" : late.n > 0 ? "late" : "due",
    values: {
      due,
      late: late.n,
      more: String(late.atLeast || later.atLeast || days.some(({ atLeast }) => atLeast)),
      moreLate: String(late.atLeast),
    },
    first: days[0]?.day ?? null,
  } as const;
}

/** The invented States are no part of the world. */
export function findTiles({ tiles }: TileMap) {
  const real = tiles.filter(({ group }) => !group.startsWith("EXAMPLE"));
  const at = (stage: string) => real.filter((tile) => tile.stage === stage).length;
  const untouched = total(beforeAsking, at);
  return {
    key: real.length === untouched ? "none" : "some",
    values: { states: real.length, raised: at("raised"), agreed: at("agreed"), untouched },
    invented: tiles.length - real.length,
  } as const;
}
