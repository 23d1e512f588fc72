import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { AlertStage } from "@/db/reference/words";

const says = {
  in_review: "review",
  consent_check: "review",
  sign_on: "signOn",
  issued: "issued",
  updated: "issued",
} as const;

/** Said to whoever may type while a version is looked at, signed or out: what becomes of their words, before they type. */
export function BesideVersion({ stage, version }: { stage: AlertStage; version: number | null }) {
  const t = useTranslations("alerts.desk.besideVersion");
  const key = says[stage as keyof typeof says];
  if (!key || version === null) {
    return null;
  }
  return (
    <div className="mb-4 print:hidden">
      <Notice title={t(`${key}.title`, { number: version })}>{t(`${key}.what`)}</Notice>
    </div>
  );
}
