import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { ChangeRequestForm } from "@/components/support/change-request-form";
import { requireActor } from "@/lib/auth/actor";
import { stateOptions } from "@/lib/states/options";
import { listStates } from "@/lib/states/queries";
import { readDetails } from "@/lib/support/requests/commands";
import { findRequest } from "@/lib/support/requests/queries";
import { readCase } from "../../../case-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("support.documentTitle");
  return { title: t("edit") };
}

export default async function EditRequestPage({
  params,
}: {
  params: Promise<{ caseId: string; requestId: string }>;
}) {
  const actor = await requireActor();
  const { caseId, requestId } = await params;
  const { theCase, mayChange } = await readCase(actor, caseId);
  const request = await findRequest(actor, theCase.id, requestId);
  if (!mayChange || !request || request.closedAt) {
    notFound();
  }
  const [t, words, locale, states, details] = await Promise.all([
    getTranslations("support"),
    getTranslations("cases.head"),
    getLocale(),
    listStates(actor),
    readDetails(actor, { caseId: theCase.id, requestId }).catch(() => notFound()),
  ]);
  const base = `/cases/${theCase.id}/support`;
  return (
    <>
      <PageHeader
        breadcrumbs={{
          trail: [
            { href: "/cases" as Route, label: words("trail") },
            { href: `/cases/${theCase.id}` as Route, label: theCase.reference },
            { href: base as Route, label: t("case.tab") },
            { href: `${base}/${requestId}` as Route, label: t(`kinds.${request.kind}`) },
          ],
          here: t("form.edit"),
        }}
        title={t("form.edit")}
        description={t("form.intro")}
      />
      <Messages of={["support", "forms", "refusals", "dates"]}>
        <ChangeRequestForm
          caseId={theCase.id}
          requestId={requestId}
          version={request.version}
          states={stateOptions(states, locale)}
          values={{
            ...details,
            kind: request.kind,
            nature: request.nature,
            urgency: request.urgency,
            neededBy: request.neededBy ?? "",
          }}
        />
      </Messages>
    </>
  );
}
