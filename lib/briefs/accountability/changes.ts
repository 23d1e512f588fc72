import type { ReportInputs } from "./inputs";

/** What became otherwise in the record since a report was made. */
export interface ReportChanges {
  /** Of a State on a case. */
  added: number;
  removed: number;
  changed: number;
  /** Something else of it: a title, a speakers list, an earlier session. */
  isOtherwise: boolean;
}

/** What a report made now would say otherwise; null where it would say the same. The day it is of is no change. */
export function changesBetween(then: ReportInputs, now: ReportInputs): ReportChanges | null {
  const [before, after] = [linesOf(then), linesOf(now)];
  const found = {
    added: [...after.keys()].filter((id) => !before.has(id)).length,
    removed: [...before.keys()].filter((id) => !after.has(id)).length,
    changed: [...after].filter(([id, line]) => before.has(id) && before.get(id) !== line).length,
  };
  const isSame = JSON.stringify({ ...then, day: "" }) === JSON.stringify({ ...now, day: "" });
  const isTold = Object.values(found).some((count) => count > 0);
  return isSame ? null : { ...found, isOtherwise: !isTold };
}

/** Each line with everything that the paper says of it. Sources are called by name, since their places move. */
function linesOf({ cases, interventions, lines, sources }: ReportInputs): Map<string, string> {
  const named = new Map(sources.map(({ place, name }) => [place, name]));
  return new Map(
    lines.map((line) => {
      const said = interventions
        .filter((one) => one.lines.includes(line.id))
        .map(({ evidence, lines: _, ...one }) => ({
          ...one,
          evidence: evidence.map(({ source, ...rest }) => ({ ...rest, source: named.get(source) })),
        }));
      const about = cases.find(({ id }) => id === line.caseId);
      return [line.id, JSON.stringify({ line, said, about })];
    }),
  );
}
