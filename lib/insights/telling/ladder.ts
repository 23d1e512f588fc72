import "server-only";
import { ladder } from "../chart";
import { findLadder } from "../findings";
import { latest, ofCase, part } from "./of-cases";
import { figure, mostDrawn, type Of, plain, type Told, toldInBars, type Words } from "./told";

export function tellLadder(of: Of<"stage-ladder">, words: Words): Told {
  const { t, stage, formats } = words;
  const { key, values } = findLadder(of);
  const present = ladder.filter((one) => of.cases.some(({ counts }) => counts[one] > 0));
  const sumOf = (counts: Record<string, number>) =>
    Object.values(counts).reduce((sum, n) => sum + n, 0);
  return toldInBars("stage-ladder", words, {
    finding: t(`finding.stage-ladder.${key}`, values),
    rules: [t("rule.stage-ladder"), ...latest(of.isPart, words)],
    columns: [
      { label: t("column.case") },
      { label: t("column.asks"), isNumber: true },
      ...present.map((one) => ({ label: stage(one), isNumber: true })),
    ],
    rows: of.cases.map(({ case: one, counts }) => ({
      ...ofCase(one, words),
      cells: [
        plain(one.reference),
        figure(sumOf(counts), words),
        ...present.map((at) => figure(counts[at], words)),
      ],
    })),
    bars: {
      scale: "share",
      rows: of.cases.slice(0, mostDrawn).map(({ case: one, counts }) => ({
        label: one.reference,
        bars: [
          {
            pieces: ladder.map((at) => ({ paint: at, n: counts[at] })),
            value: t("value.asks", { count: sumOf(counts) }),
          },
        ],
      })),
      legend: present.map((at) => ({ paint: at, label: stage(at) })),
    },
    drawn: part(of.cases.length, words),
    spoken: of.cases.map(({ case: one, counts }) => ({
      label: one.reference,
      value: formats.list(
        ladder
          .filter((at) => counts[at] > 0)
          .map((at) => `${stage(at)} ${formats.count(counts[at])}`),
      ),
    })),
  });
}
