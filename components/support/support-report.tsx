import { useTranslations } from "next-intl";
import { Panel } from "@/components/ui/panel";
import { useFormats } from "@/lib/i18n/formats";
import type { SupportReport as Report } from "@/lib/support/report/report";
import { SupportReportBars } from "./report-bars";

const cell = "px-3 py-2 align-top first:ps-4 last:pe-4";
const columns = ["requests", "answered", "accepted", "medianDays", "judged", "helped"] as const;

/** What became of the requests of a year, by kind, and why others said no. */
export function SupportReport({ of: report }: { of: Report }) {
  const t = useTranslations("support");
  const words = useTranslations("support.report");
  const { count } = useFormats();
  const told = (number: number | null) =>
    number === null ? <span className="text-ink-muted">{words("small")}</span> : count(number);
  return (
    <div className="flex flex-col gap-6">
      <Panel title={words("byKind")} flush>
        {report.kinds.length > 0 ? (
          <table className="w-full border-collapse text-ui max-sm:block">
            <thead className="max-sm:sr-only">
              <tr className="border-b border-line text-meta text-ink-muted">
                <th scope="col" className={cell}>
                  {words("kind")}
                </th>
                {columns.map((column) => (
                  <th key={column} scope="col" className={`${cell} text-end`}>
                    {words(`column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="max-sm:block">
              {report.kinds.map((row) => (
                <tr
                  key={row.kind ?? "others"}
                  className="border-b border-line last:border-b-0 max-sm:block max-sm:py-2"
                >
                  <th scope="row" className={`${cell} font-normal max-sm:block`}>
                    {row.kind ? t(`kinds.${row.kind}`) : words("others")}
                  </th>
                  {columns.map((column) => (
                    <td
                      key={column}
                      className={`${cell} text-end tabular-nums max-sm:flex max-sm:justify-between max-sm:py-0.5 max-sm:ps-4`}
                    >
                      <span className="text-meta text-ink-muted sm:hidden">
                        {words(`column.${column}`)}
                      </span>
                      <span>{told(row[column])}</span>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        ) : (
          <p className="p-4 text-ink-muted">{words("nothing")}</p>
        )}
      </Panel>
      {report.kinds.length > 0 && (
        <Panel title={words("bars.title")}>
          <SupportReportBars of={report} />
        </Panel>
      )}
      <p className="max-w-measure text-meta text-ink-muted">
        {report.total !== null && <>{words("total", { count: report.total })} </>}
        {report.hasHidden && <>{words("hidden")} </>}
        {words("rule")}
      </p>
      <Panel title={words("refusals")}>
        <p className="mb-3 max-w-measure text-meta text-ink-muted">{words("refusalsRule")}</p>
        {report.refusals.length > 0 ? (
          <dl className="grid max-w-md gap-2">
            {report.refusals.map(({ reason, requests }) => (
              <div key={reason} className="flex justify-between gap-4">
                <dt>{t(`referral.refusals.${reason}`)}</dt>
                <dd className="tabular-nums">{words("requests", { count: requests })}</dd>
              </div>
            ))}
          </dl>
        ) : (
          <p className="text-ink-muted">{words("noRefusals")}</p>
        )}
        {report.hasHiddenRefusals && (
          <p className="mt-2 text-meta text-ink-muted">{words("hiddenRefusals")}</p>
        )}
      </Panel>
    </div>
  );
}
