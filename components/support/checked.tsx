import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { useFormats } from "@/lib/i18n/formats";
import type { DirectoryEntry } from "@/lib/support/directory/entry";

/** When an entry was last checked, by whom, and whether that is long ago. */
export function Checked({
  of: { checkedOn, checkedBy, isOld },
  isLabelled = false,
}: {
  of: Pick<DirectoryEntry, "checkedOn" | "checkedBy" | "isOld">;
  /** Whether a label stands beside it already. */
  isLabelled?: boolean;
}) {
  const t = useTranslations("support.directory");
  const { day } = useFormats();
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <span>
        {!isLabelled && `${t("checked")}: `}
        {!checkedOn
          ? t("checkedNever")
          : checkedBy
            ? t("checkedBy", { date: day(checkedOn), name: checkedBy })
            : t("checkedShipped", { date: day(checkedOn) })}
      </span>
      {isOld && checkedOn && <Badge tone="caution">{t("old")}</Badge>}
    </span>
  );
}
