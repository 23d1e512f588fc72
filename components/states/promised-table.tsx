import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { StageChip } from "@/components/commitments/stage-glyph";
import { Section } from "@/components/ui/panel";
import { knownDate } from "@/lib/dates/stored-date";
import { useFormats } from "@/lib/i18n/formats";
import { byUrgency, isOpen, type Promised } from "@/lib/states/meeting";

const briefRows = 5;
const cell = "py-2 pe-4 align-top print:py-1";

/** What the State promised, per case: the stage, how sure we are, what will be said, what comes next. */
export function PromisedTable({
  rows,
  further,
  today,
  trackerHref,
  brief = false,
}: {
  rows: readonly Promised[];
  further: number;
  today: string;
  trackerHref: Route;
  /** The few most urgent, in fewer words: for one page. */
  brief?: boolean;
}) {
  const t = useTranslations("states.promised");
  const shown = byUrgency(rows).slice(0, brief ? briefRows : undefined);
  const left = further + rows.length - shown.length;
  return (
    <Section title={t("title")} aside={<StageSummary rows={rows} />}>
      {rows.length === 0 ? (
        <p className="py-3 text-ink-muted">{t("none")}</p>
      ) : (
        <table className="w-full max-sm:block">
          <thead className="max-sm:sr-only">
            <tr className="border-b border-line text-meta text-ink-muted">
              {(["case", "stage", "word", "what", "next"] as const).map((column) => (
                <th key={column} scope="col" className="py-2 pe-4 font-semibold print:py-1">
                  {t(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="max-sm:block">
            {shown.map((row) => (
              <PromisedRow key={row.commitmentId} row={row} today={today} brief={brief} />
            ))}
          </tbody>
        </table>
      )}
      {left > 0 && (
        <p className="pt-2">
          <Link href={trackerHref} prefetch={false} className="link target text-meta">
            {t("further", { count: left })}
          </Link>
        </p>
      )}
    </Section>
  );
}

function PromisedRow({ row, today, brief }: { row: Promised; today: string; brief: boolean }) {
  const t = useTranslations("states");
  const formats = useFormats();
  const muted = "block text-meta text-ink-muted";
  const what = row.isRaised && row.delivery ? t(`delivery.${asDelivery(row.delivery)}`) : null;
  return (
    <tr className="border-b border-line max-sm:flex max-sm:flex-wrap max-sm:gap-x-4 max-sm:py-2">
      <th scope="row" className={`${cell} font-normal max-sm:w-full max-sm:py-0.5`}>
        <Link
          href={`/commitments/${row.commitmentId}` as Route}
          prefetch={false}
          className="target font-semibold hover:underline"
        >
          <bdi data-written="">{row.caseReference}</bdi>
        </Link>
        <span className={muted}>
          <bdi data-written="">{row.caseTitle}</bdi>
        </span>
        {!brief && (
          <span className={muted}>
            <bdi data-written="">{row.sessionTitle}</bdi>
          </span>
        )}
      </th>
      <td className={`${cell} sm:min-w-32 max-sm:py-0.5`}>
        <StageChip stage={row.isRaised ? "raised" : row.stage} />
        {row.withCapital && <span className={muted}>{t("promised.withCapital")}</span>}
        {(row.leaning === "yes" || row.leaning === "no") && (
          <span className={muted}>{t(`promised.leaning.${row.leaning}`)}</span>
        )}
        {(row.closedAs === "lapsed" || row.closedAs === "withdrawn") && (
          <span className={muted}>{t(`promised.closed.${row.closedAs}`)}</span>
        )}
      </td>
      <td className={`${cell} max-sm:py-0.5`}>
        {row.word
          ? t(`word.${row.word as 1}`)
          : t(row.wasAsked ? "promised.noWord" : "promised.notAsked")}
        {row.wordOn && <span className={muted}>{formats.nearDay(row.wordOn, today)}</span>}
        {!row.wordOn && row.askedOn && (
          <span className={muted}>
            {t("promised.askedOn", { day: formats.nearDay(row.askedOn, today) })}
          </span>
        )}
      </td>
      <td className={`${cell} max-sm:w-full max-sm:py-0.5`}>
        {t(`naming.${row.naming}`)}
        {what && <span className={muted}>{what}</span>}
        {row.condition && (
          <span className={muted}>
            <bdi data-written="">{t("promised.condition", { condition: row.condition })}</bdi>
          </span>
        )}
        {isOpen(row) && row.namingAllowed !== "person" && (
          <span className="block text-meta font-semibold text-danger">
            {row.namingAllowed === "situation" || row.namingAllowed === "organisation"
              ? t("promised.doNotName")
              : t("promised.doNotNameAnything")}
          </span>
        )}
        {!brief && (
          <span className={muted}>{t(`promised.confidentiality.${row.confidentiality}`)}</span>
        )}
      </td>
      <td className="py-2 align-top max-sm:w-full max-sm:py-0.5 print:py-1">
        <Next row={row} today={today} brief={brief} />
      </td>
    </tr>
  );
}

function Next({ row, today, brief }: { row: Promised; today: string; brief: boolean }) {
  const t = useTranslations("states.promised");
  const formats = useFormats();
  if (row.isRaised) {
    return row.raised ? t("raisedOn", { day: formats.date(knownDate(row.raised), "short") }) : null;
  }
  const owner = row.ownerIsMe ? t("you") : (row.ownerName ?? row.partnerName);
  const isLate = isOpen(row) && row.dueOn !== null && row.dueOn < today;
  return (
    <>
      <bdi data-written="">{row.nextStep}</bdi>
      {row.dueOn && !row.closedAs && (
        <span
          className={`block text-meta ${isLate ? "font-semibold text-danger" : "text-ink-muted"}`}
        >
          {t(isLate ? "late" : "replyDue", { day: formats.nearDay(row.dueOn, today) })}
        </span>
      )}
      {owner && !brief && (
        <span className="block text-meta text-ink-muted">
          <bdi data-written="">{owner}</bdi>
        </span>
      )}
    </>
  );
}

/** "1 agreed, 1 considering": how the shown rows stand, furthest first. */
function StageSummary({ rows }: { rows: readonly Promised[] }) {
  const t = useTranslations("stages.label");
  const formats = useFormats();
  const counts = new Map<string, number>();
  for (const row of rows) {
    const stage = row.isRaised ? "raised" : row.stage;
    counts.set(stage, (counts.get(stage) ?? 0) + 1);
  }
  const shown = (
    [
      "raised",
      "agreed",
      "considering",
      "asked",
      "planned",
      "not_approached",
      "no_answer",
      "declined",
    ] as const
  ).flatMap((stage) => {
    const count = counts.get(stage);
    return count ? [`${formats.count(count)} ${t(stage)}`] : [];
  });
  return shown.join(", ");
}

const deliveries = [
  "as_agreed",
  "stronger",
  "weaker",
  "in_writing_only",
  "by_bloc",
  "cut",
  "not_delivered",
  "without_agreement",
] as const;

function asDelivery(delivery: string) {
  return deliveries.find((known) => known === delivery) ?? "unknown";
}
