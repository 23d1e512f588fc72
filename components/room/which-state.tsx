"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import type { Step } from "@/lib/room/input";
import type { Speaker } from "@/lib/room/room";
import { StepForm, useDesk } from "./desk-context";

/** Asks which State some words mean: the near ones to press on, that it is none, and all others to choose from. */
export function WhichState({
  kind,
  fields,
  offered,
  question,
}: {
  kind: Extract<Step["kind"], "mean" | "member">;
  /** What the answer is about. */
  fields: Record<string, string>;
  offered: Speaker["offered"];
  question: string;
}) {
  const t = useTranslations("room.unclear");
  const { choices } = useDesk();
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-2 text-caution">{question}</legend>
      <div className="flex flex-wrap gap-2">
        {offered.map(({ key, name }) => (
          <StepForm key={key} kind={kind} fields={{ ...fields, as: "state", state: key }}>
            <Button type="submit" size="small" aria-label={t("isOf", { state: name })}>
              <bdi data-written="">{name}</bdi>
            </Button>
          </StepForm>
        ))}
        <StepForm kind={kind} fields={{ ...fields, as: "other" }}>
          <Button type="submit" size="small" look="quiet">
            {t("other")}
          </Button>
        </StepForm>
      </div>
      <StepForm
        kind={kind}
        fields={{ ...fields, as: "state" }}
        className="flex flex-wrap items-end gap-2"
      >
        <SelectField
          name="state"
          label={t("another")}
          className="w-56"
          options={choices.map(({ key, name }) => ({ value: key, label: name }))}
        />
        <Button type="submit">{t("choose")}</Button>
      </StepForm>
    </fieldset>
  );
}
