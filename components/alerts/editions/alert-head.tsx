import type { Route } from "next";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { Tabs } from "@/components/ui/tabs";

const places = ["text", "review", "sign-on", "editions", "translations", "history"] as const;
export type AlertPlace = (typeof places)[number];

/** What stands above the pages of an alert that are not its text: the way up, which alert, the other pages. */
export function AlertHead({
  of,
  current,
  actions,
}: {
  of: { caseId: string; reference: string; alertId: string; number: number };
  current: AlertPlace;
  actions?: ReactNode;
}) {
  const t = useTranslations("editions.places");
  const words = useTranslations("cases.head");
  const theCase = `/cases/${of.caseId}`;
  const alert = `${theCase}/alerts/${of.alertId}`;
  const label = t("label", { number: of.number });
  return (
    <div className="mb-6">
      <PageHeader
        breadcrumbs={{
          trail: [
            { href: "/cases" as Route, label: words("trail") },
            { href: theCase as Route, label: of.reference },
            { href: `${theCase}/alerts` as Route, label: t("alerts") },
          ],
          here: label,
        }}
        title={label}
        actions={actions}
      />
      <Tabs
        label={t("tabs")}
        tabs={places.map((place) => ({
          href: (place === "text" ? alert : `${alert}/${place}`) as Route,
          label: t(place),
          current: place === current,
        }))}
      />
    </div>
  );
}
