import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { SupportEnding, SupportKind, SupportUrgency } from "@/db/reference/support-words";
import { ActBy } from "./act-by";
import { type Asked, AskedSoFar } from "./asked-so-far";

interface RequestRow extends Asked {
  id: string;
  caseId: string;
  publicLabel: string;
  kind: SupportKind;
  urgency: SupportUrgency;
  actBy: string;
  closedAs: SupportEnding | null;
  /** The person is to be asked now whether it helped. */
  isToAsk: boolean;
  /** Somebody who was asked is to be asked again now. */
  isToFollowUp: boolean;
  /** Of its case, where the list is of several. */
  reference?: string;
  title?: string;
}

const cell = "px-3 py-2.5 align-top first:ps-4 last:pe-4";

/** What is asked for, one row each; on a narrow screen each row is a block. */
export function RequestRows({ rows, today }: { rows: readonly RequestRow[]; today: string }) {
  const t = useTranslations("support");
  const withCase = rows.some(({ reference }) => reference);
  const heads = ["need", ...(withCase ? (["case"] as const) : []), "act", "asked"] as const;
  return (
    <table className="w-full border-collapse text-ui max-sm:block">
      <thead className="max-sm:sr-only">
        <tr className="border-b border-line text-meta text-ink-muted">
          {heads.map((head) => (
            <th key={head} scope="col" className={cell}>
              {t(`list.column.${head}`)}
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
            <th scope="row" className={`${cell} font-normal max-sm:block max-sm:ps-4`}>
              <Link
                href={`/cases/${row.caseId}/support/${row.id}` as Route}
                prefetch={false}
                className="target inline-block font-semibold hover:underline"
              >
                {t(`kinds.${row.kind}`)}
              </Link>
              <span className="block text-meta text-ink-muted">
                <bdi>{row.publicLabel}</bdi>
              </span>
              {row.isToFollowUp && <Badge tone="caution">{t("list.followUp")}</Badge>}
              {row.closedAs && (
                <span className="mt-1 flex flex-wrap gap-2">
                  <Badge>{t(`endings.${row.closedAs}`)}</Badge>
                  {row.isToAsk && <Badge tone="caution">{t("list.askNow")}</Badge>}
                </span>
              )}
            </th>
            {withCase && (
              <td className={`${cell} max-sm:block max-sm:py-0.5 max-sm:ps-4`}>
                <span className="block text-meta text-ink-muted">{row.reference}</span>
                <span className="line-clamp-2" dir="auto">
                  {row.title}
                </span>
              </td>
            )}
            <td className={`${cell} max-sm:block max-sm:py-0.5 max-sm:ps-4`}>
              <span className="sr-only max-sm:not-sr-only max-sm:me-1 max-sm:text-meta max-sm:text-ink-muted">
                {t("list.column.act")}
              </span>{" "}
              <ActBy day={row.actBy} today={today} isClosed={row.closedAs !== null} />
              {!row.closedAs && (
                <span className="block text-meta text-ink-muted">
                  {t(`urgencies.${row.urgency}`)}
                </span>
              )}
            </td>
            <td className={`${cell} text-meta max-sm:block max-sm:py-0.5 max-sm:ps-4`}>
              <AskedSoFar of={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
