import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { CheckInAnswer } from "@/db/reference/support-words";
import { useMomentWords } from "./use-moment-words";

/** What is known last of somebody who is searched for: what was heard, or that nothing was. */
export function LastKnown({
  of: last,
  timeZone,
  now,
}: {
  of: { answer: CheckInAnswer; heardAt: Date } | null;
  timeZone: string;
  now: Date;
}) {
  const t = useTranslations("checkIns");
  const when = useMomentWords(timeZone, now);
  return (
    <Badge tone="danger">
      {last?.answer === "all_right"
        ? t("stillOpen")
        : last
          ? t("lastKnown", { answer: t(`answers.${last.answer}`), when: when(last.heardAt) })
          : t("openSearch")}
    </Badge>
  );
}
