"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormText } from "@/components/forms/form-fields";
import type { FormServerAction } from "@/components/forms/use-action-form";
import type { AlertLanguage, Audience } from "@/db/reference/words";
import { type Obstacles, WhatStops } from "./what-stops";

/** The last step: what the edition corrects, where there was one before, and the button. */
export function IssueForm({
  action,
  of,
  audience,
  language,
  mustSayCorrection,
}: {
  action: FormServerAction<{ editionId: string } | ({ editionId: null } & Obstacles)>;
  of: { caseId: string; alertId: string; versionId: string };
  audience: Audience;
  language: AlertLanguage;
  mustSayCorrection: boolean;
}) {
  const t = useTranslations("editions.leaving");
  return (
    <ActionForm
      action={action}
      hidden={{ ...of, audience, language }}
      labels={{ correction: t("correction") }}
      submit={t(`submit.${audience}`)}
      outcome={(result) =>
        result.editionId === null && <WhatStops of={result} caseId={of.caseId} />
      }
    >
      {mustSayCorrection && (
        <FormText
          name="correction"
          label={t("correction")}
          hint={t("correctionHint")}
          maxLength={500}
          required
        />
      )}
    </ActionForm>
  );
}
