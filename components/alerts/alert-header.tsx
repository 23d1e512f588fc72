import type { Route } from "next";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { classes } from "@/components/ui/classes";
import { Tabs } from "@/components/ui/tabs";
import { type AlertKind, type AlertLanguage, alertStages, audiences } from "@/db/reference/words";
import { directionOf } from "@/lib/alerts/alert";
import { AlertBadges } from "./news/alert-badges";

const places = ["text", "review", "sign-on", "editions", "translations", "history"] as const;
export type AlertTab = (typeof places)[number];

const wordsOf = <Name extends string>(names: readonly Name[], say: (name: Name) => string) =>
  Object.fromEntries(names.map((name) => [name, say(name)])) as Record<Name, string>;

/** What stands above every page of an alert: the way up, its title, stage and audience, the other pages. */
export function AlertHeader({
  of: alert,
  theCase,
  current,
  actions,
  isPrinted,
}: {
  of: {
    id: string;
    number: number;
    kind: AlertKind;
    title: string;
    sourceLanguage: AlertLanguage;
  };
  theCase: { id: string; reference: string };
  current: AlertTab;
  actions?: ReactNode;
  isPrinted: boolean;
}) {
  const t = useTranslations("alerts");
  const words = useTranslations("cases.head");
  const base = `/cases/${theCase.id}/alerts/${alert.id}`;
  return (
    <div
      className={classes("mb-6 has-[+[data-access-ended]]:hidden", !isPrinted && "print:hidden")}
    >
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
          <AlertBadges
            standings={wordsOf([...alertStages, "held", "part_closed", "nothing_out"], (one) =>
              t(`stage.${one}`),
            )}
            kind={t(`kind.${alert.kind}`)}
            audiences={wordsOf(audiences, (one) =>
              t("head.for", { audience: t(`audience.${one}`) }),
            )}
          />
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
