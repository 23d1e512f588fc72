import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { knownDateOf } from "@/lib/dates/stored-date";
import { useFormats } from "@/lib/i18n/formats";

export interface ShownEvent {
  id: string;
  kind: string;
  title: string;
  note: string;
  happenedOn: string | null;
  happenedUntil: string | null;
  happenedPrecision: string;
}

/** The latest events beside the summary: date, dot, what happened. */
export function EventsAside({ events, caseId }: { events: readonly ShownEvent[]; caseId: string }) {
  const t = useTranslations("cases.summary");
  const { date } = useFormats();
  if (events.length === 0) {
    return <p className="mt-3 text-ink-muted">{t("noEvents")}</p>;
  }
  return (
    <>
      <ol className="mt-3">
        {events.map((event) => (
          <li
            key={event.id}
            className="group grid grid-cols-[5.75rem_0.75rem_minmax(0,1fr)] gap-x-2.5"
          >
            <span className="block text-meta text-ink-muted first-letter:uppercase">
              {date(knownDateOf("happened", event), "short")}
            </span>
            <Dot />
            <span className="pb-4">
              <span className="block font-semibold">
                <bdi>{event.title}</bdi>
              </span>
              {event.note && (
                <span className="block text-meta text-ink-muted">
                  <bdi>{event.note}</bdi>
                </span>
              )}
            </span>
          </li>
        ))}
      </ol>
      <p className="border-t border-line pt-3">
        <Link href={`/cases/${caseId}/timeline` as Route} prefetch={false} className="link target">
          {t("wholeTimeline")}
        </Link>
      </p>
    </>
  );
}

/** A dot on the line that runs from one event to the next; the last one ends it. */
export function Dot() {
  return (
    <span aria-hidden="true" className="relative flex justify-center">
      <span className="absolute inset-y-0 top-3 w-px bg-line-strong opacity-50 group-last:hidden" />
      <span className="relative mt-1.5 size-2.5 rounded-full bg-accent" />
    </span>
  );
}
