import { createHash } from "node:crypto";
import type { Chart } from "./chart";

/** What is said of a chart's rows and is not a figure: it may change without the picture becoming another. */
const besides = new Set(["title", "name", "reference", "on"]);

/** One hash for exactly these figures, so that words for others are never shown with them. */
export function factsOf(chart: Chart): string {
  const figures = JSON.stringify(chart.of, (key, value) => (besides.has(key) ? undefined : value));
  return createHash("sha256").update(`${chart.name} ${figures}`).digest("hex");
}
