import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { VersionNames } from "@/components/alerts/version-names";
import { Badge } from "@/components/ui/badge";
import type { VersionPurpose } from "@/db/reference/words";
import type { KeptBefore } from "@/lib/alert-history/shown";
import type { NamesInVersion } from "@/lib/alerts/shown";
import { useFormats } from "@/lib/i18n/formats";
import { writeMoment } from "@/lib/i18n/moment";

export interface VersionLine {
  id: string;
  number: number;
  purpose: VersionPurpose;
  isMinor: boolean;
  note: string;
  madeAt: Date;
  organisations: string[];
  names: NamesInVersion | null;
  keptBefore: KeptBefore | null;
}

const isolated = { who: (words: ReactNode) => <bdi>{words}</bdi> };

/** Every kept version, newest first: why, when, and which organisations had written by then. */
export function VersionsTable({
  versions,
  timeZone,
  hrefOf,
  current,
}: {
  versions: VersionLine[];
  timeZone: string;
  /** Where a version is compared with the present text. */
  hrefOf: (versionId: string) => string;
  current: string | undefined;
}) {
  const t = useTranslations("history");
  const words = useTranslations("editions");
  const formats = useFormats();
  return (
    <ol className="divide-y divide-line">
      {versions.map((version) => (
        <li key={version.id} className="px-4 py-3">
          <div className="flex flex-wrap items-center gap-2">
            <Link
              href={hrefOf(version.id) as Route}
              prefetch={false}
              aria-current={version.id === current ? "true" : undefined}
              className="link target font-semibold"
            >
              {t("number", { number: version.number })}
            </Link>
            <Badge tone={version.purpose === "saved" ? "neutral" : "accent"}>
              {t(`purpose.${version.purpose}`)}
            </Badge>
            {version.isMinor && <Badge>{t("minor")}</Badge>}
          </div>
          <p className="text-meta text-ink-muted">
            {writeMoment(version.madeAt, timeZone, formats)}
          </p>
          {version.keptBefore && (
            <p className="text-meta">
              {t.rich("keptBefore", {
                ...isolated,
                by: version.keptBefore.by,
                hasNumber: String(version.keptBefore.number !== null),
                number: version.keptBefore.number ?? 0,
                language: words(`language.${version.keptBefore.language}`),
              })}
            </p>
          )}
          {version.note && (
            <p dir="auto" className="text-meta">
              {version.note}
            </p>
          )}
          <VersionNames of={version.names} />
          {version.organisations.length > 0 && (
            <p className="text-meta text-ink-muted">
              {t("by", { organisations: formats.list(version.organisations) })}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
