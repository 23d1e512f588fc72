import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { useFormats } from "@/lib/i18n/formats";
import type { SupportDue } from "@/lib/support/requests/queries";

/** Requests for support whose day has come: to act, to ask somebody again, or to ask whether it helped. */
export function SupportNow({ of: rows, today }: { of: readonly SupportDue[]; today: string }) {
  const t = useTranslations("support");
  const { nearDay } = useFormats();
  return (
    <Panel
      title={t("now.title")}
      aside={
        <Link href={"/support" as Route} prefetch={false} className="link target">
          {t("now.all")}
        </Link>
      }
      flush
    >
      <ul>
        {rows.map((row) => {
          const what = t(`now.what.${row.what}`, {
            kind: t(`kinds.${row.kind}`),
            label: row.publicLabel,
            name: row.supportName ?? "",
          });
          return (
            <li
              key={row.id}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-b-0"
            >
              <div className="min-w-0 flex-[1_1_14rem]">
                <p className="font-semibold">{what}</p>
                <p className="flex flex-wrap items-center gap-2 text-meta text-ink-muted">
                  <bdi>{row.caseReference}</bdi>
                  <Badge tone={row.what === "needed" ? "danger" : "caution"}>
                    {row.dueOn >= today
                      ? t("now.today")
                      : t("now.since", { date: nearDay(row.dueOn, today) })}
                  </Badge>
                </p>
              </div>
              <ButtonLink
                href={`/cases/${row.caseId}/support/${row.requestId}` as Route}
                size="small"
                look="quiet"
                aria-label={t("now.openOf", { what, case: row.caseReference })}
              >
                {t("now.open")}
              </ButtonLink>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
