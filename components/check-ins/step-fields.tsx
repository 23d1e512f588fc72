import { useTranslations } from "next-intl";
import { FormArea, FormSelect, FormText } from "@/components/forms/form-fields";
import { mostSteps } from "@/lib/check-ins/check-in";

export interface StepChoices {
  team: readonly { membershipId: string; name: string }[];
  /** Without the State concerned. */
  states: { value: string; label: string }[];
  alerts: readonly { id: string; number: number }[];
}

/** One step: who does it, what they do, whom they tell, and after how long. */
export function StepFields({
  n,
  begun,
  departed,
  team,
  states,
  alerts,
}: {
  n: number;
  /** What the fields begin with, by their names. */
  begun: Record<string, string>;
  /** Who did it and has left the team. */
  departed: string | undefined;
} & StepChoices) {
  const t = useTranslations("checkIns.form");
  return (
    <fieldset className="flex flex-col gap-4 border-s-2 border-line ps-4">
      <legend className="mb-2 font-semibold">{t("step", { n })}</legend>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormSelect
          name={`member${n}`}
          label={t("member")}
          {...(departed && { hint: t("departed", { name: departed }) })}
          optional
          defaultValue={begun[`member${n}`]}
          placeholder={t("memberNone")}
          options={team.map(({ membershipId, name }) => ({ value: membershipId, label: name }))}
        />
        <FormText
          name={`who${n}`}
          label={t("outsider")}
          hint={t("outsiderHint")}
          optional
          maxLength={200}
          autoComplete="off"
          defaultValue={begun[`who${n}`]}
        />
      </div>
      <FormArea
        name={`words${n}`}
        label={t("words")}
        optional
        rows={2}
        defaultValue={begun[`words${n}`]}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <FormSelect
          name={`state${n}`}
          label={t("state")}
          hint={t("stateHint")}
          optional
          placeholder={t("stateNone")}
          defaultValue={begun[`state${n}`]}
          options={states}
        />
        {alerts.length > 0 && (
          <FormSelect
            name={`alert${n}`}
            label={t("alert")}
            optional
            placeholder={t("alertNone")}
            defaultValue={begun[`alert${n}`]}
            options={alerts.map(({ id, number }) => ({
              value: id,
              label: t("alertOption", { number }),
            }))}
          />
        )}
      </div>
      <FormText
        name={`after${n}`}
        label={t("after")}
        hint={t("afterHint")}
        inputMode="numeric"
        maxLength={5}
        width="medium"
        optional
        defaultValue={begun[`after${n}`] ?? "0"}
      />
    </fieldset>
  );
}

/** The names of the fields of the steps from one on. */
export const stepNames = (from: number): string[] =>
  Array.from({ length: mostSteps - from + 1 }, (_, at) => at + from).flatMap((n) =>
    ["member", "who", "words", "state", "alert", "after"].map((name) => `${name}${n}`),
  );

/** The labels of the fields of all steps, for the list of what is wrong. */
export function useStepLabels(): Record<string, string> {
  const t = useTranslations("checkIns.form");
  const fields = { member: "member", who: "outsider", words: "words", state: "state" } as const;
  return Object.fromEntries(
    Array.from({ length: mostSteps }, (_, at) => at + 1).flatMap((n) =>
      Object.entries({ ...fields, alert: "alert", after: "after" } as const).map(([name, key]) => [
        `${name}${n}`,
        `${t("step", { n })}, ${t(key)}`,
      ]),
    ),
  );
}
