"use client";

import { useTranslations } from "next-intl";
import { useFormParts } from "@/components/forms/action-form";
import { FormSelect } from "@/components/forms/form-fields";
import { FieldError } from "@/components/ui/field";
import { type ConsentScope, consentScopes } from "@/db/reference/words";

const choices = ["not_asked", "yes", "anonymous", "no"] as const;

/** One line per use with its four answers; the two uses that concern somebody in particular ask whom. */
export function ConsentAnswers({
  partners,
  states,
}: {
  partners: { value: string; label: string }[];
  states: { value: string; label: string }[];
}) {
  const t = useTranslations("consent");
  const choose = useTranslations("forms")("choose");
  const { fault } = useFormParts();
  const error = fault("answers");
  return (
    <div id="answers" className="rounded-panel border border-line bg-surface px-4">
      {error && (
        <div className="pt-3">
          <FieldError id="answers-error">{error}</FieldError>
        </div>
      )}
      {consentScopes.map((scope) => (
        <Line key={scope} scope={scope} legend={t(`scope.${scope}`)}>
          {scope === "share_with_organisation" && (
            <FormSelect
              name={`target.${scope}`}
              label={t("form.partner")}
              required={false}
              defaultValue=""
              placeholder={choose}
              options={partners}
              className="max-w-80"
            />
          )}
          {scope === "share_with_mission" && (
            <FormSelect
              name={`target.${scope}`}
              label={t("form.mission")}
              required={false}
              defaultValue=""
              placeholder={choose}
              options={states}
              className="max-w-80"
            />
          )}
        </Line>
      ))}
    </div>
  );
}

function Line({
  scope,
  legend,
  children,
}: {
  scope: ConsentScope;
  legend: string;
  children: React.ReactNode;
}) {
  const t = useTranslations("consent.answer");
  const { typed, round } = useFormParts();
  const name = `answer.${scope}`;
  const chosen = typed(name, "not_asked");
  return (
    <fieldset className="border-b border-line py-3 last:border-b-0">
      <legend className="float-start w-full font-semibold sm:w-64">{legend}</legend>
      <div className="flex flex-wrap gap-x-5 max-sm:clear-both">
        {choices.map((choice) => (
          <label key={`${round} ${choice}`} className="flex min-h-8 items-center gap-2">
            <input
              type="radio"
              name={name}
              value={choice}
              defaultChecked={choice === chosen}
              className="size-[1.125rem] accent-accent"
            />
            {t(choice)}
          </label>
        ))}
      </div>
      {children && <div className="mt-2 clear-both">{children}</div>}
    </fieldset>
  );
}
