import { useTranslations } from "next-intl";
import type { Option, OptionGroup } from "@/components/ui/select-field";

/** Sessions to choose from, as they were read: what is on and ahead, and what is past, each under its heading. */
export function useSessionOptions(): <
  Session extends { id: string; title: string; isPast: boolean },
>(
  sessions: readonly Session[],
  labelOf?: (session: Session) => string,
) => (Option | OptionGroup)[] {
  const t = useTranslations("sessions");
  return (sessions, labelOf = ({ title }) => title) =>
    [false, true].flatMap((isPast) => {
      const options = sessions
        .filter((session) => session.isPast === isPast)
        .map((session) => ({ value: session.id, label: labelOf(session) }));
      return options.length > 0 ? [{ label: t(isPast ? "past" : "ahead"), options }] : [];
    });
}
