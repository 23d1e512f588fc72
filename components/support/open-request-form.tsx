import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { openSupportRequest } from "@/lib/support/requests/actions";
import { RequestFields, RequestIdentity, useRequestLabels } from "./request-fields";

/** Asks for support: who, in what situation, what for, in this order. */
export function OpenRequestForm({
  caseId,
  defenders,
  states,
}: {
  caseId: string;
  defenders: readonly { id: string; publicLabel: string }[];
  states: { value: string; label: string }[];
}) {
  const t = useTranslations("support.form");
  return (
    <ActionForm
      action={openSupportRequest}
      hidden={{ caseId }}
      submit={t("submit")}
      className="max-w-2xl"
      labels={useRequestLabels()}
    >
      <RequestIdentity defenders={defenders} />
      <RequestFields states={states} />
    </ActionForm>
  );
}
