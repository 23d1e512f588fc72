import type { Route } from "next";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { Badge } from "@/components/ui/badge";
import { Tabs } from "@/components/ui/tabs";
import type { AlertKind, AlertLanguage, AlertStage, Audience } from "@/db/reference/words";
import { directionOf } from "@/lib/alerts/alert";
import { stageTone } from "./stage-tone";

const places = ["text", "review", "sign-on", "editions", "translations", "history"] as const;
export type AlertTab = (typeof places)[number];

/** What stands above every page of an alert: the way up, its title, stage and audience, the other pages. */
export function AlertHeader({
  of: alert,
  theCase,
  current,
  actions,
}: {
  of: {
    id: string;
    number: number;
    kind: AlertKind;
    stage: AlertStage;
    audience: Audience;
    title: string;
    sourceLanguage: AlertLanguage;
  };
  theCase: { id: string; reference: string };
  current: AlertTab;
  actions?: ReactNode;
}) {
  const t = useTranslations("alerts");
  const words = useTranslations("cases.head");
  const base = `/cases/${theCase.id}/alerts/${alert.id}`;
  return (
    <div className="mb-6 has-[+[data-access-ended]]:hidden">
      <PageHeader
        breadcrumbs={{
          trail: [
            { href: "/cases" as Route, label: words("trail") },
            { href: `/cases/${theCase.id}` as Route, label: theCase.reference },
            { href: `/cases/${theCase.id}/alerts` as Route, label: t("list.title") },
          ],
          here: t("head.label", { number: alert.number }),
        }}
        title={
          alert.title ? (
            <span lang={alert.sourceLanguage} dir={directionOf(alert.sourceLanguage)}>
              {alert.title}
            </span>
          ) : (
            t("list.untitled")
          )
        }
        description={
          <span className="flex flex-wrap gap-2">
            <Badge tone={stageTone[alert.stage]}>{t(`stage.${alert.stage}`)}</Badge>
            <Badge>{t(`kind.${alert.kind}`)}</Badge>
            <Badge>{t("head.for", { audience: t(`audience.${alert.audience}`) })}</Badge>
          </span>
        }
        actions={actions}
      />
      <Tabs
        label={t("head.tabs")}
        tabs={places.map((place) => ({
          href: (place === "text" ? base : `${base}/${place}`) as Route,
          label: t(`head.${place}`),
          current: place === current,
        }))}
      />
    </div>
  );
}
