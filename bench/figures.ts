/** One measured figure, printed as one line of JSON. */
export interface Figure {
  suite:
    | "tracker"
    | "live"
    | "weight"
    | "coediting"
    | "import"
    | "interaction"
    | "documents"
    | "support";
  name: string;
  /** Commitments (`support`: requests) in the database; null where no database is measured. */
  rows: number | null;
  /** How often it was measured. */
  n: number;
  p50: number;
  p95: number;
  unit: string;
  /**
   * What `ratio` compares with: p50 divided by the p50 of that, measured in turn with it; for `node-sql` answers a second
   * divided by those of that.
   */
  against:
    | "sql"
    | "node"
    | "node-sql"
    | "hocuspocus"
    | "relay"
    | "copy"
    | "typst"
    | "quiet"
    | "chromium"
    | "ten-pages"
    | "libreoffice"
    | "fewest"
    | null;
  ratio: number | null;
}

export function printFigure(figure: Figure & Record<string, unknown>): void {
  console.log(JSON.stringify(figure));
}

/** How long this takes, in milliseconds. */
export async function lasts(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The value below which `share` of the samples lie (nearest rank). */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((one, other) => one - other);
  const at = Math.max(0, Math.ceil(sorted.length * share) - 1);
  return sorted[at] ?? Number.NaN;
}

export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
