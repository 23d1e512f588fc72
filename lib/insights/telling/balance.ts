import "server-only";
import type { unRegionalGroups } from "@/db/reference/regional-groups";
import { findBalance } from "../findings";
import { figure, type Of, plain, type Told, toldInBars, type Words } from "./told";

export function tellBalance(of: Of<"regional-balance">, words: Words): Told {
  const { t, stage, formats } = words;
  const { key, present, missing, values } = findBalance(of);
  const named = (groups: readonly (typeof unRegionalGroups)[number][]) =>
    groups.map((group) => t(`from.${group}`));
  const said = (one: (typeof of.groups)[number]) => {
    const count = one.raised + one.agreed;
    return one.members > 0
      ? t("value.of", { count, of: one.members })
      : t("value.states", { count });
  };
  return toldInBars("regional-balance", words, {
    finding: t(`finding.regional-balance.${key}`, {
      ...values,
      group: named(present)[0] ?? "",
      groups: formats.choice(named(missing)),
    }),
    rules: [t("rule.regional-balance")],
    columns: [
      { label: t("column.group") },
      { label: t("column.raised"), isNumber: true },
      { label: t("column.agreed"), isNumber: true },
      { label: t("column.members"), isNumber: true },
    ],
    rows: of.groups.map((one) => ({
      cells: [
        plain(t(`group.${one.group}`)),
        figure(one.raised, words),
        figure(one.agreed, words),
        figure(one.members, words),
      ],
      href: null,
    })),
    bars: {
      scale: "count",
      rows: of.groups.map((one) => ({
        label: t(`group.${one.group}`),
        bars: [
          {
            pieces: [
              { paint: "raised", n: one.raised },
              { paint: "agreed", n: one.agreed },
            ],
            value: said(one),
          },
        ],
      })),
      legend: [
        { paint: "raised", label: stage("raised") },
        { paint: "agreed", label: t("column.agreed") },
      ],
    },
    drawn: null,
  });
}
