import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormCheck } from "@/components/forms/form-fields";
import type { AlertLanguage, ReportReader } from "@/db/reference/words";
import { askForReport } from "@/lib/briefs/accountability/actions";

/** Makes the report of what was looked at. */
export function ReportForm({
  hash,
  ...choice
}: {
  sessionId: string;
  reader: ReportReader;
  language: AlertLanguage;
  hash: string;
}) {
  const t = useTranslations("afterwards.report");
  return (
    <ActionForm
      action={askForReport}
      hidden={{ ...choice, hash }}
      labels={{ confirmed: t("go") }}
      submit={t("go")}
    >
      <p>{t("makeWhat")}</p>
      <FormCheck name="confirmed" label={t(`confirm.${choice.reader}`)} />
    </ActionForm>
  );
}
