import { useLocale, useTranslations } from "next-intl";
import type { UnLanguage } from "@/db/reference/languages";
import type { ConsentScope } from "@/db/reference/words";
import { stateName } from "@/lib/states/names";

/** What an answer is about, with its recipient where it has one: "Share with Example Partner". */
export function useScopeName() {
  const t = useTranslations("consent");
  const locale = useLocale();
  return (
    scope: ConsentScope,
    consent?: {
      targetOrganisation: string | null;
      targetStateNames: Record<UnLanguage, string> | null;
    },
  ) => {
    if (scope === "share_with_organisation" && consent?.targetOrganisation) {
      return t(`scopeTo.${scope}`, { recipient: consent.targetOrganisation });
    }
    if (scope === "share_with_mission" && consent?.targetStateNames) {
      const recipient = stateName({ names: consent.targetStateNames }, locale);
      return t(`scopeTo.${scope}`, { recipient });
    }
    return t(`scope.${scope}`);
  };
}
