"use client";

import { useTranslations } from "next-intl";
import { useFormParts } from "@/components/forms/action-form";
import { FormArea, FormSelect, FormText } from "@/components/forms/form-fields";
import { wordingKinds } from "@/db/reference/words";
import { type BriefInputs, mostWordings } from "@/lib/briefs/written/brief";

/** Empty places below what is written, for more. */
const furtherRows = 2;

/** The sentences to lift, with places for more. One that was typed keeps its place when the form comes back. */
export function WordingsField({ wordings }: { wordings: BriefInputs["wordings"] }) {
  const t = useTranslations("briefs.write");
  const kinds = useTranslations("briefs.wordingKind");
  const { typed } = useFormParts();
  const all = Array.from({ length: mostWordings }, (_, at) => at);
  const lastTyped = all.findLast((at) => typed(`text${at}`)) ?? -1;
  const rows = all.slice(0, Math.max(wordings.length + furtherRows, lastTyped + 1));
  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="mb-1 font-semibold">{t("wordings")}</legend>
      <p className="text-meta text-ink-muted">{t("wordingsHint")}</p>
      {rows.map((at) => (
        <fieldset key={at} className="flex min-w-0 flex-col gap-2 border-s-2 border-line ps-3">
          <legend className="sr-only">{t("wording", { number: at + 1 })}</legend>
          <div className="flex flex-wrap gap-3">
            <FormText
              name={`place${at}`}
              label={t("place")}
              type="number"
              min={1}
              max={99}
              inputMode="numeric"
              width="short"
              optional
              defaultValue={at + 1}
            />
            <FormSelect
              name={`kind${at}`}
              label={t("kind")}
              defaultValue={wordings[at]?.kind ?? "recommendation"}
              options={wordingKinds.map((one) => ({ value: one, label: kinds(one) }))}
            />
          </div>
          <FormArea
            name={`text${at}`}
            label={t("text")}
            rows={3}
            maxLength={1_000}
            optional
            defaultValue={wordings[at]?.text ?? ""}
          />
        </fieldset>
      ))}
    </fieldset>
  );
}
