"use client";

import { useTranslations } from "next-intl";
import { FormArea, FormSelect, FormText } from "@/components/forms/form-fields";
import { grades, tellableEvidenceKinds } from "@/db/reference/words";

/** Why we believe it: kind and grade first, since they are needed, then whatever else is known of the source. */
export function EvidenceFields() {
  const t = useTranslations("interventions");
  return (
    <>
      <FormText
        name="source"
        label={t("record.source")}
        hint={t("record.sourceHint")}
        maxLength={500}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <FormSelect
          name="evidenceKind"
          label={t("record.kind")}
          options={tellableEvidenceKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        />
        <FormSelect
          name="grade"
          label={t("record.grade")}
          options={grades.map((grade) => ({ value: grade, label: t(`grade.${grade}`) }))}
        />
      </div>
      <FormArea name="quote" label={t("record.quote")} optional />
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <FormText name="quoteLanguage" label={t("record.quoteLanguage")} optional maxLength={35} />
        <FormText
          name="timeCode"
          label={t("record.timeCode")}
          hint={t("record.timeCodeHint")}
          optional
          maxLength={30}
        />
        <FormText name="sourceUrl" type="url" label={t("record.url")} optional maxLength={2000} />
        <FormText name="symbol" label={t("record.symbol")} optional maxLength={100} />
      </div>
    </>
  );
}
