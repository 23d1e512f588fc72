import type { Metadata, Route } from "next";
import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { AgreeForm } from "@/components/check-ins/agree-form";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { listAlerts } from "@/lib/alerts/queries";
import { requireActor } from "@/lib/auth/actor";
import { findBegun } from "@/lib/check-ins/begun";
import { timeZones, zoneOfToday } from "@/lib/people/time-zones";
import { stateOptions } from "@/lib/states/options";
import { listStates } from "@/lib/states/queries";
import { listTeam } from "@/lib/teams/queries";
import { readCase } from "../../../case-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("checkIns.documentTitle");
  return { title: t("agree") };
}

/** The form for what is agreed on: with whom, when, and what is done if nobody is heard from. */
export default async function AgreePage({
  params,
  searchParams,
}: {
  params: Promise<{ caseId: string }>;
  searchParams: Promise<{ instead?: string | string[] }>;
}) {
  const actor = await requireActor();
  const { theCase, defenders, mayChange } = await readCase(actor, (await params).caseId);
  if (!mayChange) {
    notFound();
  }
  if (defenders.length === 0) {
    redirect(`/cases/${theCase.id}/support/check-ins` as Route);
  }
  const { instead } = await searchParams;
  const agreed = typeof instead === "string" ? await findBegun(actor, theCase.id, instead) : null;
  if (instead !== undefined && !agreed) {
    notFound();
  }
  const [t, support, words, locale, states, team, alerts] = await Promise.all([
    getTranslations("checkIns"),
    getTranslations("support.case"),
    getTranslations("cases.head"),
    getLocale(),
    listStates(actor),
    listTeam(actor, theCase.id),
    listAlerts(actor, theCase.id),
  ]);
  const base = `/cases/${theCase.id}/support`;
  return (
    <>
      <PageHeader
        breadcrumbs={{
          trail: [
            { href: "/cases" as Route, label: words("trail") },
            { href: `/cases/${theCase.id}` as Route, label: theCase.reference },
            { href: base as Route, label: support("tab") },
            { href: `${base}/check-ins` as Route, label: t("title") },
          ],
          here: t(agreed ? "form.change" : "form.title"),
        }}
        title={t(agreed ? "form.change" : "form.title")}
        description={t("form.intro")}
      />
      <Messages of={["checkIns", "forms", "refusals"]}>
        <AgreeForm
          caseId={theCase.id}
          defenders={defenders}
          zone={zoneOfToday(actor.timeZone)}
          zones={timeZones()}
          team={team}
          states={stateOptions(
            states.filter(({ code }) => code !== theCase.countryCode),
            locale,
          )}
          alerts={alerts}
          {...agreed}
        />
      </Messages>
    </>
  );
}
