import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { SectionTitle } from "@/components/ui/panel";
import type { AlertLanguage } from "@/db/reference/words";
import { PaperChoice } from "./paper-choice";

/** What of a case may stand on paper, and a form that takes it out; it works without scripts. */
export function TakeSummary({
  caseId,
  told,
  language,
}: {
  caseId: string;
  told: "all" | "situation" | "country";
  language: AlertLanguage;
}) {
  const t = useTranslations("papers.summary");
  return (
    <section className="max-w-measure">
      <SectionTitle>{t("title")}</SectionTitle>
      <p className="mt-2 text-body">{t("what")}</p>
      <p className="mt-3 text-body">{t(told)}</p>
      <form
        action={`/cases/${caseId}/summary/file`}
        className="mt-5 flex flex-col items-start gap-4"
      >
        <PaperChoice language={language} hint={t("languageHint")} />
        <Button type="submit" look="primary">
          {t("take")}
        </Button>
        <p className="text-meta text-ink-muted">{t("noted")}</p>
      </form>
    </section>
  );
}
