import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { Check } from "@/components/ui/icons";
import {
  deadlineStanding,
  isRule,
  type SessionDate,
  stepsBefore,
  type Task,
} from "@/lib/deadlines/deadline";
import { useFormats } from "@/lib/i18n/formats";
import { LateMark } from "./late-mark";
import { hourOf, known } from "./names";
import type { Reader } from "./task-row";

/** A form behind its name: works before scripts arrive. */
export function More({
  summary,
  name,
  children,
}: {
  summary: string;
  /** For screen readers, where the same words stand in several rows. */
  name?: string;
  children: ReactNode;
}) {
  return (
    <details suppressHydrationWarning className="min-w-0 open:basis-full print:hidden">
      <summary className="link target w-fit cursor-pointer text-meta" aria-label={name}>
        {summary}
      </summary>
      <div className="py-3">{children}</div>
    </details>
  );
}

/** When a deadline is, and once that is over, how it stands: late, met, or only passed. */
export function When({
  date,
  tasks,
  zone,
  reader,
}: {
  date: SessionDate;
  /** The steps of the session; those before this deadline tell whether it was met. Left out where it has none of its own. */
  tasks?: readonly Task[];
  zone: string;
  reader: Reader;
}) {
  const t = useTranslations("calendar.plan");
  const formats = useFormats();
  if (date.isDropped) {
    return null;
  }
  const { on, precision } = date;
  const standing = deadlineStanding(date, tasks ?? [], reader.today);
  const day =
    on && precision === "day"
      ? formats.nearDay(on, reader.today)
      : precision === "unknown"
        ? t("unknown")
        : formats.date(known(on, precision));
  const hour = date.time && `, ${hourOf(date, zone, reader.timeZone, formats)}`;
  if (standing === "late") {
    const open = stepsBefore(date, tasks ?? []).filter(({ doneAt }) => doneAt === null);
    return (
      <LateMark>
        {t("late", { day })}
        {hour}, {t("open", { count: open.length })}
      </LateMark>
    );
  }
  return (
    <>
      {standing === "met" && <Icon of={Check} size={16} className="me-1 inline text-done" />}
      {day}
      {hour}
      {standing !== "ahead" && `, ${t(tasks ? standing : "over")}`}
    </>
  );
}

export const isOver = ({ on, precision }: SessionDate, today: string) =>
  precision === "day" && on !== null && on < today;

/** Where a deadline comes from: the rule, what somebody wrote, and what the rule would say. */
export function Why({ date }: { date: SessionDate }) {
  const t = useTranslations("calendar");
  const formats = useFormats();
  const { kind, instead, note, isDropped } = date;
  const byTheRule =
    instead &&
    (instead.on ? formats.date(known(instead.on, instead.precision)) : t("plan.unknown"));
  return (
    <div className="max-w-measure text-meta text-ink-muted">
      <p>{t(`why.${isRule(kind) ? kind : "own"}`)}</p>
      {byTheRule && <p>{t(isDropped ? "plan.dropped" : "plan.changed", { date: byTheRule })}</p>}
      {note && (
        <p dir="auto" data-written="" className="whitespace-pre-line">
          {note}
        </p>
      )}
    </div>
  );
}
