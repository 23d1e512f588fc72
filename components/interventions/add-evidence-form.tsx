"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { addEvidence } from "@/lib/interventions/actions";
import { EvidenceFields } from "./evidence-fields";

/** A further source for the same intervention; it stays beside the others. */
export function AddEvidenceForm({ interventionId }: { interventionId: string }) {
  const t = useTranslations("interventions");
  return (
    <details suppressHydrationWarning>
      <summary className="link target w-fit">{t("add.title")}</summary>
      <ActionForm
        action={addEvidence}
        hidden={{ interventionId }}
        submit={t("add.submit")}
        saved={t("add.done")}
        look="secondary"
        size="small"
        labels={{
          source: t("record.source"),
          evidenceKind: t("record.kind"),
          grade: t("record.grade"),
        }}
        className="mt-3 max-w-measure"
      >
        <p className="text-ink-muted">{t("add.hint")}</p>
        <EvidenceFields />
      </ActionForm>
    </details>
  );
}
