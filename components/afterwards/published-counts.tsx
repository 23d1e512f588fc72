import { useTranslations } from "next-intl";
import { Panel } from "@/components/ui/panel";
import { Sources } from "@/components/ui/sources";
import type { PublishedCount } from "@/lib/afterwards/published";
import { useFormats } from "@/lib/i18n/formats";

/** What was published of like occasions over the years, with its sources, beside what the public record holds by name. */
export function PublishedCounts({ counts }: { counts: readonly PublishedCount[] }) {
  const t = useTranslations("afterwards.published");
  const formats = useFormats();
  if (counts.length === 0) {
    return null;
  }
  return (
    <Panel title={t("title")} flush>
      <p className="border-b border-line px-4 py-3 text-meta text-ink-muted">{t("rule")}</p>
      <ul>
        {counts.map(({ forum, number, day, published, withUnion, others, byName, sources }) => (
          <li key={number} className="border-b border-line px-4 py-3 last:border-b-0">
            <p className="font-semibold">
              {t(forum, { number })}
              {day && <span className="font-normal text-ink-muted"> · {formats.day(day)}</span>}
            </p>
            <p>
              {published === null
                ? t("unknown")
                : t(withUnion ? "countWithUnion" : "count", { count: published })}
              {others.length > 0 && ` ${t("others", { counts: formats.list(others.map(String)) })}`}
            </p>
            <p className="text-meta text-ink-muted">{t("byName", { count: byName })}</p>
            <Sources of={sources} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
