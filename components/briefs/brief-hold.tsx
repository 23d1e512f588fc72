import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Notice } from "@/components/ui/notice";
import { doneByMinute } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";

/** Why a brief, or what a pack holds, does not go out yet, with what its reader does about it; nothing once it does. */
export function BriefHold({
  leavesAt,
  now,
  timeZone,
  papers,
  children,
}: {
  /** Null while it waits for a second person. */
  leavesAt: Date | null;
  now: Date;
  timeZone: string;
  /** Of a pack: how many of its briefs wait. */
  papers?: number;
  children?: ReactNode;
}) {
  const t = useTranslations("briefs.one.hold");
  const formats = useFormats();
  if (leavesAt && leavesAt <= now) {
    return null;
  }
  return (
    <Notice
      tone={leavesAt ? "info" : "caution"}
      title={
        leavesAt
          ? t("until", { time: formats.time(doneByMinute(leavesAt), timeZone) })
          : papers === undefined
            ? t("waits")
            : t("packWaits", { papers })
      }
    >
      <p>{t(leavesAt ? "untilText" : "waitsText")}</p>
      {children && <div className="mt-2 flex flex-col gap-2">{children}</div>}
    </Notice>
  );
}
