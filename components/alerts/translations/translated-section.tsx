import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Pieces } from "@/components/alerts/history/pieces";
import { TextBlocks } from "@/components/alerts/text/text-blocks";
import { ActionForm } from "@/components/forms/action-form";
import type { FormServerAction } from "@/components/forms/use-action-form";
import { Badge, type Tone } from "@/components/ui/badge";
import type { AlertLanguage } from "@/db/reference/words";
import { directionOf } from "@/lib/alerts/alert";
import type { TextNode } from "@/lib/editions/edition";
import { editionWords } from "@/lib/editions/words";
import type { TranslatedSection as Section, Standing } from "@/lib/translations/translation";

const tones: Record<Standing, Tone> = {
  empty: "neutral",
  notTranslated: "neutral",
  changed: "caution",
  current: "done",
};

/** One section in two languages, with what became of the source since it was translated. */
export function TranslatedSection({
  of: { section, source, translation, standing, seen, since },
  ids,
  from,
  to,
  labels,
  desk,
  mark,
}: {
  of: Section;
  ids: { caseId: string; alertId: string; textId: string };
  from: AlertLanguage;
  to: AlertLanguage;
  /** Defender to label, on each side in its own language. */
  labels: Record<"from" | "to", Readonly<Record<string, string>>>;
  /** Where the translation of this section is written; null where the reader may not. */
  desk: string | null;
  mark: FormServerAction<void>;
}) {
  const t = useTranslations("translations");
  const words = useTranslations("editions");
  const name = words(`section.${section}`);
  return (
    <section
      aria-labelledby={`section-${section}`}
      className="overflow-hidden rounded-panel border border-line bg-surface"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-3">
        <h2 id={`section-${section}`}>{name}</h2>
        {standing !== "empty" && (
          <Badge tone={tones[standing]}>
            {t(
              standing === "notTranslated" && translation
                ? "section.unmarked"
                : `section.${standing}`,
            )}
          </Badge>
        )}
        {desk && (
          <Link
            href={desk as Route}
            prefetch={false}
            className="link target ms-auto"
            aria-label={`${t("write", { language: words(`language.${to}`) })}: ${name}`}
          >
            {t("write", { language: words(`language.${to}`) })}
          </Link>
        )}
      </div>
      <div className="grid gap-px bg-line lg:grid-cols-2">
        <Side
          title={words(`language.${from}`)}
          node={source}
          language={from}
          labels={labels.from}
          sealed={t("section.sealed")}
          empty={t("section.empty")}
        />
        <Side
          title={words(`language.${to}`)}
          node={translation}
          language={to}
          labels={labels.to}
          sealed={t("section.sealed")}
          empty={t("section.nothing")}
        />
      </div>
      {standing === "changed" && (
        <div className="border-t border-line px-4 py-3">
          <h3 className="text-meta font-semibold">{t("section.whatChanged")}</h3>
          {since ? <Pieces of={since} language={from} /> : <p>{t("section.tooMuch")}</p>}
        </div>
      )}
      {desk && translation && (standing === "changed" || standing === "notTranslated") && (
        <div className="border-t border-line px-4 py-3">
          <ActionForm
            // After a change of the source it is another question.
            key={seen}
            action={mark}
            hidden={{ ...ids, section, seen }}
            submit={t("section.mark")}
            name={t("section.markName", { section: name })}
            saved={t("section.marked")}
            size="small"
            look="secondary"
          />
        </div>
      )}
    </section>
  );
}

function Side({
  title,
  node,
  language,
  labels,
  sealed,
  empty,
}: {
  title: string;
  node: TextNode | null;
  language: AlertLanguage;
  labels: Readonly<Record<string, string>>;
  /** Said where the team keeps words back. */
  sealed: string;
  empty: string;
}) {
  return (
    <div className="min-w-0 bg-surface p-4">
      <h3 className="mb-1 text-meta font-semibold text-ink-muted">{title}</h3>
      {node ? (
        <div lang={language} dir={directionOf(language)} className="alert-text">
          <div className="alert-words">
            <TextBlocks
              of={node}
              words={{
                person: (id) => labels[id] ?? "",
                sealed,
                forum: editionWords[language].forum,
                heading: "h4",
              }}
            />
          </div>
        </div>
      ) : (
        <p className="text-ink-muted">{empty}</p>
      )}
    </div>
  );
}
