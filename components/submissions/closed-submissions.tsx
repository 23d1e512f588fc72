import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Section } from "@/components/ui/panel";
import type { SubmissionKind } from "@/db/reference/words";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";

/** The submissions that a withdrawal closed. */
export function ClosedSubmissions({
  of: closed,
  caseId,
  timeZone,
}: {
  of: readonly { id: string; kind: SubmissionKind; madeAt: Date }[];
  caseId: string;
  timeZone: string;
}) {
  const t = useTranslations("submissions");
  const { day } = useFormats();
  return (
    <Section title={t("closed.title")} className="mt-6 max-w-3xl">
      {closed.length === 0 ? (
        <p className="pt-2 text-ink-muted">{t("closed.none")}</p>
      ) : (
        <ul className="divide-y divide-line">
          {closed.map(({ id, kind, madeAt }) => (
            <li key={id} className="py-2">
              <Link
                href={`/cases/${caseId}/submissions/${id}` as Route}
                prefetch={false}
                className="link target"
              >
                {t("closed.line", {
                  kind: t(`kind.${kind}`),
                  date: day(dayInZone(madeAt, timeZone)),
                })}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
