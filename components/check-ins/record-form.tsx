import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormArea, FormRadios, FormText } from "@/components/forms/form-fields";
import { checkInAnswers } from "@/db/reference/support-words";
import { recordCheckIn } from "@/lib/check-ins/actions";

/** What was heard at one check-in, when, and a word about it. */
export function RecordForm({
  caseId,
  timeId,
  answer,
  title,
  seen,
  isEarly = false,
}: {
  caseId: string;
  timeId: string;
  answer?: string | undefined;
  title: string;
  /** How many records of it the page shows. */
  seen: number;
  /** It is not due yet. */
  isEarly?: boolean;
}) {
  const t = useTranslations("checkIns");
  return (
    <ActionForm
      action={recordCheckIn}
      hidden={{ caseId, timeId, seen: String(seen), ...(isEarly && { early: "yes" }) }}
      submit={t("page.save")}
      look="secondary"
      of={timeId}
      fold={{ words: title }}
      labels={{
        answer: t("page.answer"),
        heardAt: t("page.heardAt"),
        note: t("page.note2"),
      }}
    >
      <FormRadios
        name="answer"
        label={t("page.answer")}
        options={checkInAnswers.map((value) => ({ value, label: t(`answers.${value}`) }))}
        defaultValue={answer}
      />
      <FormText
        name="heardAt"
        type="datetime-local"
        label={t("page.heardAt")}
        hint={t("page.heardAtHint")}
        optional
      />
      <FormArea name="note" label={t("page.note2")} hint={t("page.note2Hint")} optional rows={2} />
    </ActionForm>
  );
}
