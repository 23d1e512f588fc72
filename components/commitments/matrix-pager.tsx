"use client";

import type { Route } from "next";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { useTrackerAddress } from "./tracker-address";

/** To older cases, and back to the newest. */
export function MatrixPager({ next, isFirst }: { next: string | null; isFirst: boolean }) {
  const t = useTranslations("commitments");
  const { params, hrefOf } = useTrackerAddress();
  const { cases: _, ...shown } = params;
  return (
    <nav aria-label={t("pager.label")} className="mt-3 flex gap-2 print:hidden">
      {!isFirst && (
        <ButtonLink href={hrefOf(shown) as Route} size="small">
          {t("matrix.latest")}
        </ButtonLink>
      )}
      {next && (
        <ButtonLink href={hrefOf({ ...shown, cases: next }) as Route} size="small">
          {t("matrix.earlier")}
        </ButtonLink>
      )}
    </nav>
  );
}
