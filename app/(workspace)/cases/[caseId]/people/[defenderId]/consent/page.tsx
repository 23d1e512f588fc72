import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { ActionForm } from "@/components/forms/action-form";
import {
  FormCheck,
  FormDate,
  FormRadios,
  FormSelect,
  FormText,
} from "@/components/forms/form-fields";
import { PageHeader } from "@/components/layout/page-header";
import { ConsentAnswers } from "@/components/people/consent-answers";
import { consentChannels, consentGivers } from "@/db/reference/words";
import { requireActor } from "@/lib/auth/actor";
import { recordConsent } from "@/lib/consents/actions";
import { dayInZone } from "@/lib/i18n/format";
import { listPartners } from "@/lib/shares/queries";
import { stateName } from "@/lib/states/names";
import { listStates } from "@/lib/states/queries";
import { readCase } from "../../../case-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases.documentTitle");
  return { title: t("one") };
}

const askAgainAfterDays = 90;

export default async function RecordConsentPage({
  params,
}: {
  params: Promise<{ caseId: string; defenderId: string }>;
}) {
  const actor = await requireActor();
  const { caseId, defenderId } = await params;
  const { theCase, defenders, mayChange } = await readCase(actor, caseId);
  const defender = defenders.find((row) => row.id === defenderId);
  if (!defender || !mayChange) {
    notFound();
  }
  const [locale, t, words, people, states, partners] = await Promise.all([
    getLocale(),
    getTranslations("consent.form"),
    getTranslations("cases.head"),
    getTranslations("people"),
    listStates(actor),
    listPartners(actor),
  ]);
  const today = dayInZone(new Date(), actor.timeZone);
  const askAgain = new Date(Date.parse(today) + askAgainAfterDays * 86_400_000);
  return (
    <>
      <PageHeader
        breadcrumbs={{
          trail: [
            { href: "/cases" as Route, label: words("trail") },
            { href: `/cases/${theCase.id}` as Route, label: theCase.reference },
            { href: `/cases/${theCase.id}/people` as Route, label: people("title") },
          ],
          here: t("title"),
        }}
        title={t("title")}
        description={t("intro", { label: defender.publicLabel })}
      />
      <ActionForm
        action={recordConsent}
        hidden={{ caseId: theCase.id, defenderId: defender.id }}
        submit={t("submit")}
        className="max-w-3xl"
        labels={{
          answers: t("scopes"),
          givenBy: t("givenBy"),
          obtained: t("date"),
          validUntil: t("validUntil"),
        }}
      >
        <ConsentAnswers
          partners={partners.map(({ id, name }) => ({ value: id, label: name }))}
          states={states
            .filter((state) => state.code !== theCase.countryCode)
            .map((state) => ({ value: state.code, label: stateName(state, locale) }))
            .sort((a, b) => a.label.localeCompare(b.label, locale))}
        />
        <h2>{t("about")}</h2>
        <div className="grid gap-5 sm:grid-cols-2">
          <FormRadios
            name="givenBy"
            label={t("givenBy")}
            options={consentGivers.map((value) => ({ value, label: t(`givers.${value}`) }))}
          />
          <FormSelect
            name="channel"
            label={t("channel")}
            optional
            options={consentChannels.map((value) => ({ value, label: t(`channels.${value}`) }))}
          />
          <FormText name="language" label={t("language")} optional maxLength={60} />
          <FormText
            name="validUntil"
            type="date"
            label={t("validUntil")}
            hint={t("validHint")}
            optional
            width="medium"
            defaultValue={dayInZone(askAgain, "UTC")}
          />
        </div>
        <FormDate
          name="obtained"
          label={t("date")}
          defaultValue={{ precision: "day", from: today }}
        />
        <FormCheck name="risksExplained" label={t("risks")} />
      </ActionForm>
    </>
  );
}
