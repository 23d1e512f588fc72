"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormKey } from "@/components/forms/form-key";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { TextArea } from "@/components/ui/text-field";
import { StepForm, useDesk } from "./desk-context";

/** The list, pasted or typed, and the States that promised and are not in it. */
export function AddSpeakers({ missing, isOpen }: { missing: number; isOpen: boolean }) {
  const t = useTranslations("room.add");
  const refused = useDesk().typed("text") ?? "";
  const [typed, setTyped] = useState(refused);
  const body = (
    <div className="flex flex-col gap-5">
      <StepForm
        kind="add"
        settled={(isDone) => {
          if (isDone) {
            setTyped("");
          }
        }}
        className="flex flex-col items-start gap-3"
      >
        <FormKey />
        <div className="w-full max-w-measure">
          <TextArea
            name="text"
            label={t("label")}
            hint={t("hint")}
            rows={6}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
        {!isOpen && (
          <label className="flex min-h-row items-center gap-2">
            <input
              type="checkbox"
              name="again"
              value="yes"
              className="size-[1.125rem] shrink-0 accent-accent"
            />
            <span>{t("again")}</span>
          </label>
        )}
        <Button type="submit" look="primary">
          {t("submit")}
        </Button>
      </StepForm>
      {missing > 0 && (
        <StepForm kind="addPromised" className="flex flex-col items-start gap-2">
          <p>{t("missing", { count: missing })}</p>
          <Button type="submit">{t("addMissing")}</Button>
        </StepForm>
      )}
    </div>
  );
  return isOpen ? (
    <Panel title={t("title")}>{body}</Panel>
  ) : (
    <details
      open={refused !== "" || undefined}
      className="rounded-panel border border-line bg-surface px-4"
    >
      <summary className="flex min-h-11 cursor-pointer items-center font-semibold text-accent">
        {t("more")}
      </summary>
      <div className="pb-4">{body}</div>
    </details>
  );
}
