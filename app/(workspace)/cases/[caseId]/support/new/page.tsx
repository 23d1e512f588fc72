import type { Metadata, Route } from "next";
import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { OpenRequestForm } from "@/components/support/open-request-form";
import { requireActor } from "@/lib/auth/actor";
import { stateOptions } from "@/lib/states/options";
import { listStates } from "@/lib/states/queries";
import { readCase } from "../../case-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("support.documentTitle");
  return { title: t("open") };
}

/** The form for what somebody needs: who, in what situation, what for. */
export default async function OpenRequestPage({ params }: { params: Promise<{ caseId: string }> }) {
  const actor = await requireActor();
  const { theCase, defenders, mayChange } = await readCase(actor, (await params).caseId);
  if (!mayChange) {
    notFound();
  }
  if (defenders.length === 0) {
    redirect(`/cases/${theCase.id}/support` as Route);
  }
  const [t, words, locale, states] = await Promise.all([
    getTranslations("support"),
    getTranslations("cases.head"),
    getLocale(),
    listStates(actor),
  ]);
  return (
    <>
      <PageHeader
        breadcrumbs={{
          trail: [
            { href: "/cases" as Route, label: words("trail") },
            { href: `/cases/${theCase.id}` as Route, label: theCase.reference },
            { href: `/cases/${theCase.id}/support` as Route, label: t("case.tab") },
          ],
          here: t("form.title"),
        }}
        title={t("form.title")}
        description={t("form.intro")}
      />
      <Messages of={["support", "forms", "refusals", "dates"]}>
        <OpenRequestForm
          caseId={theCase.id}
          defenders={defenders}
          states={stateOptions(states, locale)}
        />
      </Messages>
    </>
  );
}
