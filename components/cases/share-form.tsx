"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormRadios, FormSelect, FormText } from "@/components/forms/form-fields";
import type { FormServerAction } from "@/components/forms/use-action-form";
import { Notice } from "@/components/ui/notice";
import { shareLevels } from "@/db/reference/words";
import type { ShareOutcome } from "@/lib/shares/share";

/** Shares a case with a partner. Where consent is missing it says whose, and where to record it. */
export function ShareForm({
  action,
  caseId,
  partners,
}: {
  action: FormServerAction<ShareOutcome>;
  caseId: string;
  partners: { value: string; label: string }[];
}) {
  const t = useTranslations("cases.sharing");
  return (
    <ActionForm
      action={action}
      hidden={{ caseId }}
      submit={t("share")}
      look="secondary"
      labels={{ partnerOrgId: t("choosePartner"), level: t("chooseLevel"), endsOn: t("endsOn") }}
      outcome={(outcome) => <Outcome outcome={outcome} caseId={caseId} />}
    >
      <FormSelect
        name="partnerOrgId"
        label={t("choosePartner")}
        options={partners}
        className="max-w-96"
      />
      <FormRadios
        name="level"
        label={t("chooseLevel")}
        defaultValue="read"
        options={shareLevels.map((value) => ({ value, label: t(`levels.${value}`) }))}
      />
      <FormText
        name="endsOn"
        type="date"
        label={t("endsOn")}
        hint={t("endsOnHint")}
        optional
        className="max-w-96"
      />
    </ActionForm>
  );
}

function Outcome({ outcome, caseId }: { outcome: ShareOutcome; caseId: string }) {
  const t = useTranslations("cases.sharing");
  if (outcome.shared) {
    return <Notice tone="done" role="status" title={t("shared")} />;
  }
  if (outcome.noDefenders) {
    return <Notice tone="caution" role="alert" title={t("notSharedNobody")} />;
  }
  return (
    <Notice tone="caution" role="alert" title={t("notShared")}>
      <ul>
        {outcome.missing.map(({ defenderId, publicLabel, reason }) => (
          <li key={defenderId} dir="auto">
            {t(`missing.${reason}`, { label: publicLabel })}.{" "}
            <Link
              href={`/cases/${caseId}/people/${defenderId}/consent` as Route}
              prefetch={false}
              className="link target"
            >
              {t("askThem")}
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
