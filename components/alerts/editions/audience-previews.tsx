import { useTranslations } from "next-intl";
import { AlertText } from "@/components/alerts/text/alert-text";
import { CopyButton } from "@/components/ui/copy-button";
import { Icon } from "@/components/ui/icon";
import { Eye, TriangleAlert } from "@/components/ui/icons";
import { type AlertLanguage, type Audience, audiences } from "@/db/reference/words";
import { type Preview, writtenSections } from "@/lib/editions/edition";
import { draftText } from "@/lib/editions/plain-text";
import { useFormats } from "@/lib/i18n/formats";

/** The four audiences side by side: what each would read of the text as it stands now. */
export function AudiencePreviews({
  previews,
  language,
}: {
  previews: Record<Audience, Preview | null>;
  language: AlertLanguage;
}) {
  return (
    <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
      {audiences.map((audience) => (
        <AudiencePreview
          key={audience}
          audience={audience}
          preview={previews[audience]}
          language={language}
        />
      ))}
    </div>
  );
}

function AudiencePreview({
  audience,
  preview,
  language,
}: {
  audience: Audience;
  preview: Preview | null;
  language: AlertLanguage;
}) {
  const t = useTranslations("editions");
  const { day } = useFormats();
  const people =
    preview?.people.filter((person) => person.isIn || person.shown === "missing") ?? [];
  const isEmpty = preview && !preview.text.title && writtenSections(preview.text).length === 0;
  return (
    <div className="flex min-w-0 flex-col rounded-panel border border-line bg-surface">
      <div className="border-b border-line px-4 py-3">
        <h3>{t(`audience.${audience}`)}</h3>
        {audience === "public" && (
          <p className="flex items-start gap-1.5 text-meta font-semibold text-danger">
            <Icon of={Eye} size={16} className="mt-0.5" />
            {t("preview.stateReads")}
          </p>
        )}
      </div>
      <div className="flex-1 p-4">
        {!preview && <p className="text-ink-muted">{t("preview.teamOnly")}</p>}
        {isEmpty && <p className="text-ink-muted">{t("preview.empty")}</p>}
        {preview && !isEmpty && (
          <AlertText of={preview.text} language={language} titleAs="p" sectionAs="h4" />
        )}
      </div>
      {preview && !isEmpty && (
        <div className="border-t border-line px-4 py-3">
          <CopyButton
            text={draftText({ content: preview.text, language, audience })}
            label={t("one.copy")}
            copied={t("one.copied")}
            failed={t("one.copyFailed")}
          />
          <details className="mt-2 text-meta" suppressHydrationWarning>
            <summary className="link target inline-block">{t("one.plain")}</summary>
            <pre
              dir="auto"
              lang={language}
              data-written=""
              className="whitespace-pre-wrap font-sans"
            >
              {draftText({ content: preview.text, language, audience })}
            </pre>
          </details>
        </div>
      )}
      {people.length > 0 && (
        <div className="border-t border-line px-4 py-3 text-meta">
          <h4 className="font-semibold">{t("preview.people")}</h4>
          <ul>
            {people.map((person) => (
              <li key={person.defenderId} className="flex items-start gap-1.5">
                {person.shown === "missing" && (
                  <Icon of={TriangleAlert} size={16} className="mt-0.5 text-caution" />
                )}
                <span>
                  {person.withdrawnOn
                    ? t("preview.withdrawn", {
                        label: person.label,
                        date: day(person.withdrawnOn),
                      })
                    : t(audience === "internal" ? "preview.team" : `preview.${person.shown}`, {
                        label: person.label,
                      })}
                  {person.isIn &&
                    (person.shown === "label" || person.shown === "held") &&
                    !person.isLabelled && (
                      <>. {t("preview.unlabelled", { language: t(`language.${language}`) })}</>
                    )}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
