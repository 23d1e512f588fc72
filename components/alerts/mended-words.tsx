import { useTranslations } from "next-intl";
import { directionOf } from "@/lib/alerts/alert";
import type { MendedWord } from "@/lib/alerts/typing-error";

/** Each mended word as it was and as it is, beside each other. */
export function MendedWords({ of: words }: { of: readonly MendedWord[] }) {
  const t = useTranslations("signOn.mended");
  const alerts = useTranslations("alerts");
  if (words.length === 0) {
    return <p className="text-ink-muted">{t("nothing")}</p>;
  }
  return (
    <table className="w-full max-w-measure text-start">
      <caption className="sr-only">{t("title")}</caption>
      <thead>
        <tr className="border-b border-line text-start text-meta text-ink-muted">
          <th scope="col" className="w-1/3 py-1 pe-3 text-start font-normal">
            {t("before")}
          </th>
          <th scope="col" className="w-1/3 py-1 pe-3 text-start font-normal">
            {t("now")}
          </th>
          <td />
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {words.map(({ language, section, was, is }, at) => {
          const written = {
            lang: language,
            dir: directionOf(language as "en"),
            "data-written": "",
            className: "wrap-anywhere",
          };
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same slip can stand in a section twice.
            <tr key={at} className="align-baseline">
              <td className="py-1.5 pe-3">
                <del {...written}>{was}</del>
              </td>
              <td className="py-1.5 pe-3 font-semibold">
                <ins {...written} className="wrap-anywhere no-underline">
                  {is}
                </ins>
              </td>
              <td className="py-1.5 text-meta text-ink-muted">
                {t("where", {
                  section: alerts(`section.${section as "happened"}`),
                  language: alerts(`language.${language as "en"}`),
                })}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
