"use client";

import { useTranslations } from "next-intl";
import { FormSelect, FormText } from "@/components/forms/form-fields";
import { SureForm } from "@/components/forms/sure-form";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import type { ReferralField } from "@/db/reference/support-words";
import { type AlertLanguage, alertLanguages } from "@/db/reference/words";
import { useFormats } from "@/lib/i18n/formats";
import { prepareReferral } from "@/lib/support/referrals/actions";
import type { OfReferral } from "./refer-consent";
import { useLanguageNames } from "./use-language-names";

/** Makes the text for one organisation, in a language that it writes in, once the person agreed to it. */
export function PrepareReferral({
  of,
  isAllowed,
  language,
  knownLanguages,
  officer,
  missing,
}: {
  of: OfReferral;
  isAllowed: boolean;
  /** Chosen unless somebody chooses another. */
  language: AlertLanguage;
  /** In which the directory says that it writes, as codes. */
  knownLanguages: readonly string[];
  /** The name of whoever prepares it. */
  officer: string;
  /** What they agreed to, and of which nothing is kept that could be told. */
  missing: readonly ReferralField[];
}) {
  const t = useTranslations("support.refer");
  const fields = useTranslations("support.fields");
  const languageOf = useLanguageNames();
  const { list } = useFormats();
  return (
    <Panel title={t("prepare")}>
      {isAllowed ? (
        <SureForm
          action={prepareReferral}
          hidden={{ ...of }}
          labels={{ language: t("language"), replyTo: t("replyTo") }}
          submit={t("prepare")}
          saved={t("prepared")}
        >
          <p className="max-w-measure text-meta text-ink-muted">{t("prepareHint")}</p>
          <FormSelect
            name="language"
            label={t("language")}
            hint={
              knownLanguages.length > 0
                ? t("languages", { languages: list(knownLanguages.map(languageOf)) })
                : t("languagesNone")
            }
            options={alertLanguages.map((value) => ({ value, label: languageOf(value) }))}
            defaultValue={language}
          />
          <FormText
            name="replyTo"
            label={t("replyTo")}
            hint={t("replyToHint")}
            maxLength={300}
            autoComplete="off"
            defaultValue={officer}
          />
          <p className="max-w-measure text-meta text-ink-muted">{t("typed")}</p>
          {missing.length > 0 && (
            <Notice
              tone="caution"
              title={t("missing", { fields: list(missing.map((field) => fields(field))) })}
            />
          )}
        </SureForm>
      ) : (
        <p className="text-ink-muted">{t("needsConsent")}</p>
      )}
    </Panel>
  );
}
