import { useTranslations } from "next-intl";
import { FormCheckboxes } from "@/components/forms/form-fields";
import type { BriefCase } from "@/lib/briefs/pre-session/brief";

/** The cases that a brief may be about; one that may not be told in public can't be chosen. */
export function CaseChoice({
  cases,
  chosen,
}: {
  cases: readonly BriefCase[];
  chosen: readonly string[];
}) {
  const t = useTranslations("briefs");
  return (
    <FormCheckboxes
      name="caseIds"
      label={t("start.cases")}
      hint={t("start.casesHint")}
      defaultValue={chosen}
      options={cases.map(({ id, reference, title, told }) => ({
        value: id,
        label: (
          <bdi data-written="">
            {reference} · {title}
          </bdi>
        ),
        hint: t(`told.${told}`),
        // What was chosen before stays changeable: it must be possible to leave it out.
        disabled: told === "no" && !chosen.includes(id),
      }))}
    />
  );
}
