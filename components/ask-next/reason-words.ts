import { useTranslations } from "next-intl";
import type { RegionalGroup } from "@/db/reference/regional-groups";
import type { Finding } from "@/lib/ask-next/ask-next";
import { knownDate } from "@/lib/dates/stored-date";
import { useFormats } from "@/lib/i18n/formats";

/** Says a finding in the reader's words. */
export function useReasonWords(): (finding: Finding) => string {
  const t = useTranslations("askNext.reason");
  const group = useTranslations("states.groupShort");
  const { date, list } = useFormats();
  return (finding) => {
    switch (finding.kind) {
      case "country": {
        if (finding.how === "heard") {
          return t("country.heard", { times: finding.times });
        }
        return finding.years.length === 0
          ? t(`country.${finding.how}Undated`)
          : t(`country.${finding.how}`, { years: list(finding.years.map(String)) });
      }
      case "reprisals":
        return t(`reprisals.${finding.how}`, { times: finding.times });
      case "guidelines":
        return t(`guidelines.${finding.how}`);
      case "council":
        return t(`council.${finding.how}`);
      case "speaks":
        return t(`speaks.${finding.how}`);
      case "balance":
        return t(`balance.${finding.how}`, { group: group(finding.group as RegionalGroup) });
      case "elsewhere":
        return t(`elsewhere.${finding.how}`, { times: finding.times });
      case "contact":
        return t(`contact.${finding.how}`, {
          day: date(knownDate(finding.contact.had)),
          by: finding.contact.by,
        });
      case "caution":
        return t("caution");
      case "capacity":
        return t("capacity");
    }
  };
}
