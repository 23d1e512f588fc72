"use client";

import { useTranslations } from "next-intl";
import { classes } from "@/components/ui/classes";
import type { Matrix } from "@/lib/commitments/commitment";
import { useFormats } from "@/lib/i18n/formats";
import { StageLegend, stageCorners } from "./stage-glyph";
import { type CellValues, useColumnCounts } from "./use-cell-changes";

/** The heads of the matrix. They are repeated on each printed page, and with them what the glyphs mean and of which day this is. */
export function MatrixHead({ matrix, turned }: { matrix: Matrix; turned: boolean }) {
  const t = useTranslations("commitments");
  const { day } = useFormats();
  return (
    <thead>
      <tr className="hidden print:table-row">
        <td colSpan={matrix.columns.length + 2}>
          <span className="flex flex-wrap justify-between gap-4 pb-1">
            <span>
              {matrix.session?.title ?? t("matrix.allSessions")}.{" "}
              {t("matrix.printedOn", { day: day(matrix.today) })}
            </span>
            <StageLegend corners={stageCorners} />
          </span>
        </td>
      </tr>
      <tr>
        <th scope="col" className="sticky start-0 z-[1] bg-surface px-2 text-start align-bottom">
          {t("column.state")}
        </th>
        {matrix.columns.map((column) => (
          <th
            key={column.id}
            scope="col"
            tabIndex={-1}
            title={`${column.reference} ${column.title}`}
            data-full={`${column.reference} ${column.title}`}
            className="px-0.5 pb-1 align-bottom text-meta"
          >
            <span className={turned ? "matrix-head mx-auto block" : "block w-24 text-center"}>
              {column.reference}
              <bdi
                className={classes(
                  "font-normal text-ink-muted",
                  turned ? "block max-h-40 truncate" : "line-clamp-3",
                )}
              >
                {column.title}
              </bdi>
            </span>
          </th>
        ))}
        <th scope="col" className="w-full px-2 text-start align-bottom">
          {t("matrix.nextStep")}
        </th>
      </tr>
    </thead>
  );
}

/** Of each case, below the States: what was promised and is still to come, and what was raised. */
export function MatrixFoot({ matrix, values }: { matrix: Matrix; values: CellValues }) {
  const t = useTranslations("commitments");
  const counts = useColumnCounts(values, matrix);
  return (
    <tfoot>
      <tr>
        <th scope="row" className="sticky start-0 bg-surface px-2 text-start text-meta">
          {t("matrix.footer")}
        </th>
        {matrix.columns.map((column, index) => {
          const { toCome, raised } = counts[index] ?? column;
          const counted = { toCome, raised };
          return (
            <td key={column.id} tabIndex={-1} className="text-center text-meta whitespace-nowrap">
              <span className="sr-only">
                {t("matrix.toComeRaisedName", { case: column.reference, ...counted })}
              </span>
              <span
                aria-hidden="true"
                className={counted.toCome + counted.raised === 0 ? "text-danger" : undefined}
              >
                {t("matrix.toComeRaised", counted)}
              </span>
            </td>
          );
        })}
        <td className="px-2 text-meta text-ink-muted" />
      </tr>
    </tfoot>
  );
}
