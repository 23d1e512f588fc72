import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import {
  FormArea,
  FormCheckboxes,
  FormRadios,
  FormSelect,
  FormText,
} from "@/components/forms/form-fields";
import { FormFold } from "@/components/forms/form-fold";
import { agreeOnCheckIn } from "@/lib/check-ins/actions";
import { mostSteps } from "@/lib/check-ins/check-in";
import { graces, mostMoments, rhythms } from "@/lib/check-ins/rhythms";
import { type StepChoices, StepFields, stepNames, useStepLabels } from "./step-fields";

const numbers = (most: number) => Array.from({ length: most }, (_, at) => at + 1);

/** What the form offers as grace, with what was agreed before. */
const gracesWith = (agreed: string | undefined): number[] =>
  [...new Set([...graces, ...(agreed ? [Number(agreed)] : [])])].sort((a, b) => a - b);

/** How many steps stand open from the beginning. */
const openSteps = 2;

/** Agrees on check-ins: with whom, when, and what is done if nobody is heard from. */
export function AgreeForm({
  caseId,
  defenders,
  zone,
  zones,
  begun = {},
  insteadOf,
  departed = {},
  ...choices
}: {
  caseId: string;
  defenders: readonly { id: string; publicLabel: string }[];
  zone: string;
  zones: string[];
  /** What the fields begin with, by their names, where agreed check-ins are changed. */
  begun?: Record<string, string>;
  /** The agreed check-ins that end with this. */
  insteadOf?: string | undefined;
  /** By the number of a step, who did it and has left the team. */
  departed?: Record<number, string>;
} & StepChoices) {
  const t = useTranslations("checkIns.form");
  const words = useTranslations("checkIns");
  return (
    <ActionForm
      action={agreeOnCheckIn}
      hidden={{ caseId, ...(insteadOf && { insteadOf }) }}
      submit={t(insteadOf ? "submitChange" : "submit")}
      className="max-w-2xl"
      labels={useAgreeLabels()}
    >
      <h2>{t("who")}</h2>
      <FormRadios
        name="defenderId"
        label={t("defender")}
        hint={t("defenderHint")}
        options={defenders.map(({ id, publicLabel }) => ({ value: id, label: publicLabel }))}
        defaultValue={begun.defenderId ?? (defenders.length === 1 ? defenders[0]?.id : undefined)}
      />
      <FormText
        name="contact"
        label={t("contact")}
        hint={t("contactHint")}
        optional
        maxLength={300}
        autoComplete="off"
        defaultValue={begun.contact}
      />
      <FormText
        name="channel"
        label={t("channel")}
        maxLength={500}
        autoComplete="off"
        defaultValue={begun.channel}
      />
      <FormArea
        name="allRight"
        label={t("allRight")}
        hint={t("allRightHint")}
        rows={2}
        defaultValue={begun.allRight}
      />
      <h2>{t("when")}</h2>
      <FormRadios
        name="rhythm"
        label={t("rhythm")}
        defaultValue={begun.rhythm ?? "daily"}
        options={rhythms.map((value) => ({ value, label: t(`rhythms.${value}`) }))}
      />
      <FormText
        name="timeOfDay"
        type="time"
        label={t("timeOfDay")}
        hint={t("timeOfDayHint")}
        optional
        width="medium"
        defaultValue={begun.timeOfDay}
      />
      <FormCheckboxes
        name="weekdays"
        label={t("weekdays")}
        hint={t("weekdaysHint")}
        optional
        {...(begun.weekdays && { defaultValue: begun.weekdays.split(",") })}
        options={(["1", "2", "3", "4", "5", "6", "7"] as const).map((value) => ({
          value,
          label: words(`weekday.${value}`),
        }))}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <FormText
          name="firstOn"
          type="date"
          label={t("firstOn")}
          hint={t("firstOnHint")}
          optional
          defaultValue={begun.firstOn}
        />
        <FormText
          name="lastOn"
          type="date"
          label={t("lastOn")}
          hint={t("lastOnHint")}
          optional
          defaultValue={begun.lastOn}
        />
      </div>
      <fieldset className="min-w-0">
        <legend className="mb-3 font-semibold">{t("moments")}</legend>
        <div className="grid gap-5 sm:grid-cols-2">
          {numbers(mostMoments).map((n) => (
            <FormText
              key={n}
              name={`moment${n}`}
              type="datetime-local"
              label={t("moment", { n })}
              optional
              defaultValue={begun[`moment${n}`]}
            />
          ))}
        </div>
      </fieldset>
      <FormSelect
        name="zone"
        label={t("zone")}
        hint={t("zoneHint")}
        defaultValue={begun.zone ?? zone}
        options={zones.map((one) => ({ value: one, label: one.replaceAll("_", " ") }))}
      />
      <FormSelect
        name="graceMinutes"
        label={t("grace")}
        hint={t("graceHint")}
        defaultValue={begun.graceMinutes ?? "60"}
        options={gracesWith(begun.graceMinutes).map((count) => ({
          value: String(count),
          label: count % 60 ? words("minutes", { count }) : words("hours", { count: count / 60 }),
        }))}
      />
      <div>
        <h2>{t("steps")}</h2>
        <p className="mt-1 text-meta text-ink-muted">{t("stepsHint")}</p>
      </div>
      {numbers(openSteps).map((n) => (
        <StepFields key={n} n={n} begun={begun} departed={departed[n]} {...choices} />
      ))}
      <FormFold
        of={stepNames(openSteps + 1)}
        words={t("more")}
        isOpen={stepNames(openSteps + 1).some((name) => begun[name])}
      >
        <div className="flex flex-col gap-5">
          {numbers(mostSteps - openSteps).map((n) => (
            <StepFields
              key={n}
              n={n + openSteps}
              begun={begun}
              departed={departed[n + openSteps]}
              {...choices}
            />
          ))}
        </div>
      </FormFold>
    </ActionForm>
  );
}

function useAgreeLabels(): Record<string, string> {
  const t = useTranslations("checkIns.form");
  const moments = Object.fromEntries(
    numbers(mostMoments).map((n) => [`moment${n}`, t("moment", { n })]),
  );
  return {
    ...moments,
    ...useStepLabels(),
    defenderId: t("defender"),
    contact: t("contact"),
    channel: t("channel"),
    allRight: t("allRight"),
    rhythm: t("rhythm"),
    weekdays: t("weekdays"),
    timeOfDay: t("timeOfDay"),
    zone: t("zone"),
    firstOn: t("firstOn"),
    lastOn: t("lastOn"),
    graceMinutes: t("grace"),
  };
}
