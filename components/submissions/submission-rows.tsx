import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { AlertLanguage, SubmissionKind } from "@/db/reference/words";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";

/** Submissions of a case, one a line: what it is, by whom and when, and whether it was sent. */
export function SubmissionRows({
  of: rows,
  timeZone,
}: {
  of: readonly {
    id: string;
    caseId: string;
    kind: SubmissionKind;
    language: AlertLanguage;
    madeAt: Date;
    madeBy: string | null;
    stands: boolean;
    isHeld: boolean;
    isSent: boolean;
  }[];
  timeZone: string;
}) {
  const t = useTranslations("submissions");
  const inLanguage = useTranslations("alerts.language");
  const { day } = useFormats();
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.id} className="border-b border-line last:border-b-0">
          <Link
            href={`/cases/${row.caseId}/submissions/${row.id}` as Route}
            prefetch={false}
            className="flex min-h-11 flex-wrap items-center gap-x-6 gap-y-1 px-4 py-2 hover:bg-sunken"
          >
            <span className="min-w-0 flex-[1_1_16rem] font-semibold">{t(`kind.${row.kind}`)}</span>
            <span className="text-meta text-ink-muted">{inLanguage(row.language)}</span>
            <bdi data-written="" className="text-meta text-ink-muted">
              {t("made.by", {
                name: row.madeBy ?? "–",
                date: day(dayInZone(row.madeAt, timeZone)),
              })}
            </bdi>
            {row.isSent && <Badge tone="accent">{t("made.sent")}</Badge>}
            {row.stands && row.isHeld && <Badge tone="caution">{t("made.held")}</Badge>}
            {!row.stands && <Badge tone="danger">{t("made.closed")}</Badge>}
          </Link>
        </li>
      ))}
    </ul>
  );
}
