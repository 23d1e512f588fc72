/** How much slower a figure may be where there are more commitments. */
const aims: { name: string; from: number; to: number; most: number }[] = [
  { name: "list-all", from: 10_000, to: 1_000_000, most: 1.5 },
  { name: "list-middle", from: 10_000, to: 1_000_000, most: 1.5 },
  { name: "list-filtered", from: 100_000, to: 1_000_000, most: 1.2 },
  { name: "search-rare", from: 100_000, to: 1_000_000, most: 2 },
];

/** A short table for people, on the error stream so that the figures stay one JSON line each. */
export function printGrowth(
  names: readonly string[],
  measured: { rows: number; p50(name: string): number; bytes(name: string): number }[],
): void {
  const at = (rows: number) => measured.find((one) => one.rows === rows);
  const growth = (name: string, from: number, to: number) =>
    (at(to)?.p50(name) ?? Number.NaN) / (at(from)?.p50(name) ?? Number.NaN);
  const shown = (ratio: number) => (Number.isNaN(ratio) ? "–" : ratio.toFixed(2)).padStart(12);
  const sizes = measured.map((one) => one.rows.toLocaleString("en")).join(", ");
  console.error(
    `\n${"".padEnd(16)}${"10k -> 1M".padStart(12)}${"100k -> 1M".padStart(12)}  aim, and kB sent with ${sizes}`,
  );
  for (const name of names) {
    const aim = aims.find((one) => one.name === name);
    const met = aim ? growth(name, aim.from, aim.to) <= aim.most : null;
    const said = aim
      ? `${aim.most} of ${aim.from.toLocaleString("en")}${met === null ? "" : met ? ", met" : ", NOT met"}`
      : "";
    const sent = measured.map((one) => Math.round(one.bytes(name) / 1000)).join(", ");
    console.error(
      `${name.padEnd(16)}${shown(growth(name, 10_000, 1_000_000))}${shown(growth(name, 100_000, 1_000_000))}  ${said.padEnd(22)}  ${sent}`,
    );
  }
}
