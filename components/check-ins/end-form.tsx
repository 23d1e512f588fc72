import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormArea } from "@/components/forms/form-fields";
import { endCheckIn } from "@/lib/check-ins/actions";

/** Asks before agreed check-ins end, and why. */
export function EndForm({ caseId, checkInId }: { caseId: string; checkInId: string }) {
  const t = useTranslations("checkIns.page");
  return (
    <ActionForm
      action={endCheckIn}
      hidden={{ caseId, checkInId }}
      fold={{ words: t("end") }}
      submit={t("endGo")}
      look="secondary"
      className="mt-3"
      labels={{ note: t("endWhy") }}
    >
      <p>
        <span className="block font-semibold">{t("endAsk")}</span>
        <span className="text-ink-muted">{t("endHint")}</span>
      </p>
      <FormArea name="note" label={t("endWhy")} hint={t("note2Hint")} optional rows={2} />
    </ActionForm>
  );
}
