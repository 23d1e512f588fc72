import "server-only";
import { getTranslations } from "next-intl/server";
import { getFormats } from "@/lib/i18n/request-formats";
import type { Chart, Scope } from "./chart";
import { tellBalance } from "./telling/balance";
import { tellLadder } from "./telling/ladder";
import { tellOutstanding } from "./telling/outstanding";
import { tellPromised } from "./telling/promised";
import { tellQuiet } from "./telling/quiet";
import { tellTiles } from "./telling/tiles";
import type { Told, Words } from "./telling/told";

/** Puts charts into words. `scope` says what they are narrowed to, and what their links keep. */
export async function tellCharts(
  charts: readonly Chart[],
  { scope, today }: { scope: Scope; today: string },
): Promise<Told[]> {
  const [t, stage, formats] = [
    await getTranslations("insights"),
    await getTranslations("stages.label"),
    await getFormats(),
  ];
  const words: Words = { t, stage, formats, scope, today };
  return charts.map((chart) => tell(chart, words));
}

function tell(chart: Chart, words: Words): Told {
  switch (chart.name) {
    case "promised-raised":
      return tellPromised(chart.of, words);
    case "stage-ladder":
      return tellLadder(chart.of, words);
    case "quiet-cases":
      return tellQuiet(chart.of, words);
    case "regional-balance":
      return tellBalance(chart.of, words);
    case "asks-outstanding":
      return tellOutstanding(chart.of, words);
    case "tile-map":
      return tellTiles(chart.of, words);
  }
}
