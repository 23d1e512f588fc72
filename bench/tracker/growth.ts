/** How much slower a list may be at its slowest twentieth among 1,000,000 commitments than among 10,000. */
const most = 1.5;
const aimed = /^(list|search)-/;

/** A short table for people, on the error stream so that the figures stay one JSON line each. */
export function printGrowth(
  names: readonly string[],
  measured: {
    rows: number;
    p50(name: string): number;
    p95(name: string): number;
    bytes(name: string): number;
    /** The same with brotli; not a number where it was not asked for. */
    brotli(name: string): number;
  }[],
): void {
  const at = (rows: number) => measured.find((one) => one.rows === rows);
  const growth = (name: string, from: number, to: number, by: "p50" | "p95" = "p50") =>
    (at(to)?.[by](name) ?? Number.NaN) / (at(from)?.[by](name) ?? Number.NaN);
  const shown = (ratio: number) => (Number.isNaN(ratio) ? "–" : ratio.toFixed(2)).padStart(12);
  const sizes = measured.map((one) => one.rows.toLocaleString("en")).join(", ");
  console.error(
    `\n${"".padEnd(16)}${"10k -> 1M".padStart(12)}${"100k -> 1M".padStart(12)}${"p95, 10k->1M".padStart(14)}  aim, and kB with gzip and with brotli with ${sizes}`,
  );
  for (const name of names) {
    const slowest = growth(name, 10_000, 1_000_000, "p95");
    const isMet = slowest <= most;
    const said = aimed.test(name) ? `${most}${isMet ? ", met" : ""}` : "";
    const kb = (bytes: number) => Math.round(bytes / 1000);
    const sent = measured.map((one) => `${kb(one.bytes(name))} ${kb(one.brotli(name))}`).join(", ");
    console.error(
      `${name.padEnd(16)}${shown(growth(name, 10_000, 1_000_000))}${shown(growth(name, 100_000, 1_000_000))}${shown(slowest).padStart(14)}  ${said.padEnd(22)}  ${sent}`,
    );
  }
}
