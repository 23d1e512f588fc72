import { useTranslations } from "next-intl";
import { isRule, type SessionDate } from "@/lib/deadlines/deadline";
import type { KnownDate } from "@/lib/i18n/format";
import type { Formats } from "@/lib/i18n/formats";
import { momentInZone } from "@/lib/sessions/place-time";
import { cutTo, type SessionPrecision } from "@/lib/sessions/session";

/** What a deadline is called; one's own has the words of whoever set it. */
export function useDeadlineName(): (
  date: Pick<SessionDate, "kind" | "title">,
  stateName?: string,
) => string {
  const t = useTranslations("calendar");
  return ({ kind, title }, stateName) => {
    const what = isRule(kind) ? t(`rule.${kind}`) : title;
    return stateName ? t("item.ofState", { what, state: stateName }) : what;
  };
}

/** A date of a session as `writeDate` takes it. */
export function known(on: string | null, precision: SessionPrecision): KnownDate {
  const from = cutTo(precision, on);
  return precision === "unknown" || !from
    ? { precision: "unknown", from: null }
    : { precision, from };
}

/** A deadline's hour where its session is held, and for the reader; nothing where it has none. */
export function hourOf(
  { on, time }: Pick<SessionDate, "on" | "time">,
  zone: string,
  timeZone: string,
  formats: Formats,
): string {
  return on && time ? formats.placeTime(momentInZone(on, time, zone), zone, timeZone) : "";
}
