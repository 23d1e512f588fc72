import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { AskOnce } from "@/components/forms/ask-once";
import { Notice } from "@/components/ui/notice";
import { secondBrief } from "@/lib/briefs/written/actions";
import { doneByMinute } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";

/** Why a brief does not go out yet, and what whoever may agree does about it; nothing once it does. */
export function BriefHold({
  leavesAt,
  secondFor,
  now,
  timeZone,
}: {
  /** Null while it waits for a second person. */
  leavesAt: Date | null;
  /** The brief to which the reader may agree. */
  secondFor: string | null;
  now: Date;
  timeZone: string;
}) {
  const t = useTranslations("briefs.one.hold");
  const formats = useFormats();
  if (leavesAt && leavesAt <= now) {
    return null;
  }
  if (leavesAt) {
    return (
      <Notice
        tone="info"
        title={t("until", { time: formats.time(doneByMinute(leavesAt), timeZone) })}
      >
        {t("untilText")}
      </Notice>
    );
  }
  return (
    <Notice tone="caution" title={t("waits")}>
      <p>{t("waitsText")}</p>
      {secondFor && (
        <div className="mt-2">
          <AskOnce opens={t("second")} name={t("second")} look="primary">
            <p>{t("secondWhat")}</p>
            <ActionForm
              action={secondBrief}
              hidden={{ briefId: secondFor }}
              submit={t("secondGo")}
              size="small"
            />
          </AskOnce>
        </div>
      )}
    </Notice>
  );
}
