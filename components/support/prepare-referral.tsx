"use client";

import { useTranslations } from "next-intl";
import { SureForm } from "@/components/forms/sure-form";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import type { ReferralField } from "@/db/reference/words";
import { useFormats } from "@/lib/i18n/formats";
import { prepareReferral } from "@/lib/support/referrals/actions";
import type { OfReferral } from "./refer-consent";

/** Makes the text for one organisation, once the person agreed to it. */
export function PrepareReferral({
  of,
  isAllowed,
  missing,
}: {
  of: OfReferral;
  isAllowed: boolean;
  /** What they agreed to, and of which nothing is kept that could be told. */
  missing: readonly ReferralField[];
}) {
  const t = useTranslations("support.refer");
  const fields = useTranslations("support.fields");
  const { list } = useFormats();
  return (
    <Panel title={t("prepare")}>
      {isAllowed ? (
        <SureForm
          action={prepareReferral}
          hidden={{ ...of }}
          submit={t("prepare")}
          saved={t("prepared")}
        >
          <p className="max-w-measure text-meta text-ink-muted">{t("prepareHint")}</p>
          {missing.length > 0 && (
            <Notice
              tone="caution"
              title={t("missing", { fields: list(missing.map((field) => fields(field))) })}
            />
          )}
        </SureForm>
      ) : (
        <p className="text-ink-muted">{t("needsConsent")}</p>
      )}
    </Panel>
  );
}
