"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClasses } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { ArrowLeft, ArrowRight } from "@/components/ui/icons";

/** A page of a list that is too long to number: where it starts, and where one can go. Addresses, or null. */
export interface PagerLinks {
  first: string | null;
  previous: string | null;
  next: string | null;
  last: string | null;
}

/** First, previous, next, last. Plain links; with scripts `onGo` takes over. */
export function KeysetPager({
  from,
  count,
  total,
  links,
  onGo,
}: {
  from: number | null;
  count: number;
  total: { n: number; atLeast: boolean };
  links: PagerLinks;
  onGo: (href: string) => void;
}) {
  const t = useTranslations("commitments.pager");
  const to = from === null ? null : from + count - 1;
  const range =
    from === null || to === null
      ? t("rangeOpen", { count })
      : t(total.atLeast ? "rangeAtLeast" : "range", { from, to, total: total.n });
  return (
    <nav
      aria-label={t("label")}
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 print:hidden"
    >
      <p className="text-meta text-ink-muted">{count > 0 && range}</p>
      {(links.previous || links.next) && (
        <div className="flex flex-wrap gap-2">
          {(["first", "previous", "next", "last"] as const).map((name) => {
            const href = links[name];
            return (
              href && (
                <Link
                  key={name}
                  href={href as Route}
                  prefetch={false}
                  rel={name === "next" ? "next" : name === "previous" ? "prev" : undefined}
                  className={buttonClasses({ size: "small" })}
                  onClick={(event) => {
                    if (!event.metaKey && !event.ctrlKey && !event.shiftKey) {
                      event.preventDefault();
                      onGo(href);
                    }
                  }}
                >
                  {name === "previous" && <Icon of={ArrowLeft} size={16} directional />}
                  {t(name)}
                  {name === "next" && <Icon of={ArrowRight} size={16} directional />}
                </Link>
              )
            );
          })}
        </div>
      )}
    </nav>
  );
}
