import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { changeSupportRequest } from "@/lib/support/requests/actions";
import { RequestFields, type RequestValues, useRequestLabels } from "./request-fields";

/** Writes a request anew, over the state of it that the form began with. */
export function ChangeRequestForm({
  caseId,
  requestId,
  version,
  states,
  values,
}: {
  caseId: string;
  requestId: string;
  version: number;
  states: { value: string; label: string }[];
  values: RequestValues;
}) {
  const t = useTranslations("support.form");
  return (
    <ActionForm
      action={changeSupportRequest}
      hidden={{ caseId, requestId, version: String(version) }}
      submit={t("save")}
      className="max-w-2xl"
      labels={useRequestLabels()}
    >
      <RequestFields states={states} values={values} />
    </ActionForm>
  );
}
