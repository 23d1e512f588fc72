import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { SessionForm } from "@/components/sessions/session-form";
import { requireActor } from "@/lib/auth/actor";
import { canAddSession } from "@/lib/sessions/permissions";
import { stateChoices } from "@/lib/states/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("sessions");
  return { title: t("oneDocumentTitle") };
}

export default async function NewSessionPage() {
  const actor = await requireActor();
  if (!canAddSession(actor)) {
    notFound();
  }
  const [t, states] = await Promise.all([getTranslations("sessions"), stateChoices(actor)]);
  return (
    <Messages of={["forms", "refusals", "sessions.form"]}>
      <PageHeader
        title={t("form.title")}
        breadcrumbs={{
          trail: [{ href: "/sessions" as Route, label: t("title") }],
          here: t("form.title"),
        }}
        description={t("form.intro")}
      />
      <SessionForm states={states} />
    </Messages>
  );
}
