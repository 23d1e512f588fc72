import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { AlertLanguage } from "@/db/reference/words";
import { presentText } from "@/lib/alert-history/shown";

/** Said wherever a version is acted on while the text that is written has gone on from it. */
export function MovedOn({
  of: version,
  says,
  place: { caseId, alertId },
  language,
}: {
  of: { id: string; number: number };
  /** What is done with the version's words here. */
  says: "list" | "issue" | "signOn" | "signOnPassed";
  place: { caseId: string; alertId: string };
  language: AlertLanguage;
}) {
  const t = useTranslations("alerts.movedOn");
  const sides = `from=${version.id}&to=${presentText}&language=${language}`;
  return (
    <Notice tone="caution" title={t(says, { number: version.number })}>
      <Link
        href={`/cases/${caseId}/alerts/${alertId}/history?${sides}` as Route}
        prefetch={false}
        className="link target"
      >
        {t("compare", { number: version.number })}
      </Link>
    </Notice>
  );
}
