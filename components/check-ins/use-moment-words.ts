import { useTranslations } from "next-intl";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";
import { zoneOfToday } from "@/lib/people/time-zones";

/**
 * A moment on the reader's own clock: "today 08:00", "Tue 3 Mar 08:00". Where a check-in was agreed on by another clock
 * (`zone`), with the time there.
 */
export function useMomentWords(timeZone: string, now: Date, zone = timeZone): (at: Date) => string {
  const t = useTranslations("checkIns");
  const { nearDay, time } = useFormats();
  const today = dayInZone(now, timeZone);
  return (at) => {
    const here = time(at, timeZone);
    const there = time(at, zone);
    const when = `${nearDay(dayInZone(at, timeZone), today)}, ${here}`;
    return here === there
      ? when
      : t("there", { when, time: there, zone: zoneOfToday(zone).replaceAll("_", " ") });
  };
}
