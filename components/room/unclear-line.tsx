"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import type { Speaker } from "@/lib/room/room";
import { StepForm, useDesk } from "./desk-context";

/** A line that names no single State for certain: what it may mean, to be said and never guessed. */
export function UnclearLine({ speaker }: { speaker: Speaker }) {
  const t = useTranslations("room.unclear");
  const { choices } = useDesk();
  const { id, members, offered, isGroup } = speaker;
  if (members.length > 1) {
    return (
      <div className="flex flex-col gap-2">
        <p className="text-caution">{t("several")}</p>
        <div className="flex flex-wrap gap-2">
          {members.map(({ key, name }) => (
            <StepForm key={key} kind="mean" fields={{ id, as: "together", state: key }}>
              <Button type="submit" size="small">
                {t("together", { state: name })}
              </Button>
            </StepForm>
          ))}
          <StepForm kind="mean" fields={{ id, as: "apart" }}>
            <Button type="submit" size="small">
              {t("apart")}
            </Button>
          </StepForm>
        </div>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <p className="text-caution">{t(isGroup ? "group" : "which")}</p>
      <div className="flex flex-wrap gap-2">
        {offered.map(({ key, name }) => (
          <StepForm key={key} kind="mean" fields={{ id, as: "state", state: key }}>
            <Button type="submit" size="small" aria-label={t("isOf", { state: name })}>
              <bdi data-written="">{name}</bdi>
            </Button>
          </StepForm>
        ))}
        <StepForm kind="mean" fields={{ id, as: "other" }}>
          <Button type="submit" size="small" look="quiet">
            {t("other")}
          </Button>
        </StepForm>
      </div>
      <StepForm kind="mean" fields={{ id, as: "state" }} className="flex flex-wrap items-end gap-2">
        <SelectField
          name="state"
          label={t("another")}
          className="w-56"
          options={choices.map(({ key, name }) => ({ value: key, label: name }))}
        />
        <Button type="submit">{t("choose")}</Button>
      </StepForm>
    </div>
  );
}
