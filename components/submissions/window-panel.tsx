import { useTranslations } from "next-intl";
import { Panel } from "@/components/ui/panel";
import { useFormats } from "@/lib/i18n/formats";
import type { InWindow, ReportWindow } from "@/lib/submissions/window";

/** Whether what is reported falls within the time that the report covers, in words. */
export function WindowPanel({ of: window, place }: { of: ReportWindow; place: InWindow }) {
  const t = useTranslations("submissions.window");
  const { day } = useFormats();
  return (
    <Panel title={t("title")}>
      <p className="font-semibold">{t("time", { from: day(window.from), to: day(window.to) })}</p>
      <p className={place === "outside" ? "text-danger" : undefined}>{t(place)}</p>
      {!window.isStored && (
        <p className="mt-2 text-meta text-ink-muted">
          {t("assumed", { year: String(window.year) })}
        </p>
      )}
    </Panel>
  );
}
