import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { Trim } from "@/lib/briefs/paper/fit";
import type { PaperLanguage } from "@/lib/briefs/paper/paper";

/** How many pages a brief takes, and where it can lose how much. */
export function FitNotice({
  pages,
  trims,
  language,
  most,
}: {
  /** How many pages are the rule. */
  most: number;
  pages: number;
  trims: readonly Trim[] | null;
  language: PaperLanguage;
}) {
  const t = useTranslations("briefs.look");
  // In Chinese signs are counted.
  const signs = language === "zh" ? "Signs" : "";
  if (trims === null) {
    return <Notice tone="caution" title={t("cannotTrim", { pages })} />;
  }
  if (trims.length === 0) {
    return (
      <Notice tone="done" title={t("fits", { most })} aside={t("pages", { count: pages, most })} />
    );
  }
  const words = trims.reduce((sum, trim) => sum + trim.words, 0);
  return (
    <Notice tone="caution" title={t(`trim${signs}`, { most, words })}>
      <TrimList of={trims} language={language} />
    </Notice>
  );
}

/** Where how much is to be cut. */
export function TrimList({
  of: trims,
  language,
}: {
  of: readonly Trim[];
  language: PaperLanguage;
}) {
  const t = useTranslations("briefs.look");
  return (
    <ul className="list-disc ps-5">
      {trims.map((trim) => (
        <li key={trim.at}>
          {t.rich(language === "zh" ? "trimWhereSigns" : "trimWhere", {
            ...trim,
            name: (heading) => <bdi data-written="">{heading}</bdi>,
          })}
        </li>
      ))}
    </ul>
  );
}
