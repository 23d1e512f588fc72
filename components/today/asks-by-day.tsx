import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { StageChip, StageTile } from "@/components/commitments/stage-glyph";
import { groupByDay } from "@/components/sessions/due-days";
import { Icon } from "@/components/ui/icon";
import { ChevronRight, TriangleAlert } from "@/components/ui/icons";
import { type CommitmentRow, shownStage } from "@/lib/commitments/commitment";
import { useFormats } from "@/lib/i18n/formats";

/** Asks that wait for a reply, on Today: the day at the start of the line, late ones marked in words. */
export function AsksByDay({ rows, today }: { rows: readonly CommitmentRow[]; today: string }) {
  return (
    <ul>
      {groupByDay(rows, today).map(({ day, rows: ofDay }) => (
        <li
          key={day ?? "late"}
          className="border-line not-first:border-t lg:grid lg:grid-cols-[7.25rem_minmax(0,1fr)]"
        >
          <h3 className="px-4 pt-3 text-meta lg:pe-0">
            <DueDay day={day} today={today} />
          </h3>
          <ul>
            {ofDay.map((row) => (
              <li key={row.id} className="border-line lg:not-first:border-t">
                <AskRow row={row} isLate={day === null} today={today} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

/** The heading of a day. */
export function DueDay({ day, today }: { day: string | null; today: string }) {
  const t = useTranslations("today.asks");
  const formats = useFormats();
  return day ? (
    <span className="font-semibold text-ink-muted">{formats.nearDay(day, today)}</span>
  ) : (
    <span className="inline-flex items-center gap-1.5 font-semibold text-danger">
      <Icon of={TriangleAlert} size={16} />
      {t("late")}
    </span>
  );
}

function AskRow({ row, isLate, today }: { row: CommitmentRow; isLate: boolean; today: string }) {
  const t = useTranslations("today.asks");
  const formats = useFormats();
  const due = isLate && row.dueOn ? t("due", { day: formats.nearDay(row.dueOn, today) }) : null;
  const stage = shownStage(row);
  return (
    <Link
      href={`/commitments/${row.id}` as Route}
      prefetch={false}
      className="flex min-h-11 items-center gap-3 px-4 py-2 hover:bg-sunken focus-visible:-outline-offset-3 lg:gap-6"
    >
      <span className="shrink-0 self-start lg:hidden">
        <StageTile stage={stage} />
      </span>
      <span className="hidden w-28 shrink-0 lg:block">
        <StageChip stage={stage} />
      </span>
      <span className="min-w-0 flex-1 lg:flex lg:items-center lg:gap-6">
        <bdi data-written="" className="block font-semibold lg:w-28 lg:shrink-0">
          {row.state.name}
        </bdi>
        <span className="block min-w-0 text-meta lg:flex-1 lg:text-ui">
          <bdi data-written="" className="text-meta text-ink-muted">
            {row.case.reference}
          </bdi>{" "}
          <bdi data-written="">{row.nextStep}</bdi>
          {due && <span className={row.nextStep ? "text-ink-muted" : ""}> {due}</span>}
        </span>
      </span>
      <Icon of={ChevronRight} size={16} directional className="text-ink-muted" />
    </Link>
  );
}
