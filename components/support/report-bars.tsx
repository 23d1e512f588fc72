import { useTranslations } from "next-intl";
import { useFormats } from "@/lib/i18n/formats";
import { type BarName, barsOf, type ReportBars } from "@/lib/support/report/bars";
import type { SupportReport } from "@/lib/support/report/report";

const length = 240;
const thickness = 8;

/** Requests by kind and what became of them, as bars on one scale. The table says the same to whoever does not see them. */
export function SupportReportBars({ of: report }: { of: Pick<SupportReport, "kinds"> }) {
  const t = useTranslations("support");
  return (
    <figure
      role="img"
      aria-label={t("report.bars.alt")}
      className="grid gap-x-10 gap-y-5 lg:grid-cols-2"
    >
      {barsOf(report).map(({ kind, bars }) => (
        <div key={kind ?? "others"} className="min-w-0">
          <p className="mb-1 font-semibold">{kind ? t(`kinds.${kind}`) : t("report.others")}</p>
          {bars.map((bar) => (
            <BarLine key={bar.name} of={bar} />
          ))}
        </div>
      ))}
    </figure>
  );
}

function BarLine({ of: { name, told } }: { of: ReportBars["bars"][number] }) {
  const words = useTranslations("support.report");
  const { count } = useFormats();
  return (
    <div className="grid grid-cols-[7.5rem_minmax(0,1fr)_3rem] items-center gap-x-3 text-meta">
      <span className="text-ink-muted">{words(`bars.name.${name}`)}</span>
      {told === null ? (
        <span className="col-span-2 border-s-2 border-line-strong ps-2 text-ink-muted">
          {words("small")}
        </span>
      ) : (
        <>
          <span className="border-s-2 border-line-strong">
            {/* A width that is an attribute needs no style in its place. */}
            <svg
              aria-hidden="true"
              viewBox={`0 0 ${length} ${thickness}`}
              preserveAspectRatio="none"
              className="block h-3 w-full rtl:-scale-x-100"
            >
              <rect
                width={Math.round(told.share * length)}
                height={thickness}
                className={`${fills[name]} forced-colors:fill-[CanvasText]`}
              />
            </svg>
          </span>
          <span className="font-semibold tabular-nums">{count(told.count)}</span>
        </>
      )}
    </div>
  );
}

const fills: Record<BarName, string> = {
  requests: "fill-line-strong",
  answered: "fill-accent",
  accepted: "fill-accent",
  helped: "fill-done",
};
