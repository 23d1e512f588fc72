import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ActivitySentence, type StateNames, useWho } from "@/components/activity/activity-list";
import { Badge } from "@/components/ui/badge";
import type { caseEventKinds } from "@/db/reference/words";
import type { Activity } from "@/lib/activity/activity";
import { knownDateOf } from "@/lib/dates/stored-date";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";
import type { ShownEvent } from "./case-events";

export interface FullEvent extends ShownEvent {
  kind: (typeof caseEventKinds)[number];
  source: string;
  recordedBy: string | null;
  createdAt: Date;
}

type Entry = { on: string } & ({ event: FullEvent } | { change: Activity });

/** What happened and who changed what, in one order. An event stands at the first day that it can have been. */
export function mergeTimeline(
  events: readonly FullEvent[],
  changes: readonly Activity[],
  timeZone: string,
): Entry[] {
  const undated = "";
  return [
    ...events.map((event) => ({ on: event.happenedOn ?? event.happenedUntil ?? undated, event })),
    ...changes.map((change) => ({ on: dayInZone(change.at, timeZone), change })),
  ].sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? 1 : -1));
}

export function CaseTimeline({
  entries,
  caseId,
  mayChange,
  stateNames,
  timeZone,
}: {
  entries: Entry[];
  caseId: string;
  mayChange: boolean;
  stateNames: StateNames;
  timeZone: string;
}) {
  return (
    <ol className="mt-4 max-w-3xl">
      {entries.map((entry) =>
        "event" in entry ? (
          <EventRow
            key={entry.event.id}
            event={entry.event}
            caseId={caseId}
            mayChange={mayChange}
            timeZone={timeZone}
          />
        ) : (
          <ChangeRow
            key={entry.change.id}
            change={entry.change}
            stateNames={stateNames}
            timeZone={timeZone}
          />
        ),
      )}
    </ol>
  );
}

const row =
  "group relative grid grid-cols-[0.75rem_minmax(0,1fr)] gap-x-3 sm:grid-cols-[8.5rem_0.75rem_minmax(0,1fr)]";

function Line({ hollow }: { hollow?: boolean }) {
  return (
    <span
      aria-hidden="true"
      className="relative flex justify-center max-sm:row-span-2 sm:col-start-2 sm:row-start-1"
    >
      <span className="absolute inset-y-0 top-3 w-px bg-line-strong opacity-50 group-last:hidden" />
      <span
        className={`relative mt-1.5 rounded-full ${hollow ? "size-2 border-2 border-line-strong bg-page" : "size-2.5 bg-accent"}`}
      />
    </span>
  );
}

const when =
  "block text-meta text-ink-muted first-letter:uppercase max-sm:col-start-2 sm:col-start-1 sm:row-start-1";

function EventRow({
  event,
  caseId,
  mayChange,
  timeZone,
}: {
  event: FullEvent;
  caseId: string;
  mayChange: boolean;
  timeZone: string;
}) {
  const t = useTranslations("cases");
  const { date, day } = useFormats();
  return (
    <li className={row}>
      <span className={when}>{date(knownDateOf("happened", event))}</span>
      <Line />
      <div className="pb-5 max-sm:col-start-2 sm:col-start-3 sm:row-start-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-semibold" dir="auto">
            {event.title}
          </span>
          <Badge>{t(`event.kinds.${event.kind}`)}</Badge>
        </p>
        {event.note && (
          <p className="mt-0.5 max-w-measure whitespace-pre-line" dir="auto">
            {event.note}
          </p>
        )}
        <p className="mt-0.5 flex flex-wrap gap-x-3 text-meta text-ink-muted">
          {event.source && (
            <span dir="auto">{t("timeline.sourceLine", { source: event.source })}</span>
          )}
          <span>
            {t("timeline.recordedBy", {
              name: event.recordedBy ?? t("timeline.someone"),
              date: day(dayInZone(event.createdAt, timeZone), "short"),
            })}
          </span>
          {mayChange && (
            <Link
              href={`/cases/${caseId}/timeline/${event.id}` as Route}
              prefetch={false}
              className="link target"
              aria-label={`${t("event.correct")}: ${event.title}`}
            >
              {t("event.correct")}
            </Link>
          )}
        </p>
      </div>
    </li>
  );
}

function ChangeRow({
  change,
  stateNames,
  timeZone,
}: {
  change: Activity;
  stateNames: StateNames;
  timeZone: string;
}) {
  const { day, time } = useFormats();
  const who = useWho();
  return (
    <li className={row}>
      <span className={when}>
        {day(dayInZone(change.at, timeZone), "short")}, {time(change.at, timeZone)}
      </span>
      <Line hollow />
      <p className="pb-3 max-sm:col-start-2 sm:col-start-3 sm:row-start-1">
        <ActivitySentence row={change} stateNames={stateNames} />{" "}
        <span className="text-meta text-ink-muted">
          <bdi>{who(change.who)}</bdi>
        </span>
      </p>
    </li>
  );
}
