import "server-only";
import { daysBetween } from "@/lib/i18n/format";
import type { Paint } from "../drawing";
import { findOutstanding } from "../findings";
import {
  boundedFigure,
  type Cell,
  type Of,
  plain,
  type Told,
  toldInBars,
  type Words,
} from "./told";

export function tellOutstanding(of: Of<"asks-outstanding">, words: Words): Told {
  const { t, formats, scope, today } = words;
  const { key, values } = findOutstanding(of);
  const starts = scope.session?.startsOn ?? null;
  const before = (day: string) => {
    const days = starts ? daysBetween(day, starts) : 0;
    return !starts
      ? ""
      : days < 0
        ? t("value.daysAfter", { days: -days })
        : t("value.daysBefore", { days });
  };
  const days: Line[] = [
    ...(of.late.n > 0 ? [line(plain(t("value.late")), of.late, "late", words)] : []),
    ...of.days.map(({ day, ...due }) => ({
      ...line({ text: formats.nearDay(day, today), is: { day } }, due, "asked", words),
      before: before(day),
    })),
    ...(of.later.n > 0 ? [line(plain(t("value.later")), of.later, "asked", words)] : []),
  ];
  return toldInBars("asks-outstanding", words, {
    finding: t(`finding.asks-outstanding.${key}`, values),
    rules: [t("rule.asks-outstanding")],
    columns: [
      { label: t("column.day") },
      { label: t("column.replies"), isNumber: true },
      ...(starts ? [{ label: t("column.before") }] : []),
    ],
    rows: days.map((one) => ({
      cells: [one.label, one.value, ...(starts ? [plain(one.before)] : [])],
      href: null,
    })),
    bars: {
      scale: "count",
      rows: days.map(({ label, n, value, before: off, paint }) => ({
        label: label.text,
        bars: [{ pieces: [{ paint, n }], value: off ? `${value.text} · ${off}` : value.text }],
      })),
      legend: [
        { paint: "asked", label: t("legend.due") },
        ...(of.late.n > 0 ? [{ paint: "late" as const, label: t("legend.late") }] : []),
      ],
    },
    drawn: null,
  });
}

interface Line {
  label: Cell;
  n: number;
  value: Cell;
  /** How long before the session. */
  before: string;
  paint: Paint;
}

const line = (
  label: Cell,
  due: { n: number; atLeast?: boolean },
  paint: Paint,
  words: Words,
): Line => ({ label, n: due.n, value: boundedFigure(due, words), before: "", paint });
