import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { DeskFacts } from "@/lib/alerts/desk";

/** When, how surely and where, as the case has it; what is not known is shown so. */
export function FactsStrip({ facts }: { facts: DeskFacts }) {
  const t = useTranslations("alerts.desk.facts");
  const cells = [
    ["when", facts.when],
    ["precision", facts.precision],
    ["where", facts.where],
  ] as const;
  return (
    <div className="mb-4">
      <dl className="grid max-w-[34rem] grid-cols-3 rounded-control border border-line bg-surface">
        {cells.map(([key, value]) => (
          <div key={key} className="min-w-0 border-line px-3 py-2 not-first:border-s">
            <dt className="text-meta text-ink-muted">{t(key)}</dt>
            <dd className={value ? "font-semibold" : "text-ink-muted"}>
              <bdi>{value ?? t("unknown")}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {facts.edit && (
        <Link
          href={facts.edit as Route}
          prefetch={false}
          className="link target mt-1 inline-block text-meta print:hidden"
        >
          {t("edit")}
        </Link>
      )}
    </div>
  );
}
