import type { Route } from "next";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { StageTile } from "@/components/commitments/stage-glyph";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import { Lock } from "@/components/ui/icons";
import type { CaseRow } from "@/lib/cases/shown";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";
import { stateName } from "@/lib/states/names";
import { ConsentBadge } from "./consent-words";

const cell = "px-3 py-2.5 align-top first:ps-4 last:pe-4";
const wide = "hidden lg:table-cell";

/** The cases, one row each. On a narrow screen the first cell says what the hidden columns would. */
export function CasesTable({
  rows,
  today,
  timeZone,
}: {
  rows: CaseRow[];
  /** `YYYY-MM-DD` for the reader. */
  today: string;
  timeZone: string;
}) {
  const t = useTranslations("cases");
  const common = useTranslations("common");
  const { relativeDay } = useFormats();
  const locale = useLocale();
  const changed = (row: CaseRow) => relativeDay(dayInZone(row.changedAt, timeZone), today);
  const heads = ["case", "country", "status", "named", "states", "team", "changed"] as const;
  return (
    <table className="w-full border-collapse text-ui">
      <thead className="max-lg:sr-only">
        <tr className="border-b border-line text-meta text-ink-muted">
          {heads.map((head) => (
            <th
              key={head}
              scope="col"
              className={`${cell} ${head === "case" ? "lg:w-[30%]" : head === "country" ? `${wide} w-[13%]` : head === "team" ? `${wide} w-[20%]` : head === "states" ? "max-lg:sr-only" : wide}`}
            >
              {t(`list.column.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className="border-b border-line last:border-b-0 hover:bg-sunken">
            <th scope="row" className={`${cell} font-normal`}>
              <span className="block text-meta text-ink-muted">
                {row.reference}
                <span className="lg:hidden">
                  {" · "}
                  {stateName({ names: row.countryNames }, locale)}
                </span>
                {row.isExample && ` · ${common("example")}`}
              </span>
              <Link
                href={`/cases/${row.id}` as Route}
                prefetch={false}
                dir="auto"
                className="font-semibold hover:underline"
              >
                {row.title}
              </Link>
              <Marks row={row} />
              <span className="mt-1.5 flex flex-wrap items-center gap-2 lg:hidden">
                <Named row={row} />
                {row.status !== "open" && <Badge>{t(`status.${row.status}`)}</Badge>}
              </span>
            </th>
            <td className={`${cell} ${wide}`}>{stateName({ names: row.countryNames }, locale)}</td>
            <td className={`${cell} ${wide}`}>{t(`status.${row.status}`)}</td>
            <td className={`${cell} ${wide}`}>
              <Named row={row} />
            </td>
            <td className={cell}>
              <States agreed={row.agreed} raised={row.raised} />
            </td>
            <td className={`${cell} ${wide}`} dir="auto">
              <span className="line-clamp-2">
                <Team row={row} />
              </span>
            </td>
            <td className={`${cell} ${wide} whitespace-nowrap text-ink-muted`}>{changed(row)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Named({ row }: { row: CaseRow }) {
  return (
    <ConsentBadge
      inPublic={row.inPublic}
      bilaterally={row.bilaterally}
      hasDefenders={row.defenders > 0}
    />
  );
}

function Marks({ row }: { row: CaseRow }) {
  const t = useTranslations("cases");
  if (!row.isPartners && row.securityLevel === "standard") {
    return null;
  }
  return (
    <span className="mt-1 flex flex-wrap gap-x-3 text-meta text-ink-muted">
      {row.securityLevel === "restricted" && (
        <span className="inline-flex items-center gap-1">
          <Icon of={Lock} size={16} />
          {t("security.restricted")}
        </span>
      )}
      {row.isPartners && <span>{t("list.sharedBy", { organisation: row.organisation })}</span>}
    </span>
  );
}

function States({ agreed, raised }: { agreed: number; raised: number }) {
  const t = useTranslations("cases.list");
  if (agreed === 0 && raised === 0) {
    return <span className="text-meta text-ink-muted">{t("nobodyAsked")}</span>;
  }
  return (
    <span className="flex flex-wrap gap-x-3 gap-y-1 tabular-nums">
      {agreed > 0 && (
        <span className="inline-flex items-center gap-1.5">
          <StageTile stage="agreed" silent />
          <span aria-hidden="true">{agreed}</span>
          <span className="sr-only">{t("agreed", { count: agreed })}</span>
        </span>
      )}
      {raised > 0 && (
        <span className="inline-flex items-center gap-1.5">
          <StageTile stage="raised" silent />
          <span aria-hidden="true">{raised}</span>
          <span className="sr-only">{t("raised", { count: raised })}</span>
        </span>
      )}
    </span>
  );
}

const shownNames = 2;

function Team({ row }: { row: CaseRow }) {
  const t = useTranslations("cases.list");
  const { list } = useFormats();
  if (row.isPartners) {
    return row.organisation;
  }
  const more = row.team.length - shownNames;
  return more > 0
    ? t("andMore", { names: row.team.slice(0, shownNames).join(", "), count: more })
    : list(row.team);
}
