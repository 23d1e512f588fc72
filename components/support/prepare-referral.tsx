"use client";

import { useTranslations } from "next-intl";
import { SureForm } from "@/components/forms/sure-form";
import { Panel } from "@/components/ui/panel";
import { prepareReferral } from "@/lib/support/referrals/actions";
import type { OfReferral } from "./refer-consent";

/** Makes the text for one organisation, once the person agreed to it. */
export function PrepareReferral({ of, isAllowed }: { of: OfReferral; isAllowed: boolean }) {
  const t = useTranslations("support.refer");
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
        </SureForm>
      ) : (
        <p className="text-ink-muted">{t("needsConsent")}</p>
      )}
    </Panel>
  );
}
