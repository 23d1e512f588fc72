import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { SectionTitle } from "@/components/ui/panel";
import { SelectField } from "@/components/ui/select-field";
import { type AlertLanguage, alertLanguages } from "@/db/reference/words";
import { paperFormats } from "@/lib/briefs/paper/checker/opened";

/** What of a case may stand on paper, and a form that takes it out; it works without scripts. */
export function TakeSummary({
  caseId,
  told,
  language,
}: {
  caseId: string;
  told: "all" | "situation" | "country";
  language: AlertLanguage;
}) {
  const t = useTranslations("papers.summary");
  const inLanguage = useTranslations("alerts.language");
  return (
    <section className="max-w-measure">
      <SectionTitle>{t("title")}</SectionTitle>
      <p className="mt-2 text-body">{t("what")}</p>
      <p className="mt-3 text-body">{t(told)}</p>
      <form
        action={`/cases/${caseId}/summary/file`}
        className="mt-5 flex flex-col items-start gap-4"
      >
        <SelectField
          name="in"
          label={t("language")}
          hint={t("languageHint")}
          defaultValue={language}
          options={alertLanguages.map((one) => ({ value: one, label: inLanguage(one) }))}
        />
        <SelectField
          name="as"
          label={t("as")}
          defaultValue="pdf"
          options={paperFormats.map((one) => ({ value: one, label: t(`format.${one}`) }))}
        />
        <Button type="submit" look="primary">
          {t("take")}
        </Button>
        <p className="text-meta text-ink-muted">{t("noted")}</p>
      </form>
    </section>
  );
}
