import { useTranslations } from "next-intl";
import type { ShortTitle } from "@/lib/sessions/short-title";

/** What a session is called in little room: its short title in the reader's language, or its own where it has none. */
export function useSessionName(): (session: { title: string; short: ShortTitle | null }) => string {
  const t = useTranslations("sessions.short");
  return ({ title, short }) => {
    if (!short) {
      return title;
    }
    switch (short.key) {
      case "bilateral":
        return t("bilateral");
      case "preSessionOf":
        return t("preSessionOf", { state: short.state, year: short.year }).trim();
      default:
        return t(short.key, { number: short.number });
    }
  };
}
