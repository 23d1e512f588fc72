import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import type { FormServerAction } from "@/components/forms/use-action-form";
import { Panel } from "@/components/ui/panel";
import type { CaseVisibility } from "@/db/reference/words";

/** Whether the whole organisation reads the case. */
export function VisibilityPanel({
  caseId,
  visibility,
  organisation,
  mayLead,
  action,
}: {
  caseId: string;
  visibility: CaseVisibility;
  organisation: string;
  mayLead: boolean;
  action: FormServerAction<void>;
}) {
  const t = useTranslations("cases.sharing");
  const isOpen = visibility === "organisation";
  return (
    <Panel title={t("organisation")}>
      <p className="mb-3 max-w-measure">
        {isOpen ? t("organisationAll", { organisation }) : t("organisationTeam")}
      </p>
      {mayLead && (
        <ActionForm
          action={action}
          hidden={{ caseId, visibility: isOpen ? "team" : "organisation" }}
          submit={t(isOpen ? "closeToOrganisation" : "openToOrganisation")}
          look="secondary"
          size="small"
        />
      )}
    </Panel>
  );
}
