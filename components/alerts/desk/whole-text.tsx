import { useTranslations } from "next-intl";
import type { DeskFacts, DeskPart } from "@/lib/alerts/desk";
import { type PartName, partNames } from "@/lib/alerts/part-names";
import { FactsStrip } from "./facts-strip";
import type { Known } from "./known";
import { isSourced, SectionSources } from "./section-sources";
import { TextView } from "./text-view";

const sections = partNames.filter((name) => name !== "title");

/** Every section one after the other, to be read. */
export function WholeText({
  parts,
  known,
  facts,
  language,
  direction,
}: {
  parts: readonly DeskPart[];
  known: Known;
  facts: DeskFacts;
  language: string;
  direction: "ltr" | "rtl";
}) {
  const t = useTranslations("alerts.desk");
  const partOf = (name: PartName) => parts.find(({ section }) => section === name);
  return (
    <div className="flex flex-col gap-6">
      {sections.map((name, index) => (
        <section key={name} aria-label={t(`section.${name}`)}>
          <h3 className="mb-2">
            {index + 1} {t(`section.${name}`)}
          </h3>
          {name === "happened" && <FactsStrip facts={facts} />}
          <div className="prose" lang={language} dir={direction}>
            {partOf(name)?.plain ? (
              <TextView content={partOf(name)?.content} known={known} />
            ) : (
              <p className="text-ink-muted">{t("empty")}</p>
            )}
          </div>
          {name === "sources" && isSourced(name) && facts.sources.length > 0 && (
            <SectionSources sources={facts.sources} />
          )}
        </section>
      ))}
    </div>
  );
}
