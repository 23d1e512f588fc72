import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { LastKnown } from "./last-known";
import { Rhythm } from "./rhythm";
import { useMomentWords } from "./use-moment-words";

type Row = Parameters<typeof Rhythm>[0]["of"] & {
  id: string;
  caseId: string;
  publicLabel: string;
  nextDueAt: Date | null;
  endedAt: Date | null;
  isMissed: boolean;
  last: Parameters<typeof LastKnown>[0]["of"];
};

/** What was agreed on, a block each: about whom, how often, and when next. */
export function CheckInRows({
  rows,
  timeZone,
  now,
}: {
  rows: readonly Row[];
  timeZone: string;
  now: Date;
}) {
  const t = useTranslations("checkIns");
  return (
    <ul>
      {rows.map((row) => (
        <li
          key={row.id}
          className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 border-b border-line px-4 py-3 last:border-b-0"
        >
          <div className="min-w-0">
            <Link
              href={`/cases/${row.caseId}/support/check-ins/${row.id}` as Route}
              prefetch={false}
              className="target inline-block font-semibold hover:underline"
            >
              <bdi>{row.publicLabel}</bdi>
            </Link>
            <p className="text-meta text-ink-muted">
              <Rhythm of={row} />
            </p>
          </div>
          {row.isMissed ? (
            <LastKnown of={row.last} timeZone={timeZone} now={now} />
          ) : row.endedAt ? (
            <Badge>{t("ended")}</Badge>
          ) : (
            <p className="text-meta">
              <NextTime of={row} timeZone={timeZone} now={now} />
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

/** When somebody is to be heard from next, or since when they are waited for. */
function NextTime({
  of: { nextDueAt, zone },
  timeZone,
  now,
}: {
  of: { nextDueAt: Date | null; zone: string };
  timeZone: string;
  now: Date;
}) {
  const t = useTranslations("checkIns");
  const when = useMomentWords(timeZone, now, zone);
  if (!nextDueAt) {
    return t("none");
  }
  return t(nextDueAt <= now ? "dueSince" : "next", { when: when(nextDueAt) });
}
