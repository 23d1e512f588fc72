import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { ReportChoice } from "@/components/afterwards/report-choice";
import { ReportForm } from "@/components/afterwards/report-form";
import { AskedReports, ReportRows } from "@/components/afterwards/reports";
import { PaperSheet } from "@/components/briefs/paper-sheet";
import { Unprinted } from "@/components/briefs/unprinted";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { Notice } from "@/components/ui/notice";
import { Panel, SectionTitle } from "@/components/ui/panel";
import { reportReaders } from "@/db/reference/words";
import { requireActor } from "@/lib/auth/actor";
import { findReport, listAskedReports, listReports } from "@/lib/briefs/accountability/queries";
import { canWriteBriefs } from "@/lib/briefs/written/permissions";
import { paperLanguageOf } from "@/lib/i18n/paper-messages";
import { getFormats } from "@/lib/i18n/request-formats";
import { findSession } from "@/lib/sessions/queries";
import { madeReports } from "../made-reports";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("afterwards.report");
  return { title: t("documentTitle") };
}

/** What became of a session as a paper for one reader, as it would be frozen now. */
export default async function ReportPage({
  params,
  searchParams,
}: PageProps<"/sessions/[sessionId]/after/report">) {
  const actor = await requireActor();
  const session = await findSession(actor, (await params).sessionId);
  if (!session || !canWriteBriefs(actor)) {
    notFound();
  }
  const query = await searchParams;
  const choice = {
    sessionId: session.id,
    reader: reportReaders.find((one) => one === query.for) ?? reportReaders[0],
    language: paperLanguageOf(typeof query.in === "string" ? query.in : await getLocale()),
  };
  const [t, after, sessions, formats, seen, asked, made] = await Promise.all([
    getTranslations("afterwards.report"),
    getTranslations("afterwards"),
    getTranslations("sessions"),
    getFormats(),
    findReport(actor, choice),
    listAskedReports(actor, session.id),
    listReports(actor, session.id),
  ]);
  return (
    <Messages of={["forms", "refusals", "afterwards", "briefs"]}>
      <div data-wide="">
        <PageHeader
          title={t("title")}
          description={t("intro")}
          breadcrumbs={{
            trail: [
              { href: "/sessions" as Route, label: sessions("title") },
              { href: `/sessions/${session.id}` as Route, label: session.title },
              { href: `/sessions/${session.id}/after` as Route, label: after("title") },
            ],
            here: t("title"),
          }}
        />
        <div className="grid items-start gap-x-6 gap-y-8 xl:grid-cols-[minmax(0,22rem)_minmax(0,49.625rem)]">
          <div className="flex min-w-0 flex-col gap-6">
            <Panel title={t("choose")}>
              <ReportChoice {...choice} />
            </Panel>
            {asked.length > 0 && (
              <Panel title={t("progress.title")}>
                <AskedReports
                  sessionId={session.id}
                  of={asked.map(({ askedAt, ...one }) => ({
                    ...one,
                    since: formats.time(askedAt, actor.timeZone),
                  }))}
                />
              </Panel>
            )}
            {made.length > 0 && (
              <Panel title={t("made")}>
                <ReportRows of={await madeReports(actor, made)} />
              </Panel>
            )}
          </div>
          <div className="flex min-w-0 flex-col gap-4">
            {seen && seen.inputs.cases.length > 0 ? (
              <>
                <div>
                  <SectionTitle>{t(`look.${choice.reader}`)}</SectionTitle>
                  <p className="text-meta text-ink-muted">{t("lookHint")}</p>
                </div>
                <Unprinted paper={seen.paper} />
                <PaperSheet of={seen.paper} label={t("sheet")} />
                <Panel title={t("go")}>
                  <ReportForm key={seen.hash} {...choice} hash={seen.hash} />
                </Panel>
              </>
            ) : (
              <Notice tone="info" title={t("nothing")}>
                {t("nothingHint")}
              </Notice>
            )}
          </div>
        </div>
      </div>
    </Messages>
  );
}
