"use client";

import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormRadios } from "@/components/forms/form-fields";
import { Choice } from "@/components/ui/choice-group";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { supportEndings } from "@/db/reference/support-words";
import { closeSupportRequest, reopenSupportRequest } from "@/lib/support/requests/actions";

/** Ends a request, saying how it ended; or opens it again. */
export function EndRequest({
  caseId,
  requestId,
  isClosed,
}: {
  caseId: string;
  requestId: string;
  isClosed: boolean;
}) {
  const t = useTranslations("support");
  const ids = { caseId, requestId };
  if (isClosed) {
    return (
      <ActionForm
        action={reopenSupportRequest}
        hidden={ids}
        submit={t("page.reopen")}
        look="secondary"
        size="small"
      />
    );
  }
  return (
    <Panel title={t("page.close")}>
      <ActionForm
        action={closeSupportRequest}
        hidden={ids}
        submit={t("page.closeGo")}
        look="secondary"
        labels={{ closedAs: t("page.closeHow") }}
        refused={(messageKey) =>
          messageKey === "support.page.wentOut" ? (
            <>
              <Notice tone="danger" role="alert" title={t("page.wentOut")} />
              <Choice type="checkbox" name="sure" value="yes" label={t("page.mistakeAllTheSame")} />
            </>
          ) : null
        }
      >
        <FormRadios
          name="closedAs"
          label={t("page.closeHow")}
          options={supportEndings.map((value) => ({ value, label: t(`endings.${value}`) }))}
        />
      </ActionForm>
    </Panel>
  );
}
