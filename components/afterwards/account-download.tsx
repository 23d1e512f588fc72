import { useTranslations } from "next-intl";
import { buttonClasses } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Download } from "@/components/ui/icons";

/** Takes the account out as a file. An ordinary link, which nothing follows before somebody does. */
export function AccountDownload({ sessionId }: { sessionId: string }) {
  const t = useTranslations("afterwards.file");
  return (
    <div className="flex flex-col items-start gap-1 print:hidden">
      <a
        href={`/sessions/${sessionId}/after/csv`}
        download
        className={buttonClasses({ size: "small" })}
      >
        <Icon of={Download} size={16} />
        {t("submit")}
      </a>
      <p className="text-meta text-ink-muted">{t("hint")}</p>
    </div>
  );
}
