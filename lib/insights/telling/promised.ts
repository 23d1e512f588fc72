import "server-only";
import type { KnownDate } from "@/lib/i18n/format";
import type { SessionPromises } from "../chart";
import { findPromised } from "../findings";
import { sessionsLookedAt } from "../reading/promises";
import {
  type Cell,
  figure,
  mostDrawn,
  type Of,
  plain,
  type Told,
  toldInBars,
  type Words,
} from "./told";

export function tellPromised(of: Of<"promised-raised">, words: Words): Told {
  const { t, scope } = words;
  const { key, values } = findPromised(of);
  const rows = of.sessions.map(({ session, ...counts }) => ({ label: session.title, ...counts }));
  const earlier = rows.slice(mostDrawn - 1);
  const drawn =
    rows.length > mostDrawn
      ? [
          ...rows.slice(0, mostDrawn - 1),
          {
            label: t("value.earlier"),
            open: add(earlier, "open"),
            kept: add(earlier, "kept"),
            unasked: add(earlier, "unasked"),
          },
        ]
      : rows;
  return toldInBars("promised-raised", words, {
    finding: t(`finding.promised-raised.${key}`, values),
    rules: [
      t("rule.promised-raised"),
      ...(of.isPart ? [t("rule.latestSessions", { count: sessionsLookedAt })] : []),
      ...(of.spoke === null ? [] : [t("rule.spoke", { count: of.spoke })]),
    ],
    columns: [
      { label: t("column.session") },
      { label: t("column.when") },
      { label: t("column.promised"), isNumber: true },
      { label: t("column.kept"), isNumber: true },
      { label: t("column.unasked"), isNumber: true },
    ],
    rows: of.sessions.map(({ session, open, kept, unasked }) => ({
      cells: [
        plain(session.title),
        when(session.on, words),
        figure(open + kept, words),
        figure(kept, words),
        figure(unasked, words),
      ],
      href: scope.session ? null : `/sessions/${session.id}`,
    })),
    bars: {
      scale: "count",
      rows: drawn.map(({ label, open, kept, unasked }) => ({
        label,
        bars: [
          {
            pieces: [{ paint: "agreed", n: open + kept }],
            value: t("value.promised", { count: open + kept }),
          },
          {
            pieces: [
              { paint: "raised", n: kept },
              { paint: "unasked", n: unasked },
            ],
            value: t("value.raised", { kept, unasked }),
          },
        ],
      })),
      legend: [
        { paint: "agreed", label: t("legend.promised") },
        { paint: "raised", label: t("legend.kept") },
        { paint: "unasked", label: t("legend.unasked") },
      ],
    },
    drawn: null,
  });
}

/** A day that is known as one is a date in a spreadsheet; "spring 2018" is words. */
function when(on: KnownDate | null, { t, formats }: Words): Cell {
  const text = on ? formats.date(on, "short") : t("value.open");
  return on?.precision === "day" && on.from ? { text, is: { day: on.from } } : { text };
}

const add = (rows: readonly Omit<SessionPromises, "session">[], of: "open" | "kept" | "unasked") =>
  rows.reduce((sum, row) => sum + row[of], 0);
