import { useTranslations } from "next-intl";
import type { Told } from "@/lib/insights/telling/told";

/** What the charts show, one sentence each, with the way to the chart. */
export function ChartFindings({
  all,
}: {
  all: readonly Pick<Told, "name" | "about" | "finding">[];
}) {
  const t = useTranslations("insights");
  return (
    <nav
      id="findings"
      aria-label={t("findings")}
      className="mb-8 scroll-mt-16 rounded-panel border border-line bg-surface px-4 py-3"
    >
      <ul className="grid gap-x-8 lg:grid-cols-2">
        {all.map(({ name, about, finding }) => (
          <li key={name} className="py-1.5">
            <a href={`#${name}`} className="target block">
              <span className="block text-meta text-ink-muted">{about}</span>
              <span className="link block">{finding}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
