import "./insights.css";
import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { buttonClasses } from "@/components/ui/button";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import { Download } from "@/components/ui/icons";
import { localeByTag } from "@/lib/i18n/locales";
import { chartAddress } from "@/lib/insights/address";
import { chartFiles, type Scope } from "@/lib/insights/chart";
import type { Told } from "@/lib/insights/telling/told";
import { ChartDrawing } from "./chart-drawing";
import { ChartTable } from "./chart-table";

const wide = 680;
const narrow = 340;
const shownTogether = 12;

/** One chart: what it shows, the figures, the picture, how it was counted, and the files. */
export function ChartSection({
  told,
  scope,
  asOf,
  alt,
  picture,
  isAlone,
  children,
}: {
  told: Told;
  scope: Scope;
  /** Of which day the figures are. */
  asOf: string;
  alt: string;
  /** Stands in the place of the drawing: squares that can be pressed. */
  picture?: ReactNode;
  /** On a page of its own, with all its rows. */
  isAlone: boolean;
  /** Below: the words for whoever does not see the picture. */
  children?: ReactNode;
}) {
  const t = useTranslations("insights");
  const isRightToLeft = localeByTag(useLocale()).direction === "rtl";
  const { name, about, finding, rules, columns, rows, draw, drawn } = told;
  const shown = isAlone ? rows : rows.slice(0, shownTogether);
  const isStacked = columns.length > 5 || picture !== undefined;
  const Title = isAlone ? "p" : "h2";
  return (
    <section
      id={name}
      aria-label={isAlone ? about : undefined}
      aria-labelledby={isAlone ? undefined : `${name}-finding`}
      className="chart scroll-mt-16 border-t border-line pt-6 pb-8 first:border-t-0 first:pt-0 print:border-t-0 print:pt-0"
    >
      {!isAlone && (
        <>
          <p className="text-meta text-ink-muted">
            <Link
              href={chartAddress(name, scope) as Route}
              prefetch={false}
              className="target hover:underline"
            >
              {about}
            </Link>
          </p>
          <Title id={`${name}-finding`} className="font-serif text-h3">
            {finding}
          </Title>
        </>
      )}
      {rows.length > 0 && (
        <div
          className={classes(
            "mt-4 grid gap-x-8 gap-y-5",
            !isStacked && "xl:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]",
          )}
        >
          <div className="min-w-0">
            <ChartTable caption={t("table", { about })} columns={columns} rows={shown} />
            {shown.length < rows.length && (
              <p className="mt-2 text-meta">
                <Link
                  href={chartAddress(name, scope) as Route}
                  prefetch={false}
                  className="link target"
                >
                  {t("part.all", { count: rows.length })}
                  <span className="sr-only">: {about}</span>
                </Link>
              </p>
            )}
          </div>
          {picture}
          {!picture && draw && (
            <figure className="min-w-0">
              <ChartDrawing
                drawing={draw(wide)}
                alt={alt}
                isRightToLeft={isRightToLeft}
                className="hidden h-auto w-full max-w-[42.5rem] sm:block print:block"
              />
              <ChartDrawing
                drawing={draw(narrow)}
                alt={alt}
                isRightToLeft={isRightToLeft}
                className="block h-auto w-full max-w-[30rem] sm:hidden print:hidden"
              />
              {drawn && <figcaption className="mt-2 text-meta text-ink-muted">{drawn}</figcaption>}
            </figure>
          )}
        </div>
      )}
      <p className="mt-4 max-w-measure text-meta text-ink-muted">{[...rules, asOf].join(" ")}</p>
      <fieldset className="mt-3 flex flex-wrap items-center gap-3 print:hidden">
        <legend className="sr-only">{t("download.label", { about })}</legend>
        {chartFiles.map((as) => (
          <a
            key={as}
            href={chartAddress(name, scope, as)}
            download
            className={buttonClasses({ size: "small" })}
          >
            <Icon of={Download} size={16} />
            {t(`download.${as}`)}
            <span className="sr-only">: {about}</span>
          </a>
        ))}
      </fieldset>
      {children}
      {!isAlone && (
        <p className="mt-3 text-meta sm:hidden print:hidden">
          <a href="#findings" className="link target">
            {t("backToFindings")}
          </a>
        </p>
      )}
    </section>
  );
}
