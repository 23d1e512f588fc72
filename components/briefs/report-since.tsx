import type { Route } from "next";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { ReportChanges } from "@/lib/briefs/accountability/changes";

/** What changed in the record since a report was made, and where a new one is made. */
export function ReportSince({ changes, again }: { changes: ReportChanges; again: Route }) {
  const t = useTranslations("briefs.one.since");
  return (
    <Notice tone="info" title={t("title")}>
      {changes.isOtherwise ? (
        <p>{t("otherwise")}</p>
      ) : (
        <ul className="list-disc ps-5">
          {(["added", "changed", "removed"] as const)
            .filter((sort) => changes[sort] > 0)
            .map((sort) => (
              <li key={sort}>{t(sort, { count: changes[sort] })}</li>
            ))}
        </ul>
      )}
      <p className="mb-3">{t("stays")}</p>
      <ButtonLink href={again}>{t("again")}</ButtonLink>
    </Notice>
  );
}
