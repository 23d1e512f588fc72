import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { isRule, type SessionDate } from "@/lib/deadlines/deadline";
import { useFormats } from "@/lib/i18n/formats";
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

export function When({ date, zone, reader }: { date: SessionDate; zone: string; reader: Reader }) {
  const t = useTranslations("calendar.plan");
  const formats = useFormats();
  if (date.isDropped) {
    return null;
  }
  const { on, precision } = date;
  return (
    <>
      {on && precision === "day"
        ? formats.nearDay(on, reader.today)
        : precision === "unknown"
          ? t("unknown")
          : formats.date(known(on, precision))}
      {date.time && `, ${hourOf(date, zone, reader.timeZone, formats)}`}
      {isOver(date, reader.today) && `, ${t("passed")}`}
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
