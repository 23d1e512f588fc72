import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/panel";
import type { AlertLanguage, ReportReader } from "@/db/reference/words";

/** A report that was made of the session. */
export interface MadeReport {
  id: string;
  audience: string;
  language: AlertLanguage;
  /** By whom and when, in words. */
  when: string;
  closed: boolean;
  /** A second person has not agreed yet. */
  waits: boolean;
}

/** The accountability reports that were made of a session, and where one is made. */
export function Reports({
  of: reports,
  sessionId,
  mayMake,
}: {
  of: readonly MadeReport[];
  sessionId: string;
  mayMake: boolean;
}) {
  const t = useTranslations("afterwards.report");
  return (
    <div className="print:hidden">
      <Section title={t("title")}>
        <div className="flex flex-col items-start gap-3 pt-3">
          <p className="text-meta text-ink-muted">{t("hint")}</p>
          {mayMake && (
            <ButtonLink href={`/sessions/${sessionId}/after/report` as Route}>
              {t("open")}
            </ButtonLink>
          )}
        </div>
        <ReportRows of={reports} />
      </Section>
    </div>
  );
}

/** Reports that their author asked for and that are not made yet. */
export function AskedReports({
  of: asked,
  sessionId,
}: {
  of: readonly { id: string; reader: ReportReader; language: AlertLanguage; since: string }[];
  sessionId: string;
}) {
  const t = useTranslations("afterwards.report");
  const inLanguage = useTranslations("alerts.language");
  return (
    <ul>
      {asked.map(({ id, language, reader, since }) => (
        <li key={id} className="border-b border-line last:border-b-0">
          <Link
            href={`/sessions/${sessionId}/after/report/${id}` as Route}
            prefetch={false}
            className="flex min-h-11 flex-col justify-center py-2 hover:bg-sunken"
          >
            <span className="font-semibold">
              {t("row", { reader, language: inLanguage(language) })}
            </span>
            <span className="text-meta text-ink-muted">{t("asked", { since })}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Reports, one a line: for whom, in which language, by whom and when. */
export function ReportRows({ of: reports }: { of: readonly MadeReport[] }) {
  const t = useTranslations("afterwards.report");
  const briefs = useTranslations("briefs");
  const inLanguage = useTranslations("alerts.language");
  return (
    <ul className="mt-2">
      {reports.map(({ audience, closed, id, language, waits, when }) => (
        <li key={id} className="border-b border-line last:border-b-0">
          <Link
            href={`/briefs/${id}` as Route}
            prefetch={false}
            className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 py-2 hover:bg-sunken"
          >
            <span className="min-w-0 flex-[1_1_12rem]">
              <span className="block font-semibold">
                {t("row", { reader: audience, language: inLanguage(language) })}
              </span>
              <bdi data-written="" className="text-meta text-ink-muted">
                {when}
              </bdi>
            </span>
            {waits && <Badge tone="caution">{briefs("one.hold.waits")}</Badge>}
            {closed && <Badge tone="danger">{briefs("closed")}</Badge>}
          </Link>
        </li>
      ))}
    </ul>
  );
}
