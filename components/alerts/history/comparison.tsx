import { useTranslations } from "next-intl";
import { Panel } from "@/components/ui/panel";
import type { Comparison as Compared } from "@/lib/alert-history/shown";
import { directionOf } from "@/lib/alerts/alert";
import { useFormats } from "@/lib/i18n/formats";
import { Pieces } from "./pieces";

/** What changed between two texts, section by section, and who wrote in between. */
export function Comparison({
  of: compared,
  from,
  to,
}: {
  of: Compared;
  /** How the two sides are called. */
  from: string;
  to: string;
}) {
  const t = useTranslations("history");
  const words = useTranslations("editions");
  const { list } = useFormats();
  const { areAllWriters, language, sections, unchanged, writers } = compared;
  const changed = new Set(sections.map(({ section }) => section));
  const shown = writers
    .map((writer) => ({
      ...writer,
      sections: writer.sections.filter((section) => changed.has(section)),
    }))
    .filter((writer) => writer.sections.length > 0);
  return (
    <Panel title={t("compare.title")}>
      <p>{t("compare.between", { from, to, language: words(`language.${language}`) })}</p>
      {sections.length === 0 ? (
        <p className="mt-3 font-semibold">{t("compare.same")}</p>
      ) : (
        <p className="mt-1 text-meta text-ink-muted">{t("compare.legend")}</p>
      )}
      <div className="mt-4 flex flex-col gap-5">
        {sections.map(({ section, pieces, before, now, added, removed }) => (
          <section key={section}>
            <h3>{words(`section.${section}`)}</h3>
            {pieces ? (
              <>
                <p className="mb-1 text-meta text-ink-muted">
                  {t("compare.words", { added, removed })}
                </p>
                <Pieces of={pieces} language={language} />
              </>
            ) : (
              <>
                <p className="mb-1 text-meta text-ink-muted">{t("compare.tooLong")}</p>
                <div className="grid gap-4 sm:grid-cols-2">
                  {[
                    [from, before],
                    [to, now],
                  ].map(([side, text]) => (
                    <div key={side}>
                      <h4 className="text-meta font-semibold">{side}</h4>
                      <p lang={language} dir={directionOf(language)} className="compared">
                        {text}
                      </p>
                    </div>
                  ))}
                </div>
              </>
            )}
          </section>
        ))}
      </div>
      {unchanged > 0 && (
        <p className="mt-4 text-ink-muted">{t("compare.sameSection", { count: unchanged })}</p>
      )}
      {sections.length > 0 && (
        <div className="mt-4 border-t border-line pt-4">
          <h3>{t("who.title")}</h3>
          {shown.length > 0 ? (
            <ul>
              {shown.map(({ organisation, sections: written }) => (
                <li key={organisation}>
                  {t("who.line", {
                    organisation,
                    sections: list(written.map((section) => words(`section.${section}`))),
                  })}
                </li>
              ))}
            </ul>
          ) : (
            <p className="text-ink-muted">{t("who.none")}</p>
          )}
          {!areAllWriters && <p className="text-meta text-ink-muted">{t("who.atLeast")}</p>}
        </div>
      )}
    </Panel>
  );
}
