import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { SessionForm } from "@/components/sessions/session-form";
import { requireActor } from "@/lib/auth/actor";
import { writeTime } from "@/lib/i18n/format";
import { canChangeSession } from "@/lib/sessions/permissions";
import { zoneOf } from "@/lib/sessions/place-time";
import { findSession } from "@/lib/sessions/queries";
import { datesOf } from "@/lib/sessions/session";
import { listStates, stateChoices } from "@/lib/states/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("sessions");
  return { title: t("oneDocumentTitle") };
}

export default async function ChangeSessionPage({
  params,
}: PageProps<"/sessions/[sessionId]/edit">) {
  const actor = await requireActor();
  const session = await findSession(actor, (await params).sessionId);
  if (!session || !canChangeSession(actor, session)) {
    notFound();
  }
  const [t, choices, states] = await Promise.all([
    getTranslations("sessions"),
    stateChoices(actor),
    listStates(actor),
  ]);
  const [code] = session.statesUnderReview;
  return (
    <Messages of={["forms", "refusals", "sessions.form"]}>
      <PageHeader
        title={t("form.changeTitle")}
        breadcrumbs={{
          trail: [
            { href: "/sessions" as Route, label: t("title") },
            { href: `/sessions/${session.id}` as Route, label: session.title },
          ],
          here: t("form.changeTitle"),
        }}
      />
      <SessionForm
        states={choices}
        session={{
          id: session.id,
          kind: session.kind,
          title: session.title,
          stateKey: states.find((state) => state.code === code)?.key ?? "",
          date: datesOf(session),
          time: session.startsAt ? writeTime(session.startsAt, "en", zoneOf(session)) : "",
          place: session.place ?? "",
          note: session.note ?? "",
        }}
      />
    </Messages>
  );
}
