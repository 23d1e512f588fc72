import type { Metadata, Route } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ReportProgress } from "@/components/afterwards/report-progress";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { requireActor } from "@/lib/auth/actor";
import { findAskedReport } from "@/lib/briefs/accountability/queries";
import { whyNotMade } from "@/lib/briefs/accountability/why-not";
import { lookAtJob } from "@/lib/briefs/jobs/commands";
import { dayInZone } from "@/lib/i18n/format";
import { getFormats } from "@/lib/i18n/request-formats";
import { findSession } from "@/lib/sessions/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("afterwards.report");
  return { title: t("documentTitle") };
}

/** A report that somebody asked for: that it is being made, or why it was not. Once it is made this leads to it. */
export default async function AskedReportPage({
  params,
}: PageProps<"/sessions/[sessionId]/after/report/[jobId]">) {
  const actor = await requireActor();
  const { jobId, sessionId } = await params;
  const session = (await findSession(actor, sessionId)) ?? notFound();
  const asked = (await findAskedReport(actor, session.id, jobId)) ?? notFound();
  if (asked.briefId) {
    redirect(`/briefs/${asked.briefId}` as Route);
  }
  const [t, after, sessions, formats] = await Promise.all([
    getTranslations("afterwards.report"),
    getTranslations("afterwards"),
    getTranslations("sessions"),
    getFormats(),
    asked.reason === null && lookAtJob(actor, jobId),
  ]);
  const report = `/sessions/${session.id}/after/report` as Route;
  const since = formats.time(asked.askedAt, actor.timeZone);
  const day = formats.day(dayInZone(asked.askedAt, actor.timeZone), "short");
  return (
    <>
      <PageHeader
        title={t("title")}
        description={<bdi data-written="">{session.title}</bdi>}
        breadcrumbs={{
          trail: [
            { href: "/sessions" as Route, label: sessions("title") },
            { href: `/sessions/${session.id}` as Route, label: session.title },
            { href: `/sessions/${session.id}/after` as Route, label: after("title") },
          ],
          here: t("title"),
        }}
      />
      <div className="max-w-3xl">
        {asked.reason === null ? (
          <Panel title={t("progress.title")}>
            <Messages of={["afterwards", "forms", "refusals"]}>
              <ReportProgress
                jobId={jobId}
                since={`${day}, ${since}`}
                here={`${report}/${jobId}`}
              />
            </Messages>
          </Panel>
        ) : (
          <Notice tone="caution" role="status" title={t("progress.left")}>
            <p className="mb-3">{t(`progress.why.${whyNotMade(asked.reason)}`)}</p>
            <ButtonLink href={`${report}?for=${asked.reader}&in=${asked.language}` as Route}>
              {t("progress.again")}
            </ButtonLink>
          </Notice>
        )}
      </div>
    </>
  );
}
