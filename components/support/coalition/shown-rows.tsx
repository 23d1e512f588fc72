import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ShownToUs } from "@/lib/support/shown/shown";
import { ActBy } from "../act-by";
import { useRegionName } from "./region-name";
import { StateForUs } from "./shown-state";

const cell = "px-3 py-2.5 align-top first:ps-4 last:pe-4";
const narrow = "max-sm:block max-sm:py-0.5 max-sm:ps-4";

/** What partners show, one row each; on a narrow screen each row is a block. */
export function ShownRows({ rows, today }: { rows: readonly ShownToUs[]; today: string }) {
  const t = useTranslations("coalition.shown");
  const kinds = useTranslations("support.kinds");
  const urgencies = useTranslations("support.urgencies");
  const regionName = useRegionName();
  return (
    <table className="w-full border-collapse text-ui max-sm:block">
      <thead className="max-sm:sr-only">
        <tr className="border-b border-line text-meta text-ink-muted">
          {(["need", "region", "act", "state"] as const).map((head) => (
            <th key={head} scope="col" className={`${cell} text-start`}>
              {t(`column.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {rows.map((row) => (
          <tr
            key={row.id}
            className="border-b border-line last:border-b-0 hover:bg-sunken max-sm:block max-sm:py-2"
          >
            <th scope="row" className={`${cell} text-start font-normal max-sm:block max-sm:ps-4`}>
              <Link
                href={`/support/shown/${row.id}` as Route}
                prefetch={false}
                className="target inline-block font-semibold hover:underline"
              >
                {kinds(row.kind)}
              </Link>
              <span className="block text-meta text-ink-muted">
                {t("from", { name: row.from })}
              </span>
            </th>
            <td className={`${cell} ${narrow}`}>
              {row.region ? (
                regionName(row.region)
              ) : (
                <span className="text-ink-muted">
                  <span className="sr-only max-sm:not-sr-only">{t("region")}: </span>
                  {regionName(null)}
                </span>
              )}
            </td>
            <td className={`${cell} ${narrow}`}>
              <ActBy
                day={row.actBy}
                today={today}
                isClosed={row.state === "closed" || row.state === "taken"}
              />
              <span className="block text-meta text-ink-muted">{urgencies(row.urgency)}</span>
            </td>
            <td className={`${cell} ${narrow}`}>
              <StateForUs of={row.state} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
