import { useTranslations } from "next-intl";
import { useFormats } from "@/lib/i18n/formats";
import { zoneOfToday } from "@/lib/people/time-zones";

/** How often somebody is heard from, in words: every day at 08:00, in which zone, until when. */
export function Rhythm({
  of: { weekdays, timeOfDay, lastOn, moments, zone },
}: {
  of: {
    weekdays: number[];
    timeOfDay: string | null;
    lastOn: string | null;
    moments: Date[];
    zone: string;
  };
}) {
  const t = useTranslations("checkIns");
  const { day, list } = useFormats();
  const time = timeOfDay?.slice(0, 5) ?? "";
  const words =
    moments.length > 0
      ? t("rhythm.moments", { count: moments.length })
      : weekdays.length === 7
        ? t("rhythm.daily", { time })
        : t("rhythm.weekdays", {
            days: list(weekdays.map((one) => t(`weekday.${String(one) as "1"}`))),
            time,
          });
  return (
    <>
      {words} (<bdi>{zoneOfToday(zone).replaceAll("_", " ")}</bdi>)
      {lastOn && <>, {t("until", { day: day(lastOn) })}</>}
    </>
  );
}
