import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ActionForm } from "@/components/forms/action-form";
import { FormRadios, FormSelect } from "@/components/forms/form-fields";
import { PageHeader } from "@/components/layout/page-header";
import { alertKinds, alertLanguages, audiences } from "@/db/reference/words";
import { startAlert } from "@/lib/alerts/actions";
import { canStartAlert } from "@/lib/alerts/permissions";
import { requireActor } from "@/lib/auth/actor";
import { readCase } from "../../case-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("alerts.documentTitle");
  return { title: t("new") };
}

export default async function NewAlertPage({ params }: { params: Promise<{ caseId: string }> }) {
  const actor = await requireActor();
  const { theCase } = await readCase(actor, (await params).caseId);
  if (!canStartAlert(actor, theCase.access)) {
    notFound();
  }
  const [t, words] = await Promise.all([getTranslations("alerts"), getTranslations("cases.head")]);
  return (
    <>
      <PageHeader
        breadcrumbs={{
          trail: [
            { href: "/cases" as Route, label: words("trail") },
            { href: `/cases/${theCase.id}` as Route, label: theCase.reference },
            { href: `/cases/${theCase.id}/alerts` as Route, label: t("list.title") },
          ],
          here: t("new.title"),
        }}
        title={t("new.title")}
        description={t("new.intro")}
      />
      <ActionForm
        action={startAlert}
        hidden={{ caseId: theCase.id }}
        submit={t("new.submit")}
        className="max-w-3xl"
        labels={{
          kind: t("new.kind"),
          language: t("new.language"),
          audience: t("new.audience"),
        }}
      >
        <FormRadios
          name="kind"
          label={t("new.kind")}
          defaultValue={theCase.numbers.alerts > 0 ? "update" : "first"}
          options={alertKinds.map((value) => ({
            value,
            label: t(`kind.${value}`),
            hint: t(`new.kindHint.${value}`),
          }))}
        />
        <FormSelect
          name="language"
          label={t("new.language")}
          hint={t("new.languageHint")}
          defaultValue="en"
          className="max-w-72"
          options={alertLanguages.map((value) => ({ value, label: t(`language.${value}`) }))}
        />
        <FormRadios
          name="audience"
          label={t("new.audience")}
          hint={t("new.audienceLead")}
          defaultValue="public"
          options={audiences.map((value) => ({
            value,
            label: t(`audience.${value}`),
            hint: t(`audienceHint.${value}`),
          }))}
        />
      </ActionForm>
    </>
  );
}
