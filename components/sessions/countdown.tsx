import { useTranslations } from "next-intl";
import { useFormats } from "@/lib/i18n/formats";
import type { Countdown } from "@/lib/sessions/session";

/** How far off, in a few large words. Only what has a day is counted in days. */
export function useCountdownHead(): (countdown: Countdown, today: string) => string {
  const t = useTranslations("sessions.countdown");
  const formats = useFormats();
  return (countdown, today) => {
    switch (countdown.kind) {
      case "days":
        return formats.relativeDay(countdown.on, today, { asSentence: true });
      case "within": {
        const when = formats.date(countdown.when);
        return countdown.isNow ? t("thisMonth", { when }) : t("within", { when });
      }
      default:
        return t(countdown.kind);
    }
  };
}

/** The lines below: the day, the hour in Geneva and for the reader, or what is not known. */
export function CountdownLines({
  countdown,
  timeZone,
  compact,
}: {
  countdown: Countdown;
  timeZone: string;
  /** Leaves out what is not known. */
  compact?: boolean;
}) {
  const t = useTranslations("sessions.countdown");
  const formats = useFormats();
  switch (countdown.kind) {
    case "days":
      return (
        <>
          <span className="block">{formats.day(countdown.on, "weekday")}</span>
          {countdown.at ? (
            <span className="block">
              {formats.placeTime(countdown.at, countdown.zone, timeZone)}
            </span>
          ) : (
            !compact && <span className="block">{t("noHour")}</span>
          )}
        </>
      );
    case "current":
      return countdown.until ? (
        <span className="block">{t("until", { day: formats.day(countdown.until) })}</span>
      ) : null;
    case "within":
      return <span className="block">{t("noDay")}</span>;
    case "past":
      return <span className="block">{t("pastOn", { when: formats.date(countdown.when) })}</span>;
    case "open":
      return <span className="block">{t("openText")}</span>;
    default:
      return <span className="block">{t("undatedText")}</span>;
  }
}

/** The few large words of a countdown, for a page. */
export function CountdownHead({ countdown, today }: { countdown: Countdown; today: string }) {
  return useCountdownHead()(countdown, today);
}
