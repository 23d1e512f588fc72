import "server-only";
import { and, eq, inArray, isNull, or } from "drizzle-orm";
import { asActor } from "@/db/client";
import { chartTexts } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import type { Chart, ChartName, Scope } from "./chart";
import { factsOf } from "./facts";

export interface ChartWords {
  facts: string;
  /** For exactly these figures. */
  written: string | null;
  /** What the reader themselves wrote for figures that are no longer these. */
  stale: string | null;
}

/**
 * What people wrote about charts. Words are found by the figures that they were written for: whoever sees other ones,
 * since they read other cases, learns nothing of what the author saw.
 */
export async function listChartWords(
  actor: Actor,
  scope: Scope,
  charts: readonly Chart[],
): Promise<ReadonlyMap<ChartName, ChartWords>> {
  const facts = new Map(charts.map((chart) => [chart.name, factsOf(chart)]));
  const found = await asActor(
    actor,
    (tx) =>
      tx
        .select({
          chart: chartTexts.chart,
          facts: chartTexts.facts,
          text: chartTexts.text,
          writtenBy: chartTexts.writtenBy,
        })
        .from(chartTexts)
        .where(
          and(
            inArray(chartTexts.chart, [...facts.keys()]),
            scope.session
              ? eq(chartTexts.sessionId, scope.session.id)
              : isNull(chartTexts.sessionId),
            scope.case ? eq(chartTexts.caseId, scope.case.id) : isNull(chartTexts.caseId),
            or(
              inArray(chartTexts.facts, [...facts.values()]),
              eq(chartTexts.writtenBy, actor.membershipId),
            ),
          ),
        ),
    { readOnly: true },
  );
  return new Map(
    [...facts].map(([chart, hash]) => {
      const of = found.filter((row) => row.chart === chart);
      return [
        chart,
        {
          facts: hash,
          written: of.find((row) => row.facts === hash)?.text ?? null,
          stale:
            of.find((row) => row.facts !== hash && row.writtenBy === actor.membershipId)?.text ??
            null,
        },
      ];
    }),
  );
}
