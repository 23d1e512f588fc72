import "server-only";
import { findQuiet } from "../findings";
import { latest, ofCase, part } from "./of-cases";
import { figure, mostDrawn, type Of, plain, type Told, toldInBars, type Words } from "./told";

export function tellQuiet(of: Of<"quiet-cases">, words: Words): Told {
  const { t, scope } = words;
  const { key, values } = findQuiet(of);
  const said = ({ carried, waiting }: { carried: number; waiting: number }) =>
    carried > 0
      ? t("value.carried", { carried, waiting })
      : waiting > 0
        ? t("value.quietWaiting", { waiting })
        : t("value.quiet");
  return toldInBars("quiet-cases", words, {
    finding: t(`finding.quiet-cases.${key}`, values),
    rules: [
      t("rule.quiet-cases"),
      ...(scope.session ? [t("rule.quietThere")] : []),
      ...latest(of.isPart, words),
    ],
    columns: [
      { label: t("column.case") },
      { label: t("column.carried"), isNumber: true },
      { label: t("column.waiting"), isNumber: true },
    ],
    rows: of.cases.map(({ case: one, carried, waiting }) => ({
      ...ofCase(one, words),
      cells: [plain(one.reference), figure(carried, words), figure(waiting, words)],
    })),
    bars: {
      scale: "count",
      rows: of.cases.slice(0, mostDrawn).map(({ case: one, ...counts }) => ({
        label: one.reference,
        bars: [
          {
            pieces: [
              { paint: "agreed", n: counts.carried },
              { paint: "asked", n: counts.waiting },
            ],
            value: said(counts),
          },
        ],
      })),
      legend: [
        { paint: "agreed", label: t("legend.carried") },
        { paint: "asked", label: t("legend.waiting") },
      ],
    },
    drawn: part(of.cases.length, words),
    spoken: of.cases.map(({ case: one, ...counts }) => ({
      label: one.reference,
      value: said(counts),
    })),
  });
}
