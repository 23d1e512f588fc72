import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { EventFields } from "@/components/cases/event-fields";
import { ActionForm } from "@/components/forms/action-form";
import { PageHeader } from "@/components/layout/page-header";
import { requireActor } from "@/lib/auth/actor";
import { correctCaseEvent } from "@/lib/cases/actions";
import { looksLikeId } from "@/lib/cases/case";
import { findCaseEvent } from "@/lib/timeline/queries";
import { readCase } from "../../case-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases.documentTitle");
  return { title: t("one") };
}

export default async function CorrectEventPage({
  params,
}: {
  params: Promise<{ caseId: string; eventId: string }>;
}) {
  const actor = await requireActor();
  const { caseId, eventId } = await params;
  const { theCase, mayChange } = await readCase(actor, caseId);
  const event =
    mayChange && looksLikeId(eventId) ? await findCaseEvent(actor, theCase.id, eventId) : null;
  if (!event) {
    notFound();
  }
  const t = await getTranslations("cases");
  return (
    <>
      <PageHeader
        breadcrumbs={{
          trail: [
            { href: "/cases" as Route, label: t("head.trail") },
            { href: `/cases/${theCase.id}` as Route, label: theCase.reference },
            { href: `/cases/${theCase.id}/timeline` as Route, label: t("head.timeline") },
          ],
          here: t("event.correctTitle"),
        }}
        title={t("event.correctTitle")}
      />
      <ActionForm
        action={correctCaseEvent}
        hidden={{ caseId: theCase.id, eventId: event.id }}
        submit={t("event.saveCorrection")}
        className="max-w-3xl"
        labels={{ title: t("event.what"), happened: t("event.when") }}
      >
        <EventFields event={event} />
      </ActionForm>
    </>
  );
}
