import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { EngagementFields, TypesField } from "@/components/cases/case-fields";
import { ActionForm } from "@/components/forms/action-form";
import {
  FormArea,
  FormDate,
  FormRadios,
  FormSelect,
  FormText,
} from "@/components/forms/form-fields";
import { PageHeader } from "@/components/layout/page-header";
import { defenderKinds } from "@/db/reference/words";
import { requireActor } from "@/lib/auth/actor";
import { openCase } from "@/lib/cases/actions";
import { canOpenCase } from "@/lib/cases/permissions";
import { stateName } from "@/lib/states/names";
import { listStates } from "@/lib/states/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases.documentTitle");
  return { title: t("new") };
}

export default async function NewCasePage() {
  const actor = await requireActor();
  if (!canOpenCase(actor)) {
    notFound();
  }
  const [locale, t, people, states] = await Promise.all([
    getLocale(),
    getTranslations("cases"),
    getTranslations("people"),
    listStates(actor),
  ]);
  const countries = states
    .map((state) => ({ value: state.code, label: stateName(state, locale) }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
  return (
    <>
      <PageHeader
        breadcrumbs={{
          trail: [{ href: "/cases" as Route, label: t("head.trail") }],
          here: t("new.title"),
        }}
        title={t("new.title")}
        description={t("new.intro")}
      />
      <ActionForm
        action={openCase}
        submit={t("new.submit")}
        className="max-w-3xl"
        labels={{
          title: t("new.workingTitle"),
          countryCode: t("new.country"),
          summary: t("new.sentence"),
          reprisal: t("new.date"),
          engagement: t("edit.engagementDate"),
        }}
      >
        <FormText
          name="title"
          label={t("new.workingTitle")}
          hint={t("new.workingTitleHint")}
          maxLength={200}
          autoComplete="off"
        />
        <FormSelect
          name="countryCode"
          label={t("new.country")}
          hint={t("new.countryHint")}
          options={countries}
          className="max-w-96"
        />
        <FormArea name="summary" label={t("new.sentence")} hint={t("new.sentenceHint")} rows={3} />
        <FormDate name="reprisal" label={t("new.date")} />
        <details
          suppressHydrationWarning
          className="rounded-panel border border-line bg-surface p-4"
        >
          <summary className="link target inline-block font-semibold">{t("new.more")}</summary>
          <p className="mt-1 text-meta text-ink-muted">{t("new.moreHint")}</p>
          <div className="mt-4 flex flex-col gap-6">
            <FormText
              name="defenderLabel"
              label={t("new.defender")}
              hint={t("new.defenderHint")}
              optional
              maxLength={200}
            />
            <FormRadios
              name="defenderKind"
              label={t("new.defenderKind")}
              defaultValue="person"
              options={defenderKinds.map((value) => ({ value, label: people(`kind.${value}`) }))}
            />
            <TypesField />
            <EngagementFields />
          </div>
        </details>
      </ActionForm>
    </>
  );
}
