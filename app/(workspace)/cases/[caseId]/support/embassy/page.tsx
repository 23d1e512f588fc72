import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { EmbassyForm } from "@/components/check-ins/embassy-form";
import { MissionCautions } from "@/components/check-ins/mission-cautions";
import { PageHeader } from "@/components/layout/page-header";
import { Notice } from "@/components/ui/notice";
import { requireActor } from "@/lib/auth/actor";
import { findBilateralWindow } from "@/lib/sessions/queries";
import { listCautions } from "@/lib/states/meeting-queries";
import { namesOfStates } from "@/lib/states/names";
import { listStates } from "@/lib/states/queries";
import { findRequest } from "@/lib/support/requests/queries";
import { readCase } from "../../case-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("checkIns.documentTitle");
  return { title: t("embassy") };
}

/** What to be careful about comes first; then the ask itself, in the form of every ask. */
export default async function EmbassyPage({
  params,
  searchParams,
}: {
  params: Promise<{ caseId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const actor = await requireActor();
  const { theCase, inTeam, mayChange } = await readCase(actor, (await params).caseId);
  if (!inTeam || !mayChange) {
    notFound();
  }
  const { request } = await searchParams;
  const [t, support, words, window, from, noted, states, locale] = await Promise.all([
    getTranslations("checkIns.embassy"),
    getTranslations("support.case"),
    getTranslations("cases.head"),
    findBilateralWindow(actor),
    typeof request === "string" ? findRequest(actor, theCase.id, request) : null,
    listCautions(actor),
    listStates(actor),
    getLocale(),
  ]);
  // The State concerned is never asked.
  const cautions = noted.filter(({ stateCode }) => stateCode !== theCase.countryCode);
  return (
    <>
      <PageHeader
        breadcrumbs={{
          trail: [
            { href: "/cases" as Route, label: words("trail") },
            { href: `/cases/${theCase.id}` as Route, label: theCase.reference },
            { href: `/cases/${theCase.id}/support` as Route, label: support("tab") },
          ],
          here: t("title"),
        }}
        title={t("title")}
        description={t("intro")}
      />
      {window ? (
        <EmbassyForm caseId={theCase.id} sessionId={window} requestId={from?.id ?? null}>
          <MissionCautions of={cautions} states={namesOfStates(states, locale)} />
        </EmbassyForm>
      ) : (
        <Notice title={t("noWindow")} />
      )}
    </>
  );
}
