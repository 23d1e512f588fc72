import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { useFormats } from "@/lib/i18n/formats";

/** Where a paper says again what must not be mentioned of a case, and in which words. */
export function MentionNotice({
  of: mentions,
}: {
  of: readonly { label: string; reference: string; words: readonly string[] }[];
}) {
  const t = useTranslations("briefs.mentions");
  const formats = useFormats();
  return mentions.length === 0 ? null : (
    <Notice tone="danger" title={t("title")}>
      <p>{t("hint")}</p>
      <ul className="mt-2 list-disc ps-5">
        {mentions.map(({ label, reference, words }) => (
          <li key={`${label} ${reference}`} data-written="">
            <bdi>
              {t("where", {
                place: label,
                reference,
                words: formats.list(words.map((word) => t("words", { word }))),
              })}
            </bdi>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-meta">{t("scope")}</p>
    </Notice>
  );
}
