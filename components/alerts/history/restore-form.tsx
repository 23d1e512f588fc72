"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import type { FormServerAction } from "@/components/forms/use-action-form";
import { Notice } from "@/components/ui/notice";
import type { AlertLanguage } from "@/db/reference/words";

/** Makes the text what a version holds; what that means stands above the button. */
export function RestoreForm({
  action,
  of,
  number,
  language,
  languageName,
}: {
  action: FormServerAction<number>;
  of: { caseId: string; alertId: string; versionId: string };
  number: number;
  language: AlertLanguage;
  languageName: string;
}) {
  const t = useTranslations("history.restore");
  return (
    <ActionForm
      action={action}
      hidden={{ ...of, language }}
      submit={t("submit", { number, language: languageName })}
      look="secondary"
      outcome={(restored) => <Notice tone="done" title={t("done", { number: restored })} />}
    >
      <p>{t("what", { number, language: languageName })}</p>
      <p className="text-ink-muted">{t("passages")}</p>
    </ActionForm>
  );
}
