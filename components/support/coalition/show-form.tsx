"use client";

import { useTranslations } from "next-intl";
import { FormRadios, FormText } from "@/components/forms/form-fields";
import { SureForm } from "@/components/forms/sure-form";
import { showRequest } from "@/lib/support/shown/actions";
import type { ShownToPartner } from "@/lib/support/shown/shown";

/** Shows a request to one partner, at a level; or changes what is shown. */
export function ShowForm({
  of,
  region,
  mayTellMore,
  standing,
}: {
  of: { caseId: string; requestId: string; partnerOrgId: string };
  /** What the region would be called; null where it is not known. */
  region: string | null;
  /** Whether the person agreed that this partner is told more. */
  mayTellMore: boolean;
  standing: ShownToPartner | null;
}) {
  const t = useTranslations("coalition");
  const show = useTranslations("coalition.show");
  const levels = standing?.level === "more" ? (["more"] as const) : (["outline", "more"] as const);
  return (
    <SureForm
      action={showRequest}
      hidden={{ ...of }}
      submit={show(standing ? "change" : "go")}
      saved={show("done")}
      labels={{
        level: show("level"),
        region: show("region"),
        expiresOn: show("until"),
      }}
    >
      <FormRadios
        name="level"
        label={show("level")}
        options={levels.map((value) => ({
          value,
          label: t(`levels.${value}`),
          hint: value === "more" && !mayTellMore ? show("needsConsent") : t(`levelHints.${value}`),
          disabled: value === "more" && !mayTellMore,
        }))}
        defaultValue={standing?.level}
      />
      <FormRadios
        name="region"
        label={show("region")}
        hint={show("regionHint")}
        options={[
          {
            value: "tell",
            label: region ? show("regionTell", { region }) : show("regionTellUnknown"),
            disabled: region === null,
          },
          { value: "leave_out", label: show("regionLeave") },
        ]}
        defaultValue={standing ? (standing.region ? "tell" : "leave_out") : undefined}
      />
      <FormText
        name="expiresOn"
        type="date"
        label={show("until")}
        hint={show("untilHint")}
        optional
        width="medium"
        defaultValue={standing?.expiresOn ?? undefined}
      />
      <p className="max-w-measure text-meta text-ink-muted">{show("whoTakes")}</p>
    </SureForm>
  );
}
