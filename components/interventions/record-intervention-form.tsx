"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ActionForm, useFormParts } from "@/components/forms/action-form";
import { FormArea, FormSelect, FormText } from "@/components/forms/form-fields";
import { FieldGroup } from "@/components/ui/choice-group";
import { Notice } from "@/components/ui/notice";
import { type Forum, modalities, namings } from "@/db/reference/words";
import { recordIntervention } from "@/lib/interventions/actions";
import { EvidenceFields } from "./evidence-fields";

/** Records what a State said on a case at a session; a joint statement credits the others once each. */
export function RecordInterventionForm({
  caseId,
  session,
  states,
  speaker,
  saidOn,
}: {
  caseId: string;
  session: { id: string; forum: Forum };
  /** Without the State concerned. */
  states: { key: string; name: string }[];
  speaker?: string;
  saidOn?: string;
}) {
  const t = useTranslations("interventions.record");
  const words = useTranslations("commitments");
  return (
    <ActionForm
      action={recordIntervention}
      hidden={{ sessionId: session.id, "caseIds[]": caseId }}
      submit={t("submit")}
      saved={t("done")}
      labels={{
        deliveredBy: t("speaker"),
        source: t("source"),
        evidenceKind: t("kind"),
        grade: t("grade"),
        sourceUrl: t("url"),
        saidOn: t("saidOn"),
        onBehalfOfNames: t("otherStates"),
      }}
      outcome={() => (
        <Notice tone="done" role="status" title={t("done")}>
          <Link
            href={`/commitments?case=${caseId}&session=${session.id}` as Route}
            className="link target"
          >
            {words("new.see")}
          </Link>
        </Notice>
      )}
    >
      <FormSelect
        name="deliveredBy"
        label={t("speaker")}
        options={states.map(({ key, name }) => ({ value: key, label: name }))}
        {...(speaker && { defaultValue: speaker })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <FormText
          name="saidOn"
          type="date"
          label={t("saidOn")}
          optional
          defaultValue={saidOn ?? ""}
        />
        <FormSelect
          name="saidPrecision"
          label={t("precision")}
          placeholder={null}
          defaultValue="day"
          options={(["day", "month", "year", "about", "unknown"] as const).map((one) => ({
            value: one,
            label: t(`precisions.${one}`),
          }))}
        />
        <FormSelect
          name="modality"
          label={t("modality")}
          optional
          placeholder={t("notKnown")}
          options={modalities[session.forum].map((one) => ({
            value: one,
            label: words(`modality.${one}`),
          }))}
        />
        <FormSelect
          name="naming"
          label={t("naming")}
          optional
          placeholder={t("notKnown")}
          options={namings.map((one) => ({ value: one, label: words(`naming.${one}`) }))}
        />
      </div>
      <ForOthers>
        <div className="mt-3 flex flex-col gap-4">
          <FormArea
            name="onBehalfOfNames"
            label={t("otherStates")}
            hint={t("otherStatesHint")}
            optional
          />
          <FormText
            name="onBehalfOf"
            label={t("onBehalfOf")}
            hint={t("onBehalfOfHint")}
            optional
            maxLength={300}
          />
        </div>
      </ForOthers>
      <FormArea name="summary" label={t("summary")} optional rows={2} />
      <FieldGroup label={t("evidenceTitle")}>
        <div className="flex flex-col gap-5 pt-2">
          <EvidenceFields />
        </div>
      </FieldGroup>
    </ActionForm>
  );
}

/** Folded until it is needed; open where the pasted names came back with a question. */
function ForOthers({ children }: { children: ReactNode }) {
  const t = useTranslations("interventions.record");
  const { fault, typed } = useFormParts();
  return (
    <details
      suppressHydrationWarning
      open={Boolean(fault("onBehalfOfNames") || typed("onBehalfOfNames"))}
    >
      <summary className="link target w-fit">{t("forOthers")}</summary>
      {children}
    </details>
  );
}
