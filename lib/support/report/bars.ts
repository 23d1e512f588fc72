import type { SupportReport } from "./report";

/** What a bar counts, in the order in which the bars of a kind stand. */
export const barNames = ["requests", "answered", "accepted", "helped"] as const;
export type BarName = (typeof barNames)[number];

export interface ReportBars {
  kind: SupportReport["kinds"][number]["kind"];
  /** `share`: of the longest bar of the picture. Null where the number is too small to be told: there is no bar. */
  bars: { name: BarName; told: { count: number; share: number } | null }[];
}

/** The bars of a report, on one scale. They are made of what its table tells and of nothing else. */
export function barsOf({ kinds }: Pick<SupportReport, "kinds">): ReportBars[] {
  const longest = Math.max(1, ...kinds.map(({ requests }) => requests));
  return kinds.map((row) => ({
    kind: row.kind,
    bars: barNames.map((name) => {
      const count = row[name];
      return { name, told: count === null ? null : { count, share: count / longest } };
    }),
  }));
}
