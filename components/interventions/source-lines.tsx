import { useTranslations } from "next-intl";
import { useFormats } from "@/lib/i18n/formats";
import type { CountBySource } from "@/lib/interventions/intervention";

/** Each source of a count by name, with a link where it has an address, how many States it tells of and its grade. */
export function SourceLines({ of: count }: { of: CountBySource }) {
  const t = useTranslations("interventions.count");
  const { list } = useFormats();
  if (count.sources.length === 0) {
    return null;
  }
  return (
    <ul aria-label={t("sources")} className="mt-1 text-meta text-ink-muted">
      {count.sources.map(({ source, address, states, grades }) => (
        <li key={source}>
          {address ? (
            <a href={address} rel="noopener noreferrer" target="_blank" className="link target">
              <bdi data-written="">{source}</bdi>
            </a>
          ) : (
            <bdi data-written="">{source}</bdi>
          )}
          {t("told", { states, grades: list(grades) })}
        </li>
      ))}
    </ul>
  );
}
