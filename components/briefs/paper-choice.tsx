import { useTranslations } from "next-intl";
import { SelectField } from "@/components/ui/select-field";
import { type AlertLanguage, alertLanguages } from "@/db/reference/words";
import { paperFormats } from "@/lib/briefs/paper/checker/opened";

/** In which language a paper is taken along, and as which file. */
export function PaperChoice({ language, hint }: { language: AlertLanguage; hint?: string }) {
  const t = useTranslations("papers.choice");
  const inLanguage = useTranslations("alerts.language");
  return (
    <>
      <SelectField
        name="in"
        label={t("language")}
        {...(hint && { hint })}
        defaultValue={language}
        options={alertLanguages.map((one) => ({ value: one, label: inLanguage(one) }))}
      />
      <SelectField
        name="as"
        label={t("as")}
        defaultValue="pdf"
        options={paperFormats.map((one) => ({ value: one, label: t(`format.${one}`) }))}
      />
    </>
  );
}
