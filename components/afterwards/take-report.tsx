import { useLocale, useTranslations } from "next-intl";
import { PaperChoice } from "@/components/briefs/paper-choice";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/panel";
import { paperLanguageOf } from "@/lib/i18n/paper-messages";

/** Takes the account out as a paper. A form like any other, which works without scripts. */
export function TakeReport({ sessionId }: { sessionId: string }) {
  const t = useTranslations("afterwards.report");
  const language = paperLanguageOf(useLocale());
  return (
    <div className="print:hidden">
      <Section title={t("title")}>
        <form
          action={`/sessions/${sessionId}/after/report`}
          className="flex flex-col items-start gap-4 pt-3"
        >
          <p className="text-meta text-ink-muted">{t("hint")}</p>
          <PaperChoice language={language} />
          <Button type="submit">{t("take")}</Button>
        </form>
      </Section>
    </div>
  );
}
