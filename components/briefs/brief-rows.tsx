import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { AlertLanguage, BriefKind } from "@/db/reference/words";

/** A brief or draft in a list. */
export interface BriefRow {
  id: string;
  kind: BriefKind;
  /** For whom it is made. */
  audience: string;
  href: Route;
  /** Null where it is on several. */
  state: string | null;
  sessionTitle: string;
  language: AlertLanguage;
  /** By whom and when, in words. */
  when: string;
  /** What ended it; null while it can be taken out. */
  closed: "byHand" | "byConsent" | null;
  /** Nobody but its author has agreed yet that a State is shown it. */
  waits: boolean;
}

/** Briefs or drafts, one a line: of which State under review, for what, in which language. */
export function BriefRows({ of: rows }: { of: readonly BriefRow[] }) {
  const t = useTranslations("briefs");
  const inLanguage = useTranslations("alerts.language");
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.id} className="border-b border-line last:border-b-0">
          <Link
            href={row.href}
            prefetch={false}
            className="flex min-h-11 flex-wrap items-center gap-x-6 gap-y-1 px-4 py-2 hover:bg-sunken"
          >
            <span className="min-w-0 flex-[1_1_18rem]">
              <span className="block font-semibold">
                <bdi data-written="">
                  {t(`kindTitle.${row.kind}`, { state: row.state ?? "none", reader: row.audience })}
                </bdi>
              </span>
              <bdi data-written="" className="text-meta text-ink-muted">
                {row.sessionTitle}
              </bdi>
            </span>
            <span className="text-meta text-ink-muted">{inLanguage(row.language)}</span>
            <bdi data-written="" className="text-meta text-ink-muted">
              {row.when}
            </bdi>
            {row.waits && <Badge tone="caution">{t("one.hold.waits")}</Badge>}
            {row.closed && (
              <Badge tone="danger">{t(row.closed === "byHand" ? "closedByHand" : "closed")}</Badge>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}
