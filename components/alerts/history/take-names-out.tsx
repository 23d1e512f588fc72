"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import type { FormServerAction } from "@/components/forms/use-action-form";
import { Notice } from "@/components/ui/notice";

/** Takes typed names out of the versions that were kept; what that means stands above the button. */
export function TakeNamesOut({
  action,
  of,
}: {
  action: FormServerAction<{ changed: number; stays: number }>;
  of: { caseId: string; alertId: string };
}) {
  const t = useTranslations("history.names");
  return (
    <ActionForm
      action={action}
      hidden={of}
      submit={t("submit")}
      look="secondary"
      outcome={({ changed, stays }) => (
        <Notice tone="done" role="status" title={t("done", { count: changed })}>
          {stays > 0 && <p>{t("doneStays", { count: stays })}</p>}
        </Notice>
      )}
    >
      <p>{t("what")}</p>
    </ActionForm>
  );
}
