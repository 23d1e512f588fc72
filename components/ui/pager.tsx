import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClasses } from "./button";
import { Icon } from "./icon";
import { ArrowLeft, ArrowRight } from "./icons";

/** Where one stands in a long list. Plain links, so that every list works as a page. */
export function Pager({
  from,
  to,
  total,
  atLeast = false,
  previous,
  next,
}: {
  /** Position of the first and last row shown, counted from 1. */
  from: number;
  to: number;
  /** `null` when it was not counted. */
  total: number | null;
  /** The total was counted up to a bound: "more than". */
  atLeast?: boolean;
  previous: Route | null;
  next: Route | null;
}) {
  const t = useTranslations("common.pager");
  const range =
    total === null
      ? t("rangeOpen", { from, to })
      : t(atLeast ? "rangeAtLeast" : "range", { from, to, total });
  return (
    <nav
      aria-label={t("label")}
      className="flex flex-wrap items-center justify-between gap-4 py-3 print:hidden"
    >
      <p className="text-meta text-ink-muted">{range}</p>
      <div className="flex gap-2">
        {previous && (
          <Link
            href={previous}
            prefetch={false}
            rel="prev"
            className={buttonClasses({ size: "small" })}
          >
            <Icon of={ArrowLeft} size={16} directional />
            {t("previous")}
          </Link>
        )}
        {next && (
          <Link
            href={next}
            prefetch={false}
            rel="next"
            className={buttonClasses({ size: "small" })}
          >
            {t("next")}
            <Icon of={ArrowRight} size={16} directional />
          </Link>
        )}
      </div>
    </nav>
  );
}
