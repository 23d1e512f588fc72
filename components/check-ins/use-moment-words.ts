import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";

/** A moment on the reader's own clock: "today 08:00", "Tue 3 Mar 08:00". */
export function useMomentWords(timeZone: string, now: Date): (at: Date) => string {
  const { nearDay, time } = useFormats();
  const today = dayInZone(now, timeZone);
  return (at) => `${nearDay(dayInZone(at, timeZone), today)}, ${time(at, timeZone)}`;
}
