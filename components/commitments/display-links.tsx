"use client";

import type { Route } from "next";
import { useTranslations } from "next-intl";
import { SegmentedLinks } from "@/components/ui/segmented-links";
import { displays } from "@/lib/commitments/settings";
import { useTrackerAddress } from "./tracker-address";

/** Table, matrix or board of what is shown now. */
export function DisplayLinks() {
  const t = useTranslations("commitments.views");
  const { params, hrefOf } = useTrackerAddress();
  const { view, after: _, before: __, cases: ___, ...shown } = params;
  return (
    <SegmentedLinks
      label={t("label")}
      options={[
        { href: hrefOf(shown) as Route, label: t("table"), current: !view },
        ...displays.map((display) => ({
          href: hrefOf({ ...shown, view: display }) as Route,
          label: t(display),
          current: view === display,
        })),
      ]}
    />
  );
}
