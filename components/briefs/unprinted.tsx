import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { Paper } from "@/lib/briefs/paper/paper";
import { noSign, signsNotPrinted } from "@/lib/briefs/paper/printed";

/** Which signs of a paper stand as an empty box in its files; nothing where all are printed. */
export function Unprinted({ paper }: { paper: Paper }) {
  const t = useTranslations("briefs.look");
  const signs = signsNotPrinted(paper);
  return signs.length === 0 ? null : (
    <Notice tone="caution" title={t("unprinted", { signs: signs.slice(0, 20).join(" ") })}>
      {t("unprintedHint", { sign: noSign })}
    </Notice>
  );
}
