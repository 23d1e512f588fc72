import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { useFormats } from "@/lib/i18n/formats";
import { datesOf, type SessionDates, type SessionStanding } from "@/lib/sessions/session";

export type SessionRow = SessionDates & {
  id: string;
  title: string;
  standing: SessionStanding;
  isOwn: boolean;
  isExample: boolean;
};

/** Sessions by date: when, as precisely as it is known, and what. */
export function SessionRows({ sessions }: { sessions: readonly SessionRow[] }) {
  const t = useTranslations("sessions");
  const common = useTranslations("common");
  const formats = useFormats();
  return (
    <ul>
      {sessions.map((session) => (
        <li key={session.id} className="border-b border-line">
          <Link
            href={`/sessions/${session.id}` as Route}
            prefetch={false}
            className="flex min-h-11 flex-wrap items-center gap-x-6 py-2 hover:bg-sunken"
          >
            <span className="inline-block w-full text-meta text-ink-muted first-letter:uppercase sm:w-56">
              {session.standing === "open"
                ? t("mark.open")
                : formats.date(datesOf(session), "short")}
            </span>
            <span className="min-w-0 flex-1 font-semibold">
              <bdi data-written="">{session.title}</bdi>
            </span>
            <span className="text-meta text-ink-muted">{t(`kind.${session.kind}`)}</span>
            {session.standing === "current" && <Badge tone="accent">{t("mark.current")}</Badge>}
            {session.isExample ? (
              <Badge>{common("example")}</Badge>
            ) : (
              session.isOwn && <Badge>{t("mark.own")}</Badge>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}
