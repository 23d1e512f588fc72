"use client";

import { useTranslations } from "next-intl";
import { useFormParts } from "@/components/forms/action-form";
import { FormArea, FormText } from "@/components/forms/form-fields";
import { type LikelyQuestion, mostQuestions } from "@/lib/briefs/written/brief";

/** What is likely to be asked of a speaker and what they say then, with a place for one more. */
export function AnswersField({ answers }: { answers: readonly LikelyQuestion[] }) {
  const t = useTranslations("briefs.speech");
  const { typed } = useFormParts();
  const all = Array.from({ length: mostQuestions }, (_, at) => at);
  const lastTyped = all.findLast((at) => typed(`question${at}`) || typed(`answer${at}`)) ?? -1;
  const rows = all.slice(0, Math.max(answers.length + 1, lastTyped + 1));
  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="mb-1 font-semibold">{t("answers")}</legend>
      <p className="text-meta text-ink-muted">{t("answersHint")}</p>
      {rows.map((at) => (
        <fieldset key={at} className="flex min-w-0 flex-col gap-2 border-s-2 border-line ps-3">
          <legend className="sr-only">{t("questionGroup", { number: at + 1 })}</legend>
          <FormText
            name={`question${at}`}
            label={t("question")}
            maxLength={500}
            optional
            defaultValue={answers[at]?.question ?? ""}
          />
          <FormArea
            name={`answer${at}`}
            label={t("answer")}
            rows={2}
            maxLength={2_000}
            optional
            defaultValue={answers[at]?.answer ?? ""}
          />
        </fieldset>
      ))}
    </fieldset>
  );
}
