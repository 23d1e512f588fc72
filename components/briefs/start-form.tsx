import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormSelect } from "@/components/forms/form-fields";
import { type AlertLanguage, alertLanguages } from "@/db/reference/words";
import { startBrief } from "@/lib/briefs/pre-session/actions";
import type { BriefCase } from "@/lib/briefs/pre-session/brief";
import { CaseChoice } from "./case-choice";

/** Which cases the brief is about, and in which language it is. */
export function StartForm({
  sessionId,
  stateKey,
  cases,
  language,
}: {
  sessionId: string;
  stateKey: string;
  cases: readonly BriefCase[];
  language: AlertLanguage;
}) {
  const t = useTranslations("briefs.start");
  const inLanguage = useTranslations("alerts.language");
  return (
    <ActionForm
      action={startBrief}
      hidden={{ sessionId, stateKey }}
      labels={{ caseIds: t("cases"), language: t("language") }}
      submit={t("go")}
      className="max-w-2xl"
    >
      <CaseChoice
        cases={cases}
        chosen={cases.filter(({ told }) => told !== "no").map(({ id }) => id)}
      />
      <FormSelect
        name="language"
        label={t("language")}
        hint={t("languageHint")}
        defaultValue={language}
        options={alertLanguages.map((one) => ({ value: one, label: inLanguage(one) }))}
      />
    </ActionForm>
  );
}
