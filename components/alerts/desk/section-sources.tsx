import { useTranslations } from "next-intl";
import type { DeskSource } from "@/lib/alerts/desk";
import type { PartName } from "@/lib/alerts/part-names";

const sourced = new Set<PartName>(["happened", "sources", "done"]);

/** Whether a section says what somebody must have told. */
export const isSourced = (section: PartName): boolean => sourced.has(section);

/** The sources of the case, each with its grade and how many States it tells of. */
export function SectionSources({ sources }: { sources: readonly DeskSource[] }) {
  const t = useTranslations("alerts.desk.sources");
  return (
    <section aria-label={t("title")} className="mt-8 max-w-[34rem]">
      <h3 className="border-t border-line pt-3 text-meta">{t("title")}</h3>
      {sources.length === 0 ? (
        <p className="mt-1 text-meta text-ink-muted">{t("none")}</p>
      ) : (
        <ul className="mt-2 border-b border-line text-meta">
          {sources.map(({ source, address, grades, states }) => (
            <li
              key={source}
              className="flex min-h-10 items-center gap-3 border-t border-line py-1.5"
            >
              {grades.map((grade) => (
                <span
                  key={grade}
                  title={t("grade", { grade })}
                  className="inline-flex size-5 shrink-0 items-center justify-center rounded-cell border border-line-strong font-semibold"
                >
                  <span className="sr-only">{t("grade", { grade })}</span>
                  <span aria-hidden="true">{grade}</span>
                </span>
              ))}
              <span className="min-w-0 flex-1">
                {address ? (
                  <a
                    href={address}
                    rel="noopener noreferrer"
                    target="_blank"
                    className="link target"
                  >
                    <bdi>{source}</bdi>
                  </a>
                ) : (
                  <bdi>{source}</bdi>
                )}
              </span>
              <span className="shrink-0 text-ink-muted">{t("states", { count: states })}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
