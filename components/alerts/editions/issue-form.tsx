"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormCheck, FormText } from "@/components/forms/form-fields";
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
  says,
  isResigned,
  lacks,
  lacksSections,
  withNames,
}: {
  action: FormServerAction<{ editionId: string } | ({ editionId: null } & Obstacles)>;
  of: { caseId: string; alertId: string; versionId: string };
  audience: Audience;
  language: AlertLanguage;
  mustSayCorrection: boolean;
  /** What there is to say already: who has signed since. */
  says: string;
  /** The same text, with signatures that came since. */
  isResigned: boolean;
  /** How many of those who were asked have not signed. */
  lacks: number;
  /** How many sections of the source are not in this language. */
  lacksSections: number;
  /** Whether a signatory's capacity holds a protected name, so that it goes out without capacities. */
  withNames: boolean;
}) {
  const t = useTranslations("editions.leaving");
  return (
    <ActionForm
      action={action}
      hidden={{ ...of, audience, language }}
      labels={{ correction: t("correction") }}
      submit={t(isResigned ? "submitResigned" : `submit.${audience}`)}
      outcome={(result) =>
        result.editionId === null && (
          <WhatStops of={result} caseId={of.caseId} audience={audience} />
        )
      }
    >
      {mustSayCorrection && (
        <FormText
          name="correction"
          label={t("correction")}
          hint={t(isResigned ? "resignedHint" : "correctionHint")}
          defaultValue={says}
          maxLength={500}
          required
        />
      )}
      {withNames && <FormCheck name="withoutCapacities" required label={t("withoutCapacities")} />}
      {lacksSections > 0 && (
        <FormCheck
          name="knowsLacking"
          required
          label={t("knowsLacking", { count: lacksSections })}
        />
      )}
      {lacks > 0 && <FormCheck name="sure" required label={t("sure", { count: lacks })} />}
    </ActionForm>
  );
}
