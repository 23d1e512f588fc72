import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormText } from "@/components/forms/form-fields";
import type { FormServerAction } from "@/components/forms/use-action-form";
import { Notice } from "@/components/ui/notice";
import type { AlertLanguage } from "@/db/reference/words";
import { directionOf } from "@/lib/alerts/alert";
import { type Labelled, labelIn, labelLanguages, unlabelledIn } from "@/lib/defenders/labels";
import { useFormats } from "@/lib/i18n/formats";

/**
 * How somebody is called in the other languages of the case's alerts: what stands, which are missing, and the form
 * that writes them. Its address is where a refused edition leads.
 */
export function LabelPanel({
  of: defender,
  caseId,
  needed,
  mayChange,
  save,
}: {
  of: Labelled;
  caseId: string;
  /** The languages in which the case has alerts. */
  needed: readonly AlertLanguage[];
  mayChange: boolean;
  save: FormServerAction<void>;
}) {
  const t = useTranslations("people");
  const languages = useTranslations("alerts.language");
  const { list } = useFormats();
  const written = labelLanguages.filter((language) => labelIn(defender, language));
  const missing = unlabelledIn(defender, needed);
  const inOrder = [...labelLanguages].sort(
    (a, b) => Number(needed.includes(b)) - Number(needed.includes(a)),
  );
  return (
    <section id={`labels-${defender.id}`} className="scroll-mt-20">
      <h3 className="mb-2">{t("labelOther")}</h3>
      {written.length > 0 && (
        <ul className="mb-2">
          {written.map((language) => (
            <li key={language}>
              {languages(language)}:{" "}
              <bdi lang={language} dir={directionOf(language)}>
                {labelIn(defender, language)}
              </bdi>
            </li>
          ))}
        </ul>
      )}
      {written.length === 0 && missing.length === 0 && (
        <p className="mb-2 text-ink-muted">{t("labelNone")}</p>
      )}
      {missing.length > 0 && (
        <div className="mb-2">
          <Notice
            tone="caution"
            title={t("labelMissing", { languages: list(missing.map((one) => languages(one))) })}
          />
        </div>
      )}
      {mayChange && (
        <details suppressHydrationWarning>
          <summary className="link target inline-block">
            {t("labelWrite")}
            <span className="sr-only">: {defender.publicLabel}</span>
          </summary>
          <ActionForm
            action={save}
            hidden={{ caseId, defenderId: defender.id }}
            submit={t("saveLabels")}
            saved={t("saved")}
            size="small"
            look="secondary"
            className="mt-3"
          >
            <p className="text-meta text-ink-muted">{t("labelOtherHint")}</p>
            {inOrder.map((language) => (
              <FormText
                key={language}
                name={language}
                label={languages(language)}
                lang={language}
                dir={directionOf(language)}
                maxLength={200}
                optional
                defaultValue={labelIn(defender, language) ?? ""}
              />
            ))}
          </ActionForm>
        </details>
      )}
    </section>
  );
}
