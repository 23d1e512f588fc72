import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import {
  type AlertLanguage,
  alertLanguages,
  type ReportReader,
  reportReaders,
} from "@/db/reference/words";

/** For whom a report is and in which language: a form that only reads, so that each choice has an address. */
export function ReportChoice({
  sessionId,
  reader,
  language,
}: {
  sessionId: string;
  reader: ReportReader;
  language: AlertLanguage;
}) {
  const t = useTranslations("afterwards.report");
  const inLanguage = useTranslations("alerts.language");
  return (
    <form
      method="get"
      action={`/sessions/${sessionId}/after/report`}
      className="flex flex-col items-start gap-4"
    >
      <SelectField
        name="for"
        label={t("reader")}
        defaultValue={reader}
        options={reportReaders.map((one) => ({ value: one, label: t(`readerOf.${one}`) }))}
      />
      <SelectField
        name="in"
        label={t("language")}
        defaultValue={language}
        options={alertLanguages.map((one) => ({ value: one, label: inLanguage(one) }))}
      />
      <Button type="submit">{t("show")}</Button>
      <p className="text-meta text-ink-muted">{t(`what.${reader}`)}</p>
    </form>
  );
}
