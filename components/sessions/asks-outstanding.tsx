import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { StageTile } from "@/components/commitments/stage-glyph";
import { Icon } from "@/components/ui/icon";
import { TriangleAlert } from "@/components/ui/icons";
import { type CommitmentRow, shownStage } from "@/lib/commitments/commitment";
import { useFormats } from "@/lib/i18n/formats";
import { tellingPart } from "@/lib/people/telling-part";
import { groupByDay } from "./due-days";

/** Asks of one session that wait for a State, by the day on which the reply is due, with their owners. */
export function AsksOutstanding({
  rows,
  today,
}: {
  rows: readonly CommitmentRow[];
  today: string;
}) {
  const t = useTranslations("sessions.asks");
  const formats = useFormats();
  const names = rows.flatMap(({ owner }) => owner?.name ?? []);
  return (
    <ul>
      {groupByDay(rows, today).map(({ day, rows: ofDay }) => (
        <li key={day ?? "late"} className="border-line not-first:border-t">
          <h3 className="px-4 pt-2 text-meta">
            {day ? (
              <span className="text-ink-muted">{formats.nearDay(day, today)}</span>
            ) : (
              <span className="inline-flex items-center gap-1.5 text-danger">
                <Icon of={TriangleAlert} size={16} />
                {t("late")}
              </span>
            )}
          </h3>
          <ul className="pb-1">
            {ofDay.map((row) => (
              <li key={row.id}>
                <Link
                  href={`/commitments/${row.id}` as Route}
                  prefetch={false}
                  className="grid min-h-8 grid-cols-[1.75rem_minmax(0,1fr)_minmax(0,7rem)] items-center gap-x-3 px-4 py-1 hover:bg-sunken focus-visible:-outline-offset-3"
                >
                  <StageTile stage={shownStage(row)} />
                  <span className="min-w-0 sm:flex sm:flex-wrap sm:items-baseline sm:justify-between sm:gap-x-3">
                    <bdi data-written="" className="block font-semibold">
                      {row.state.name}
                    </bdi>
                    <bdi
                      data-written=""
                      className="block min-w-0 text-meta text-ink-muted wrap-anywhere"
                    >
                      {row.case.reference}
                    </bdi>
                  </span>
                  <span className="flex justify-end text-end text-meta text-ink-muted">
                    <OwnerName of={row.owner} names={names} />
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

/** Who waits for the reply: what tells a colleague from others, the whole name to look up; a partner's organisation. */
function OwnerName({ of, names }: { of: CommitmentRow["owner"]; names: readonly string[] }) {
  const t = useTranslations("sessions.asks");
  if (!of) {
    return t("nobody");
  }
  if (of.isMe) {
    return t("you");
  }
  const whole = of.name || of.organisation || t("partner");
  const short = tellingPart(whole, names);
  return (
    <>
      <bdi
        data-written=""
        title={whole}
        aria-hidden={short !== whole || undefined}
        className="line-clamp-2 wrap-anywhere"
      >
        {short}
      </bdi>
      {short !== whole && (
        <bdi data-written="" className="sr-only">
          {whole}
        </bdi>
      )}
    </>
  );
}
